import { Alert, App, Button, Checkbox, Form, InputNumber, Radio, Select, Space, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approvals, bookingContract, granularities, userKinds } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { enterStays } from '../../ui/enter-stays.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type RulesData, type RulesShape, type TouchedData, useBookingAct } from './booking-queries.ts'
import { ExceptionsEditor } from './exceptions-editor.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { TouchedList } from './touched-list.tsx'
import { wireIn } from '../../lib/wall-clock.ts'

type Fields = RulesShape & {
  readonly bookable: boolean
  /** A wall clock of the instrument; from now on when absent. */
  readonly effectiveFrom?: string
}

function MinutesField({
  name,
  from,
  max,
}: {
  readonly name: string
  readonly from: number
  readonly max: number
}) {
  const { t } = useTranslation('booking')
  return (
    <Form.Item
      name={name}
      label={t(`field.${name}`)}
      extra={t(`help.${name}`)}
      rules={[{ required: true, message: t('field.missing') }]}
    >
      <InputNumber
        min={from}
        max={max}
        suffix={t(name === 'horizonDays' ? 'field.days' : 'field.minutes')}
        style={{ width: 200 }}
      />
    </Form.Item>
  )
}

function RuleFields() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  return (
    <>
      <Form.Item name="bookable" label={t('field.bookable')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="weekly" label={t('hours.title')} extra={t('hours.help')}>
        <HoursEditor />
      </Form.Item>
      <Form.Item name="observesHolidays" valuePropName="checked" extra={t('help.observesHolidays')}>
        <Checkbox>{t('field.observesHolidays')}</Checkbox>
      </Form.Item>
      <Form.Item name="exceptions" label={t('exceptions.title')} extra={t('exceptions.help')}>
        <ExceptionsEditor />
      </Form.Item>
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
      <MinutesField name="shortestMinutes" from={5} max={43_200} />
      <MinutesField name="longestMinutes" from={5} max={43_200} />
      <MinutesField name="noticeMinutes" from={0} max={525_600} />
      <MinutesField name="horizonDays" from={1} max={366} />
      <MinutesField name="cancellationLimitMinutes" from={0} max={525_600} />
      <MinutesField name="bufferMinutes" from={0} max={240} />
      <Form.Item name="approval" label={t('field.approval')}>
        <Select
          style={{ width: 320 }}
          options={approvals.map((value) => ({ value, label: t(`approval.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="openTo"
        label={t('field.openTo')}
        rules={[{ type: 'array', min: 1, message: t('field.missing') }]}
      >
        <Checkbox.Group options={userKinds.map((value) => ({ value, label: t(`userKind.${value}`) }))} />
      </Form.Item>
    </>
  )
}

/** From now on, or from a later moment. */
function EffectiveField({ timeZone }: { readonly timeZone: string }) {
  const { t } = useTranslation('booking')
  const [later, setLater] = useState(false)
  return (
    <Form.Item label={t('effective.title')} extra={t('effective.help', { zone: timeZone })}>
      <Radio.Group
        value={later}
        options={[
          { value: false, label: t('effective.now') },
          { value: true, label: t('effective.later') },
        ]}
        onChange={({ target }) => setLater(target.value === true)}
      />
      {later && (
        <Form.Item
          noStyle
          name="effectiveFrom"
          rules={[{ required: true, message: t('field.missing') }]}
          preserve={false}
        >
          <MomentField />
        </Form.Item>
      )}
    </Form.Item>
  )
}

/** Versions that are decided and not yet in force. */
function Coming({ coming }: { readonly coming: RulesData['coming'] }) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  if (coming.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={coming
        .map(({ version, effectiveFrom }) =>
          t('effective.coming', { version, when: format.dateTime(effectiveFrom) }),
        )
        .join(' ')}
      description={t('effective.comingHelp')}
    />
  )
}

/** Hours and rules as a new version; what it leaves outside the hours is shown before it is saved. */
export function RulesForm({ known }: { readonly known: RulesData }) {
  const { t } = useTranslation('booking')
  const { message, modal } = App.useApp()
  const [saved, setSaved] = useState<readonly TouchedData[]>([])
  const act = useBookingAct(({ fields, dryRun }: { fields: Fields; dryRun: boolean }) => {
    const { bookable, effectiveFrom, ...rules } = fields
    return call(bookingContract.setBookingRules, {
      params: { instrumentId: known.instrumentId },
      body: {
        version: Math.max(known.version, ...known.coming.map((each) => each.version)),
        bookable,
        ...(effectiveFrom === undefined ? {} : { effectiveFrom: wireIn(effectiveFrom, known.timeZone) }),
        rules: { ...known.rules, ...rules },
        dryRun,
      },
    })
  })
  const save = async (fields: Fields) => {
    const { touched } = await act.mutateAsync({ fields, dryRun: false })
    setSaved(touched)
    void message.success(t('manage.saved'))
  }
  const submit = async (fields: Fields) => {
    const { touched } = await act.mutateAsync({ fields, dryRun: true })
    if (touched.length === 0) return save(fields)
    modal.confirm({
      title: t('manage.touchedTitle', { number: touched.length }),
      content: <TouchedList bookings={touched} />,
      okText: t('manage.saveAnyway'),
      cancelText: t('form.leave'),
      onOk: () => save(fields).catch(() => undefined),
    })
  }
  return (
    <Form<Fields>
      layout="vertical"
      onKeyDown={enterStays}
      style={{ maxWidth: 720 }}
      initialValues={{
        bufferMinutes: 0,
        observesHolidays: true,
        ...known.rules,
        bookable: known.version === 0 || known.bookable,
      }}
      onFinish={(fields) => void submit(fields).catch(() => undefined)}
    >
      <Coming coming={known.coming} />
      <RuleFields />
      <EffectiveField timeZone={known.timeZone} />
      <ProblemAlert problem={act.error} />
      {saved.length > 0 && (
        <section>
          <p>{t('manage.touchedKept', { number: saved.length })}</p>
          <TouchedList bookings={saved} />
        </section>
      )}
      <Space>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('manage.save')}
        </Button>
        <span>{t('manage.version', { version: known.version })}</span>
      </Space>
    </Form>
  )
}
