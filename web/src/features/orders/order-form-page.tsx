import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Card, Flex, Form } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OrderFormView, ordersContract, type OrderView } from '#modules/orders/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { emptySample, OrderFields, type OrderValues } from './order-fields.tsx'
import { orderFormQuery, orderQuery, useAct } from './order-queries.ts'
import './orders.css'

function valuesOf(order: OrderView): OrderValues {
  const { groupId, norm, wanted, wishedOn, project, contactName, contactPhone, notes } = order
  return {
    ...{ groupId, norm, wanted, project, contactName, contactPhone, notes },
    wishedOn: wishedOn === undefined ? null : dayjs(wishedOn),
    answers: Object.fromEntries(order.answers.map(({ id, answer }) => [id, answer])),
    samples: order.samples.map((sample) => ({ ...sample, amount: sample.amount ?? null })),
  }
}

function bodyOf(values: OrderValues) {
  const { wishedOn, answers, samples, groupId, ...rest } = values
  return {
    ...rest,
    groupId: groupId ?? undefined,
    wishedOn: wishedOn?.format('YYYY-MM-DD'),
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answer ?? ''])),
    samples: samples.map((sample) => ({
      name: sample.name,
      amount: sample.amount ?? undefined,
      amountUnit: sample.amountUnit,
      matrix: sample.matrix,
      storage: sample.storage,
      hazards: [...sample.hazards],
      afterwards: sample.afterwards,
    })),
  }
}

/** What the instrument takes, for how long and at what price. */
function Offer({ offer }: { readonly offer: OrderFormView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (!offer.accepts) return <Alert type="warning" showIcon title={t('form.notAccepting')} />
  if (!offer.served) return <Alert type="warning" showIcon title={t('form.notServed')} />
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('form.offer', {
        least: offer.leastSamples,
        most: offer.mostSamples,
        days: offer.turnaroundDays ?? 0,
        start: format.money(offer.price?.startFen ?? 0),
        each: format.money(offer.price?.perSampleFen ?? 0),
      })}
      {...(offer.advice === '' ? {} : { description: offer.advice })}
    />
  )
}

interface Props {
  readonly offer: OrderFormView
  readonly order: OrderView | undefined
}

function OrderForm({ offer, order }: Props) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const session = useSession()
  const [form] = Form.useForm<OrderValues>()
  const { busy, problem, act } = useAct()
  const [saved, setSaved] = useState(order)
  const fresh: OrderValues = {
    ...{ norm: '', wanted: '', project: '', contactPhone: '', notes: '', wishedOn: null },
    contactName: session?.displayName ?? '',
    answers: {},
    groupId: offer.groups.length === 1 ? offer.groups[0]?.id : undefined,
    samples: [emptySample],
  }
  const keep = async (): Promise<OrderView> => {
    const body = bodyOf(form.getFieldsValue(true) as OrderValues)
    const { instrumentId } = offer
    const next =
      saved === undefined
        ? await call(ordersContract.createOrder, { params: { instrumentId }, body })
        : await call(ordersContract.editOrder, {
            params: { orderId: saved.orderId },
            body: { ...body, version: saved.version },
          })
    setSaved(next)
    return next
  }
  const save = (submits: boolean) =>
    act(async () => {
      const { orderId, version } = await keep()
      if (submits) await call(ordersContract.submitOrder, { params: { orderId }, body: { version } })
      await navigate({ to: `/orders/${orderId}` })
    })
  return (
    <Card>
      <Offer offer={offer} />
      {offer.served && (
        <Form<OrderValues>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={order === undefined ? fresh : valuesOf(order)}
        >
          <OrderFields offer={offer} form={form} />
          <ProblemAlert problem={problem} />
          <Flex gap={8} wrap>
            <Button type="primary" loading={busy} onClick={() => void save(true)}>
              {t('act.submit')}
            </Button>
            <Button loading={busy} onClick={() => void save(false)}>
              {t('act.saveDraft')}
            </Button>
          </Flex>
        </Form>
      )}
    </Card>
  )
}

/** A new order at an instrument, or one that was not submitted yet. */
export default function OrderFormPage() {
  const { t } = useTranslation('orders')
  const orderParam = usePathParam('orderId')
  const instrumentParam = usePathParam('instrumentId')
  const existing = useQuery({ ...orderQuery(Number(orderParam)), enabled: orderParam !== '' })
  const instrumentId = orderParam === '' ? Number(instrumentParam) : existing.data?.instrumentId
  const offer = useQuery({ ...orderFormQuery(instrumentId ?? 0), enabled: instrumentId !== undefined })
  const form = (order: OrderView | undefined) => (
    <Loaded query={offer}>{(data) => <OrderForm offer={data} order={order} />}</Loaded>
  )
  return (
    <PageFrame
      title={t('form.title', { name: offer.data?.instrumentName ?? '' })}
      hint={t('form.hint')}
      narrow
    >
      {orderParam === '' ? form(undefined) : <Loaded query={existing}>{(order) => form(order)}</Loaded>}
    </PageFrame>
  )
}
