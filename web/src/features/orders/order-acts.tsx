import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Flex, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderView } from '#modules/orders/contract.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { operatorsQuery, useAct } from './order-queries.ts'
import { QuoteDialog } from './quote-dialog.tsx'

type Act = OrderView['may']['acts'][number]

const forward: readonly Act[] = [
  'submit',
  'approve',
  'quote',
  'accept',
  'assign',
  'hand_over',
  'confirm',
  'answer',
]
const dangerous: readonly Act[] = ['decline', 'reject', 'cancel', 'complain']
const reasoned: readonly Act[] = ['decline', 'complain', 'answer', 'redo', 'reject']
/** Samples are received where they are listed. */
const elsewhere: readonly Act[] = ['receive', 'submit']

interface DialogProps {
  readonly order: OrderView
  readonly act: Act
  readonly onClose: () => void
}

function send(order: OrderView, act: Act, comment: string) {
  const { orderId, version } = order
  const params = { orderId }
  if (act === 'hand_over') return call(ordersContract.handOverOrder, { params, body: { comment, version } })
  return call(ordersContract.stepOrder, {
    params,
    body: { act: act as 'accept', comment, version },
  })
}

/** One step with what the person wants to say about it. */
function StepDialog({ order, act, onClose }: DialogProps) {
  const { t } = useTranslation('orders')
  const { message } = App.useApp()
  const { busy, problem, act: run } = useAct()
  const [comment, setComment] = useState('')
  const needed = reasoned.includes(act)
  const take = async () => {
    if (!(await run(() => send(order, act, comment)))) return
    void message.success(t('done'))
    onClose()
  }
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      okText={t(`act.${act}`)}
      okButtonProps={{
        loading: busy,
        danger: dangerous.includes(act),
        disabled: needed && comment.trim() === '',
      }}
      onOk={() => void take()}
      onCancel={onClose}
    >
      <p>{t(`ask.${act}`)}</p>
      <ProblemAlert problem={problem} />
      <Input.TextArea
        rows={3}
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        placeholder={t(needed ? 'comment.needed' : 'comment.optional')}
        aria-label={t(needed ? 'comment.needed' : 'comment.optional')}
      />
    </Modal>
  )
}

function AssignDialog({ order, onClose }: Omit<DialogProps, 'act'>) {
  const { t } = useTranslation('orders')
  const { orderId, version } = order
  const own = useSession()?.accountId
  const people = useQuery(operatorsQuery(orderId))
  const { busy, problem, act } = useAct()
  const [chosen, setChosen] = useState(order.operatorId ?? own)
  const take = async () => {
    if (chosen === undefined) return
    const body = { accountId: chosen, version }
    if (await act(() => call(ordersContract.assignOrder, { params: { orderId }, body }))) onClose()
  }
  return (
    <Modal
      open
      title={t('act.assign')}
      okText={t('act.assign')}
      okButtonProps={{ loading: busy, disabled: chosen === undefined }}
      onOk={() => void take()}
      onCancel={onClose}
    >
      <p>{t('ask.assign')}</p>
      <ProblemAlert problem={problem ?? people.error} />
      <Select
        style={{ width: '100%' }}
        aria-label={t('field.operator')}
        loading={people.isPending}
        value={people.data?.find((one) => one.accountId === chosen)?.accountId ?? null}
        onChange={(value: number | null) => setChosen(value ?? undefined)}
        options={(people.data ?? []).map((one) => ({ value: one.accountId, label: one.displayName }))}
      />
    </Modal>
  )
}

/** What the reader may do with the order now. */
export function OrderActs({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const [open, setOpen] = useState<Act>()
  const close = () => setOpen(undefined)
  const acts = order.may.acts.filter((act) => !elsewhere.includes(act))
  return (
    <Flex gap={8} wrap>
      {order.state === 'draft' && (
        <Button type="primary" onClick={() => void navigate({ to: `/orders/${order.orderId}/edit` })}>
          {t('act.edit')}
        </Button>
      )}
      {acts.map((act) => (
        <Button
          key={act}
          type={forward.includes(act) ? 'primary' : 'default'}
          danger={dangerous.includes(act)}
          onClick={() => setOpen(act)}
        >
          {t(act === 'quote' && order.quotes.length > 0 ? 'act.quoteAgain' : `act.${act}`)}
        </Button>
      ))}
      {open === 'quote' && <QuoteDialog order={order} onClose={close} />}
      {open === 'assign' && <AssignDialog order={order} onClose={close} />}
      {open !== undefined && open !== 'quote' && open !== 'assign' && (
        <StepDialog order={order} act={open} onClose={close} />
      )}
    </Flex>
  )
}
