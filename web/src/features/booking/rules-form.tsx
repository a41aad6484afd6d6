import { Alert, App, Button, Form, Radio, Space, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { enterStays } from '../../ui/enter-stays.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type RulesData, type TouchedData, useBookingAct } from './booking-queries.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { type RulesFields, RulesFieldset, rulesOf, startOf } from './rules-fields.tsx'
import { TouchedList } from './touched-list.tsx'
import { wireIn } from '../../lib/wall-clock.ts'

type Fields = RulesFields & {
  readonly bookable: boolean
  /** A wall clock of the instrument; from now on when absent. */
  readonly effectiveFrom?: string
}

/** From now on, or from a later moment. */
export function EffectiveField({ timeZone }: { readonly timeZone: string }) {
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

/** What of the rules is the instrument's own, against the template it follows. */
function Differences({ template }: Pick<RulesData, 'template'>) {
  const { t } = useTranslation('booking')
  if (template === undefined) return null
  const { name, ownParts } = template
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('template.follows', { name })}
      description={
        ownParts.length === 0
          ? t('template.noOwn')
          : t('template.own', { parts: ownParts.map((part) => t(`part.${part}`)).join(t('rules.comma')) })
      }
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
        rules: rulesOf(rules),
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
      initialValues={{ ...startOf(known.rules), bookable: known.version === 0 || known.bookable }}
      onFinish={(fields) => void submit(fields).catch(() => undefined)}
    >
      <Coming coming={known.coming} />
      <Differences template={known.template} />
      <Form.Item name="bookable" label={t('field.bookable')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <RulesFieldset />
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
