import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

export const partFields = [
  'preparationMinutes',
  'measuringMinutes',
  'processingMinutes',
  'idleMinutes',
] as const
export type PartsForm = Partial<Record<(typeof partFields)[number], number | null>>

/** Only the parts somebody filled in. */
export const givenParts = (form: PartsForm) =>
  Object.fromEntries(
    partFields.flatMap((name) => (typeof form[name] === 'number' ? [[name, form[name]]] : [])),
  )

/** Minutes of each part of a use; measuring left empty takes what the others leave. */
export function PartsFields() {
  const { t } = useTranslation('usage')
  return (
    <>
      {partFields.map((name) => (
        <Form.Item key={name} name={name} label={t(`part.${name}`)} extra={t(`part.${name}.help`)}>
          <InputNumber min={0} max={20_160} precision={0} suffix={t('minutes')} className="usage-number" />
        </Form.Item>
      ))}
    </>
  )
}
