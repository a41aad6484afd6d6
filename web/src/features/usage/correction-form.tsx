import { Button, Form, Input, InputNumber, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { enterStays } from '../../ui/enter-stays.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { givenParts, PartsFields, type PartsForm } from './parts-fields.tsx'
import { type SpanForm, SpanFields } from './span-fields.tsx'
import { type ShownUse, useAct } from './usage-queries.ts'
import { localOf, wireWith } from '../../lib/wall-clock.ts'

const kinds = usageContract.correct.body.shape.kind.unwrap().options
interface Fields extends PartsForm, SpanForm {
  readonly kind: (typeof kinds)[number]
  readonly amountYuan?: number | null
  readonly note: string
  readonly reason: string
}

/** Only times that were really changed are sent: the log keeps the second, the field shows the minute. */
function changedTimes(use: ShownUse, { from, to }: SpanForm) {
  const offset = use.startedAt.slice(-6)
  const [start, end] = [localOf(use.startedAt), localOf(use.endedAt ?? '')]
  return {
    ...(from === undefined || from === start ? {} : { startedAt: wireWith(from, offset) }),
    ...(to === undefined || to === end ? {} : { endedAt: wireWith(to, offset) }),
  }
}

/** Corrects a finished use; the reason is asked, before and after are kept. */
export function CorrectionForm({ use, onDone }: { readonly use: ShownUse; readonly onDone: () => void }) {
  const { t } = useTranslation('usage')
  const correct = useAct(
    ({ from, to, kind, amountYuan, note, reason, ...parts }: Fields) =>
      call(usageContract.correct, {
        params: { useId: use.id },
        body: {
          version: use.version,
          reason,
          kind,
          note,
          parts: givenParts(parts),
          ...changedTimes(use, { from, to }),
          ...(typeof amountYuan === 'number' ? { amountFen: Math.round(amountYuan * 100) } : {}),
        },
      }),
    'done.corrected',
  )
  return (
    <Form<Fields>
      layout="vertical"
      onKeyDown={enterStays}
      initialValues={{ ...use, from: localOf(use.startedAt), to: localOf(use.endedAt ?? '') }}
      onFinish={(values) => correct.mutate(values, { onSuccess: onDone })}
    >
      <SpanFields />
      <PartsFields />
      <Form.Item name="kind" label={t('kind')} extra={t('kind.help')}>
        <Select options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="amountYuan" label={t('amount')} extra={t('amount.keep')}>
        <InputNumber min={0} precision={2} suffix={t('yuan')} className="usage-number" />
      </Form.Item>
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reason.help')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <ProblemAlert problem={correct.error} />
      <Space>
        <Button type="primary" htmlType="submit" loading={correct.isPending}>
          {t('correct.save')}
        </Button>
        <Button onClick={onDone}>{t('back')}</Button>
      </Space>
    </Form>
  )
}
