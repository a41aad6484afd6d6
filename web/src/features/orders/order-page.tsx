import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Card, Descriptions, Flex, Steps, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#modules/orders/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { OrderActs } from './order-acts.tsx'
import { OrderFiles } from './order-files.tsx'
import { OrderStateTag } from './order-list.tsx'
import { orderQuery } from './order-queries.ts'
import { QuoteCard } from './quote-card.tsx'
import { SamplesCard } from './samples-card.tsx'
import { TimeCard } from './time-card.tsx'
import './orders.css'

const way = [
  'submitted',
  'quoted',
  'awaiting_samples',
  'received',
  'measuring',
  'handed_over',
  'closed',
] as const

/** Where on the way an order stands; one that ended early stands where it ended. */
function placeOf({ state, steps }: OrderView): number {
  const known = (one: string) => (way as readonly string[]).indexOf(one)
  if (state === 'complained') return known('handed_over')
  if (known(state) >= 0) return known(state)
  return Math.max(0, ...steps.map((step) => known(step.from)))
}

const endedEarly: readonly string[] = ['declined', 'rejected', 'cancelled', 'expired']

/** The steps of the way and, in one sentence, what happens next. */
function Way({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { state, endReason } = order
  const failed = endedEarly.includes(state)
  const side = order.may.work && !order.sides.includes('requester') ? 'staff' : 'user'
  const date = (iso: string | undefined) => (iso === undefined ? '' : format.date(iso))
  const status = failed ? 'error' : state === 'closed' ? 'finish' : 'process'
  return (
    <Card className="order-way">
      <Steps
        size="small"
        current={placeOf(order)}
        status={status}
        items={way.map((step) => ({ key: step, title: t(`state.${step}`) }))}
      />
      <Alert
        style={{ marginTop: 16 }}
        type={failed || state === 'complained' ? 'warning' : state === 'closed' ? 'success' : 'info'}
        showIcon
        title={t(`next.${side}.${state}`, {
          validUntil: date(order.quoteValidUntil),
          expected: date(order.expectedOn),
          until: date(order.confirmUntil),
          operator: order.operatorName,
        })}
        {...(endReason === '' ? {} : { description: endReason })}
      />
    </Card>
  )
}

function Asked({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const unit =
    order.userUnitName === undefined
      ? t('userKind.individual')
      : format.either(order.userUnitName, order.userUnitNameEn ?? '')
  const shown: readonly (readonly [string, string | undefined])[] = [
    ['user', `${order.requesterName} · ${unit}`],
    ['contact', [order.contactName, order.contactPhone].filter(Boolean).join(' · ')],
    ['norm', order.norm],
    ['wished', order.wishedOn],
    ['project', order.project],
    ['operator', order.operatorName],
  ]
  return (
    <Card title={t('part.asked')}>
      <p className="order-text">{order.wanted}</p>
      <Descriptions
        style={{ marginTop: 12 }}
        column={{ xs: 1, sm: 2 }}
        items={[
          ...shown
            .filter(([, value]) => value !== undefined && value !== '')
            .map(([key, children]) => ({ key, label: t(`field.${key}`), children })),
          ...order.answers.map(({ id, question, answer }) => ({
            key: `answer ${id}`,
            label: question,
            children: answer,
          })),
        ]}
      />
      {order.notes !== '' && <p className="order-text">{order.notes}</p>}
    </Card>
  )
}

function History({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (order.steps.length === 0) return null
  return (
    <Card title={t('part.history')}>
      <Timeline
        items={order.steps.toReversed().map((step, at) => ({
          key: at,
          content: (
            <>
              <div>
                {t('history.step', {
                  who: step.actorName || t('history.program'),
                  step: t(`step.${step.act}`),
                })}
              </div>
              <div className="order-second">{format.dateTime(step.at)}</div>
              {step.comment !== '' && <div>{step.comment}</div>}
            </>
          ),
        }))}
      />
    </Card>
  )
}

function Whole({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  return (
    <PageFrame
      title={t('page.title', { no: order.orderNo ?? t('draft') })}
      hint={
        <Flex gap={8} wrap align="center">
          <OrderStateTag state={order.state} />
          <Link to={`/book/${order.instrumentId}`}>{order.instrumentName}</Link>
          <span>{format.either(order.unitName, order.unitNameEn)}</span>
        </Flex>
      }
      extra={<OrderActs order={order} />}
    >
      <Way order={order} />
      <div className="order-columns">
        <div className="order-column">
          <SamplesCard order={order} />
          <Asked order={order} />
          <QuoteCard order={order} />
        </div>
        <div className="order-column">
          <OrderFiles order={order} />
          {order.may.work && <TimeCard order={order} />}
          <History order={order} />
        </div>
      </div>
    </PageFrame>
  )
}

/** One order: where it stands, what happens next, its samples, quote and results. */
export default function OrderPage() {
  const query = useQuery(orderQuery(Number(usePathParam('orderId'))))
  return <Loaded query={query}>{(order) => <Whole order={order} />}</Loaded>
}
