import { App, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { BookingFacts } from './booking-facts.tsx'
import { type BookingData, useBookingAct } from './booking-queries.ts'

interface Props {
  readonly booking: BookingData
  readonly approve: boolean
  readonly onClose: () => void
}

/** Grants a request or turns it down; turning down needs a reason the user will read. */
export function DecideDialog({ booking, approve, onClose }: Props) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const [form] = Form.useForm<{ note?: string }>()
  const act = useBookingAct(({ note = '' }: { note?: string }) =>
    call(bookingContract.decideBooking, {
      params: { bookingId: booking.id },
      body: { approve, note, version: booking.version },
    }),
  )
  const done = ({ status }: BookingData) => {
    const said = status === 'confirmed' ? 'decide.approved' : 'decide.passed'
    void message.success(t(approve ? said : 'decide.rejected'))
    onClose()
  }
  return (
    <Modal
      open
      title={t(approve ? 'decide.approveTitle' : 'decide.rejectTitle')}
      okText={t(approve ? 'decide.approve' : 'decide.reject')}
      okButtonProps={{ danger: !approve, loading: act.isPending }}
      cancelText={t('form.leave')}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <BookingFacts booking={booking} />
      <Form form={form} layout="vertical" onFinish={(fields) => act.mutate(fields, { onSuccess: done })}>
        <Form.Item
          name="note"
          label={t(approve ? 'decide.note' : 'decide.reason')}
          rules={approve ? [] : [{ required: true, whitespace: true, message: t('cancel.reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      <ProblemAlert problem={act.error} />
    </Modal>
  )
}
