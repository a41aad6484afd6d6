import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { MomentField } from '../../ui/moment-field.tsx'

/** Begin and end of a use on the instrument's wall clock, `2026-11-23T14:30`. */
export interface SpanForm {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Two fields instead of one range: what is typed into either stays when the other is left alone. */
export function SpanFields({ help }: { readonly help?: string }) {
  const { t } = useTranslation('usage')
  const field = (name: keyof SpanForm, label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('span.missing') }]}>
      <MomentField minuteStep={1} />
    </Form.Item>
  )
  return (
    <>
      {help !== undefined && <p className="field-help">{help}</p>}
      {field('from', t('field.startedAt'))}
      {field('to', t('field.endedAt'))}
    </>
  )
}
