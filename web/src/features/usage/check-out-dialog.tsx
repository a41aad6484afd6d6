import { Form, Input, InputNumber, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { type UseView, usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { givenParts, PartsFields, type PartsForm } from './parts-fields.tsx'
import { RunningClock } from './running-clock.tsx'
import { useAct } from './usage-queries.ts'

interface CheckOutForm extends PartsForm {
  readonly note?: string
  readonly amountYuan?: number | null
}

/** Ends a running use: how its time was spent, what it cost. */
export function CheckOutDialog({
  use,
  byLead,
  onClose,
}: {
  readonly use: UseView
  readonly byLead: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation('usage')
  const { either } = useFormat()
  const [form] = Form.useForm<CheckOutForm>()
  const checkOut = useAct(
    (values: CheckOutForm) =>
      call(usageContract.checkOut, {
        params: { useId: use.id },
        body: {
          parts: givenParts(values),
          note: values.note,
          ...(typeof values.amountYuan === 'number'
            ? { amountFen: Math.round(values.amountYuan * 100) }
            : {}),
        },
      }),
    'done.checkedOut',
  )
  const submit = (values: CheckOutForm) => checkOut.mutate(values, { onSuccess: onClose })
  return (
    <Modal
      open
      title={t('checkOut.title', { instrument: either(use.instrumentName, use.instrumentNameEn) })}
      okText={t('checkOut')}
      confirmLoading={checkOut.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>
        {t('checkOut.hint', { user: use.userName })} <RunningClock since={use.startedAt} />
      </p>
      <ProblemAlert problem={checkOut.error} />
      <Form form={form} layout="vertical" onFinish={submit}>
        <PartsFields />
        {byLead && (
          <Form.Item name="amountYuan" label={t('amount')} extra={t('amount.help')}>
            <InputNumber min={0} precision={2} suffix={t('yuan')} className="usage-number" />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('note')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
