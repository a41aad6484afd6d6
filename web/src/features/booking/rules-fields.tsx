import { Card, Checkbox, Form, InputNumber, Select, Space, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import {
  approvals,
  bookersForOthers,
  granularities,
  oddHourNeeds,
  userKinds,
} from '#modules/booking/contract.ts'
import { useFormat } from '../../lib/format.ts'
import type { RulesShape } from './booking-queries.ts'
import { ChainsEditor } from './chains-editor.tsx'
import { ExceptionsEditor } from './exceptions-editor.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { QuotasEditor } from './quotas-editor.tsx'
import { useRulesWords } from './rules-words.ts'
import { TermsEditor } from './terms-editor.tsx'
import './booking.css'

/** Rules as the form has them while somebody types: an emptied number is null. */
export type RulesFields = { [K in keyof RulesShape]: RulesShape[K] | null }

/** Rules as the server takes them: what was emptied or never said is left out. */
export const rulesOf = (fields: RulesFields): RulesShape =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as unknown as RulesShape

const sections = ['hours', 'length', 'gap', 'quota', 'odd', 'who'] as const

function NumberField({
  name,
  from,
  max,
  unit = 'minutes',
  optional = false,
}: {
  readonly name: keyof RulesShape
  readonly from: number
  readonly max: number
  readonly unit?: 'minutes' | 'days' | 'bookings'
  readonly optional?: boolean
}) {
  const { t } = useTranslation('booking')
  return (
    <Form.Item
      name={name}
      label={t(`field.${name}`)}
      extra={t(`help.${name}`)}
      rules={optional ? [] : [{ required: true, message: t('field.missing') }]}
    >
      <InputNumber min={from} max={max} precision={0} suffix={t(`field.${unit}`)} style={{ width: 200 }} />
    </Form.Item>
  )
}

/** A time of day as the rules keep it, `22:00`. */
function TimeField({
  value,
  label,
  onChange,
}: {
  readonly value?: string
  readonly label: string
  readonly onChange?: (value: string | undefined) => void
}) {
  return (
    <TimePicker
      needConfirm={false}
      format="HH:mm"
      minuteStep={30}
      aria-label={label}
      placeholder={label}
      value={value === undefined ? null : dayjs(`2000-01-01T${value}`)}
      onChange={(picked) => onChange?.(picked?.format('HH:mm'))}
    />
  )
}

function Hours() {
  const { t } = useTranslation('booking')
  return (
    <>
      <Form.Item name="weekly" label={t('hours.title')} extra={t('hours.help')}>
        <HoursEditor />
      </Form.Item>
      <Form.Item name="observesHolidays" valuePropName="checked" extra={t('help.observesHolidays')}>
        <Checkbox>{t('field.observesHolidays')}</Checkbox>
      </Form.Item>
      <Form.Item name="terms" label={t('terms.title')} extra={t('terms.help')}>
        <TermsEditor />
      </Form.Item>
      <Form.Item name="exceptions" label={t('exceptions.title')} extra={t('exceptions.help')}>
        <ExceptionsEditor />
      </Form.Item>
    </>
  )
}

function Lengths() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  return (
    <>
      <Form.Item
        name="granularityMinutes"
        label={t('field.granularityMinutes')}
        extra={t('help.granularityMinutes')}
      >
        <Select
          style={{ width: 200 }}
          options={granularities.map((value) => ({ value, label: format.duration(value) }))}
        />
      </Form.Item>
      <NumberField name="shortestMinutes" from={5} max={43_200} />
      <NumberField name="longestMinutes" from={5} max={43_200} />
      <NumberField name="noticeMinutes" from={0} max={525_600} />
      <NumberField name="horizonDays" from={1} max={366} unit="days" />
      <NumberField name="cancellationLimitMinutes" from={0} max={525_600} />
    </>
  )
}

const Gaps = () => (
  <>
    <NumberField name="setupMinutes" from={0} max={240} optional />
    <NumberField name="cleanupMinutes" from={0} max={240} optional />
    <NumberField name="bufferMinutes" from={0} max={240} optional />
  </>
)

function Quotas() {
  const { t } = useTranslation('booking')
  return (
    <>
      <Form.Item name="quotas" label={t('quota.title')} extra={t('quota.help')}>
        <QuotasEditor />
      </Form.Item>
      <NumberField name="openPerPerson" from={1} max={1000} unit="bookings" optional />
    </>
  )
}

function OddHours() {
  const { t } = useTranslation('booking')
  // Who needs a certificate by night is said among the instrument's requirements.
  const needs = oddHourNeeds
    .filter((value) => value !== 'level')
    .map((value) => ({ value, label: t(`need.${value}`) }))
  return (
    <>
      <Form.Item label={t('field.night')} extra={t('help.night')}>
        <Space>
          <Form.Item name="nightFrom" noStyle>
            <TimeField label={t('field.nightFrom')} />
          </Form.Item>
          –
          <Form.Item name="nightTo" noStyle>
            <TimeField label={t('field.nightTo')} />
          </Form.Item>
        </Space>
      </Form.Item>
      <Form.Item name="nightNeeds" label={t('field.nightNeeds')}>
        <Checkbox.Group options={needs} />
      </Form.Item>
      <Form.Item name="weekendNeeds" label={t('field.weekendNeeds')} extra={t('help.weekendNeeds')}>
        <Checkbox.Group options={needs} />
      </Form.Item>
    </>
  )
}

function Who() {
  const { t } = useTranslation('booking')
  return (
    <>
      <Form.Item
        name="openTo"
        label={t('field.openTo')}
        rules={[{ type: 'array', min: 1, message: t('field.missing') }]}
      >
        <Checkbox.Group options={userKinds.map((value) => ({ value, label: t(`userKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="approval" label={t('field.approval')}>
        <Select
          style={{ maxWidth: 320 }}
          options={approvals.map((value) => ({ value, label: t(`approval.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="chains" label={t('chain.title')} extra={t('chain.help')}>
        <ChainsEditor />
      </Form.Item>
      <Form.Item name="pendingHolds" valuePropName="checked" extra={t('help.pendingHolds')}>
        <Checkbox>{t('field.pendingHolds')}</Checkbox>
      </Form.Item>
      <Form.Item name="bookForOthers" label={t('field.bookForOthers')}>
        <Select
          style={{ maxWidth: 420 }}
          options={bookersForOthers.map((value) => ({ value, label: t(`forOthers.${value}`) }))}
        />
      </Form.Item>
    </>
  )
}

const fieldsOf = { hours: Hours, length: Lengths, gap: Gaps, quota: Quotas, odd: OddHours, who: Who }

/** What the rules say, in plain words, as the form stands. */
function Preview() {
  const { t } = useTranslation('booking')
  const words = useRulesWords()
  const form = Form.useFormInstance<RulesFields>()
  const values = Form.useWatch([], form) as RulesFields | undefined
  if (values?.weekly === undefined) return null
  return (
    <Card size="small" title={t('say.title')} className="rules-preview">
      <ul>
        {words.all(rulesOf(values)).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Card>
  )
}

/** Every rule of an instrument or a template, in sections, with what they say in plain words beside them. */
export function RulesFieldset() {
  const { t } = useTranslation('booking')
  return (
    <div className="rules-layout">
      <div>
        {sections.map((name) => {
          const Fields = fieldsOf[name]
          return (
            <Card key={name} size="small" title={t(`section.${name}`)} style={{ marginBottom: 16 }}>
              <Fields />
            </Card>
          )
        })}
      </div>
      <Preview />
    </div>
  )
}

/** What a form of rules starts from. */
export const startOf = (rules: RulesShape): RulesFields => ({
  bufferMinutes: 0,
  setupMinutes: 0,
  cleanupMinutes: 0,
  observesHolidays: true,
  bookForOthers: 'lead',
  ...rules,
})
