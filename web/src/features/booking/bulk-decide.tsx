import { Alert, App, Button, Form, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type BookingData, useBookingAct } from './booking-queries.ts'
import './booking.css'

type Answers = Replied<typeof bookingContract.decideBookings>['items']
interface Props {
  readonly chosen: readonly BookingData[]
  readonly onDone: () => void
}

/** What could not be decided, each with the reason. */
function Left({ chosen, answers }: { readonly chosen: readonly BookingData[]; readonly answers: Answers }) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const left = answers.filter(({ refusals }) => refusals.length > 0)
  if (left.length === 0) return null
  const nameOf = (id: number) => {
    const booking = chosen.find((one) => one.id === id)
    return booking === undefined ? '' : `${booking.userName} · ${format.span(booking.start, booking.end)}`
  }
  return (
    <Alert
      type="warning"
      showIcon
      className="booking-bulk"
      title={t('bulk.left', { count: left.length, number: left.length })}
      description={
        <ul>
          {left.map(({ bookingId, refusals }) => (
            <li key={bookingId}>
              {nameOf(bookingId)} {refusals.map(({ message }) => message).join(' ')}
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** Grants or turns down all chosen requests with one note. */
export function BulkDecide({ chosen, onDone }: Props) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const [approve, setApprove] = useState<boolean>()
  const [asked, setAsked] = useState<readonly BookingData[]>([])
  const [answers, setAnswers] = useState<Answers>([])
  const [form] = Form.useForm<{ note?: string }>()
  const act = useBookingAct(({ note = '' }: { note?: string }) =>
    call(bookingContract.decideBookings, {
      body: {
        approve: approve === true,
        note,
        items: chosen.map(({ id, version }) => ({ bookingId: id, version })),
      },
    }),
  )
  const done = ({ items }: { items: Answers }) => {
    const number = items.filter(({ refusals }) => refusals.length === 0).length
    void message.success(t('bulk.done', { count: number, number }))
    setAsked(chosen)
    setAnswers(items)
    setApprove(undefined)
    onDone()
  }
  return (
    <>
      <Space className="booking-bulk" wrap>
        <Button type="primary" disabled={chosen.length === 0} onClick={() => setApprove(true)}>
          {t('bulk.approve', { number: chosen.length })}
        </Button>
        <Button danger disabled={chosen.length === 0} onClick={() => setApprove(false)}>
          {t('bulk.reject', { number: chosen.length })}
        </Button>
      </Space>
      <Left chosen={asked} answers={answers} />
      <Modal
        open={approve !== undefined}
        title={t(approve === true ? 'bulk.approve' : 'bulk.reject', { number: chosen.length })}
        okText={t(approve === true ? 'decide.approve' : 'decide.reject')}
        okButtonProps={{ danger: approve === false, loading: act.isPending }}
        cancelText={t('form.leave')}
        onCancel={() => setApprove(undefined)}
        onOk={() => form.submit()}
      >
        <Form form={form} layout="vertical" onFinish={(fields) => act.mutate(fields, { onSuccess: done })}>
          <Form.Item
            name="note"
            label={t(approve === true ? 'decide.note' : 'decide.reason')}
            rules={
              approve === true
                ? []
                : [{ required: true, whitespace: true, message: t('cancel.reasonMissing') }]
            }
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
        <ProblemAlert problem={act.error} />
      </Modal>
    </>
  )
}
