import { DatePicker, Form } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'

/** Begin and end of a use on the instrument's wall clock. */
export interface SpanForm {
  readonly from?: Dayjs | undefined
  readonly to?: Dayjs | undefined
}

/** Two fields instead of one range: what is typed into either stays when the other is left alone. */
export function SpanFields({ help }: { readonly help?: string }) {
  const { t } = useTranslation('usage')
  const field = (name: keyof SpanForm, label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('span.missing') }]}>
      <DatePicker
        needConfirm={false}
        allowClear={false}
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
      />
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
