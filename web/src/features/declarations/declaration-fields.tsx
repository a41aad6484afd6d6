import { Alert, DatePicker, Form, Input, InputNumber, Radio } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { declarationRoutes, DeclarationView } from '#modules/reporting/contract.ts'
import { InstrumentPicker } from './instrument-picker.tsx'

export type Rules = z.output<(typeof declarationRoutes.declarationRules)['reply']['body']>
export type Span = [Dayjs | null, Dayjs | null] | null

export interface DeclarationFormValues {
  readonly reason: string
  readonly explanation?: string
  readonly period?: Span
  readonly years?: Span
  readonly secretCount?: number | null
  readonly instrumentIds?: number[]
}

/** Of secret instruments only how many, and the years. */
function SecretFields() {
  const { t } = useTranslation('declarations')
  return (
    <>
      <Alert className="problem" type="warning" showIcon title={t('secret.warning')} />
      <Form.Item
        name="secretCount"
        label={t('field.secretCount')}
        rules={[{ required: true, message: t('form.countMissing') }]}
      >
        <InputNumber min={1} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item
        name="years"
        label={t('field.years')}
        rules={[{ required: true, message: t('form.periodMissing') }]}
      >
        <DatePicker.RangePicker picker="year" />
      </Form.Item>
    </>
  )
}

function OpenFields({
  rules,
  known,
}: {
  readonly rules: Rules
  readonly known: DeclarationView['instruments']
}) {
  const { t } = useTranslation('declarations')
  return (
    <>
      <Form.Item
        name="instrumentIds"
        label={t('field.instruments')}
        extra={t('form.instrumentsHelp', { most: rules.mostInstruments })}
        rules={[{ required: true, type: 'array', min: 1, message: t('form.instrumentsMissing') }]}
      >
        <InstrumentPicker known={known} />
      </Form.Item>
      <Form.Item
        name="explanation"
        label={t('field.explanation')}
        extra={t('form.explanationHelp')}
        rules={[{ required: true, whitespace: true, message: t('form.explanationMissing') }]}
      >
        <Input.TextArea rows={6} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item
        name="period"
        label={t('field.period')}
        extra={t('form.periodHelp', { years: rules.longestYears })}
        rules={[{ required: true, message: t('form.periodMissing') }]}
      >
        <DatePicker.RangePicker />
      </Form.Item>
    </>
  )
}

interface Props {
  readonly rules: Rules
  /** Instruments it names already. */
  readonly known: DeclarationView['instruments']
}

/** Reason first: it decides what else is asked. */
export function DeclarationFields({ rules, known }: Props) {
  const { t } = useTranslation('declarations')
  const form = Form.useFormInstance<DeclarationFormValues>()
  const chosen = Form.useWatch('reason', form)
  const reason = rules.reasons.find(({ code }) => code === chosen)
  return (
    <>
      <Form.Item
        name="reason"
        label={t('field.reason')}
        rules={[{ required: true, message: t('form.reasonMissing') }]}
      >
        <Radio.Group options={rules.reasons.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      {reason?.secret === true ? <SecretFields /> : <OpenFields rules={rules} known={known} />}
    </>
  )
}
