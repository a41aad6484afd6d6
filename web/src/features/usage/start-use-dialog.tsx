import { Form, Input, Modal, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type SpanForm, SpanFields } from './span-fields.tsx'
import { useAct } from './usage-queries.ts'
import { wireWith } from '../../lib/wall-clock.ts'

const kinds = usageContract.startUse.body.shape.kind.options
interface StartForm extends SpanForm {
  readonly instrumentId: number
  readonly kind: (typeof kinds)[number]
  readonly isOver?: boolean
  readonly note?: string
}
interface Instrument {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly innerId: string
}

/** A use nobody booked: running from now, or one that is over. */
export function StartUseDialog({
  instruments,
  offset,
  onClose,
}: {
  readonly instruments: readonly Instrument[]
  /** Of the instruments' wall clock, `+08:00`. */
  readonly offset: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('usage')
  const { either } = useFormat()
  const [form] = Form.useForm<StartForm>()
  const isOver = Form.useWatch('isOver', form) === true
  const start = useAct(
    ({ instrumentId, kind, from, to, note }: StartForm) =>
      call(usageContract.startUse, {
        params: { instrumentId },
        body: {
          kind,
          note: note ?? '',
          ...(isOver && from !== undefined && to !== undefined
            ? { over: { startedAt: wireWith(from, offset), endedAt: wireWith(to, offset) } }
            : {}),
        },
      }),
    'done.started',
  )
  return (
    <Modal
      open
      title={t('start')}
      okText={t(isOver ? 'start.enter' : 'start.now')}
      confirmLoading={start.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={start.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'maintenance', instrumentId: instruments[0]?.id }}
        onFinish={(values) => start.mutate(values, { onSuccess: onClose })}
      >
        <Form.Item name="instrumentId" label={t('instrument')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={instruments.map(({ id, name, nameEn, innerId }) => ({
              value: id,
              label: `${either(name, nameEn)} (${innerId})`,
            }))}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} extra={t('kind.help')} rules={[{ required: true }]}>
          <Select options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="isOver" label={t('start.isOver')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {isOver && <SpanFields help={t('start.isOver.help')} />}
        <Form.Item name="note" label={t('note')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
