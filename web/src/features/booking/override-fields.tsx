import { Alert, Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CheckData } from './booking-queries.ts'

type Codes = CheckData['mayOverride']

/** What a rule is called where it was or may be passed over. */
export const useRuleNames = () => {
  const { t } = useTranslation('booking')
  return (codes: readonly string[]): string =>
    codes.map((code) => t(`passed.${code.replace('booking.', '')}`)).join(t('rules.comma'))
}

/** Who manages the instrument may pass over what stands against a slot, with a reason that stays with the booking. */
export function OverrideFields({
  codes,
  on,
  onChange,
}: {
  readonly codes: Codes
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}) {
  const { t } = useTranslation('booking')
  const names = useRuleNames()
  if (codes.length === 0) return null
  return (
    <Alert
      type="info"
      style={{ marginBottom: 16 }}
      title={
        <Checkbox checked={on} onChange={({ target }) => onChange(target.checked)}>
          {t('override.on', { rules: names(codes) })}
        </Checkbox>
      }
      description={
        on && (
          <Form.Item
            name="overrideReason"
            label={t('override.reason')}
            extra={t('override.help')}
            style={{ marginBottom: 0, marginTop: 8 }}
            rules={[{ required: true, whitespace: true, message: t('cancel.reasonMissing') }]}
          >
            <Input maxLength={500} />
          </Form.Item>
        )
      }
    />
  )
}
