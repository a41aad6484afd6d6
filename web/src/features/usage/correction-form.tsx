import { Button, DatePicker, Form, Input, InputNumber, Select, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { givenParts, PartsFields, type PartsForm } from './parts-fields.tsx'
import { type ShownUse, useAct } from './usage-queries.ts'
import { onWire, wallClock } from './wall-clock.ts'

const kinds = usageContract.correct.body.shape.kind.unwrap().options
interface Fields extends PartsForm {
  readonly start: Dayjs
  readonly end: Dayjs
  readonly kind: (typeof kinds)[number]
  readonly amountYuan?: number | null
  readonly note: string
  readonly reason: string
}

/** Only times that were really changed are sent: the log keeps the second, the field shows the minute. */
function changedTimes(use: ShownUse, { start, end }: Pick<Fields, 'start' | 'end'>) {
  const offset = use.startedAt.slice(-6)
  return {
    ...(start.isSame(wallClock(use.startedAt), 'minute') ? {} : { startedAt: onWire(start, offset) }),
    ...(end.isSame(wallClock(use.endedAt ?? ''), 'minute') ? {} : { endedAt: onWire(end, offset) }),
  }
}

/** Corrects a finished use; the reason is asked, before and after are kept. */
export function CorrectionForm({ use, onDone }: { readonly use: ShownUse; readonly onDone: () => void }) {
  const { t } = useTranslation('usage')
  const correct = useAct(
    ({ start, end, kind, amountYuan, note, reason, ...parts }: Fields) =>
      call(usageContract.correct, {
        params: { useId: use.id },
        body: {
          version: use.version,
          reason,
          kind,
          note,
          parts: givenParts(parts),
          ...changedTimes(use, { start, end }),
          ...(typeof amountYuan === 'number' ? { amountFen: Math.round(amountYuan * 100) } : {}),
        },
      }),
    'done.corrected',
  )
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={{ ...use, start: wallClock(use.startedAt), end: wallClock(use.endedAt ?? '') }}
      onFinish={(values) => correct.mutate(values, { onSuccess: onDone })}
    >
      {(['start', 'end'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(`correct.${name}`)}>
          <DatePicker
            allowClear={false}
            needConfirm={false}
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            className="usage-number"
          />
        </Form.Item>
      ))}
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
