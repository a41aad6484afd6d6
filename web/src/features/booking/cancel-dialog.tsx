import { Alert, App, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type BookingData, useBookingAct } from './booking-queries.ts'

/** Asks for the reason and says what cancelling now costs. */
export function CancelDialog({
  booking,
  onClose,
}: {
  readonly booking: BookingData
  readonly onClose: () => void
}) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason?: string }>()
  const { late, freeUntil, minutesLost } = booking.cancellation
  const act = useBookingAct(({ reason = '' }: { reason?: string }) =>
    call(bookingContract.cancelBooking, {
      params: { bookingId: booking.id },
      body: { reason, version: booking.version },
    }),
  )
  const done = () => {
    void message.success(t('cancel.done'))
    onClose()
  }
  return (
    <Modal
      open
      title={t('cancel.title')}
      okText={t('cancel.act')}
      okButtonProps={{ danger: true, loading: act.isPending }}
      cancelText={t('cancel.keep')}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{`${format.either(booking.instrumentName, booking.instrumentNameEn)} · ${format.span(booking.start, booking.end)}`}</p>
      <Alert
        type={late && booking.mine ? 'warning' : 'info'}
        showIcon
        style={{ marginBottom: 16 }}
        title={
          late && booking.mine
            ? t('cancel.late', { until: format.dateTime(freeUntil), lost: format.duration(minutesLost) })
            : t('cancel.free')
        }
      />
      <Form form={form} layout="vertical" onFinish={(fields) => act.mutate(fields, { onSuccess: done })}>
        <Form.Item
          name="reason"
          label={t(booking.mine ? 'cancel.reason' : 'cancel.reasonNeeded')}
          rules={
            booking.mine ? [] : [{ required: true, whitespace: true, message: t('cancel.reasonMissing') }]
          }
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      <ProblemAlert problem={act.error} />
    </Modal>
  )
}
