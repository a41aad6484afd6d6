import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Grid, Input, Radio, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract, serviceWays } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type BookingData, checkQuery, type RulesData, useBookingAct } from './booking-queries.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { OverrideFields } from './override-fields.tsx'
import { ProjectField } from './project-field.tsx'
import { SlotCheck } from './slot-check.tsx'
import { WaitButton } from './wait-button.tsx'
import { localOf, minutesBetween, wireIn } from '../../lib/wall-clock.ts'
import type { SlotWish } from './booking-queries.ts'

interface Props {
  readonly rules: RulesData
  readonly slot: SlotWish | undefined
  /** The booking that is being moved, when it is one. */
  readonly moving: BookingData | undefined
  readonly onSelect: (slot: SlotWish) => void
  readonly onClose: () => void
  readonly onDone: (status: string) => void
}

interface Fields {
  readonly purpose: string
  readonly project?: string
  readonly serviceWay: (typeof serviceWays)[number]
  /** A checked project that gives priority. */
  readonly projectId?: number | undefined
  readonly forWhom?: string
  readonly overrideReason?: string
}

function TimeFields({
  slot,
  timeZone,
  onSelect,
}: {
  readonly slot: SlotWish
  readonly timeZone: string
  readonly onSelect: Props['onSelect']
}) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const change = (part: 'start' | 'end', value: string) => {
    if (value.length >= 16) onSelect({ ...slot, [part]: wireIn(value, timeZone) })
  }
  return (
    <>
      <Form.Item label={t('form.start')} htmlFor="booking-start">
        <MomentField
          id="booking-start"
          value={localOf(slot.start)}
          onChange={(value) => change('start', value)}
        />
      </Form.Item>
      <Form.Item
        label={t('form.end')}
        htmlFor="booking-end"
        extra={t('form.length', {
          length: format.duration(Math.max(0, minutesBetween(slot.start, slot.end))),
          zone: timeZone,
        })}
      >
        <MomentField id="booking-end" value={localOf(slot.end)} onChange={(value) => change('end', value)} />
      </Form.Item>
    </>
  )
}

/** What a new booking says besides its time. */
function WishFields({
  forOthers,
  onForWhom,
}: {
  readonly forOthers: boolean
  readonly onForWhom: (forWhom: string) => void
}) {
  const { t } = useTranslation('booking')
  return (
    <>
      <Form.Item
        name="purpose"
        label={t('form.purpose')}
        extra={t('form.purposeHelp')}
        rules={[{ required: true, whitespace: true, message: t('form.purposeMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="project" label={t('form.project')} extra={t('form.projectHelp')}>
        <Input maxLength={200} />
      </Form.Item>
      <ProjectField />
      <Form.Item name="serviceWay" label={t('form.serviceWay')}>
        <Radio.Group options={serviceWays.map((value) => ({ value, label: t(`serviceWay.${value}`) }))} />
      </Form.Item>
      {forOthers && (
        <Form.Item name="forWhom" label={t('form.forWhom')} extra={t('form.forWhomHelp')}>
          <Input maxLength={100} onBlur={({ target }) => onForWhom(target.value.trim())} />
        </Form.Item>
      )}
    </>
  )
}

/** Whether the form shows that one may book for somebody else: to leads, and to everybody where heads of groups may. */
const offersOthers = ({ mayManage, rules }: RulesData): boolean =>
  rules.bookForOthers === 'group_lead' || (mayManage && rules.bookForOthers !== 'nobody')

/** What is asked of the server as the form stands. */
function useCheck(
  { rules, slot, moving }: Props,
  serviceWay: Fields['serviceWay'],
  projectId: number | undefined,
) {
  const [forWhom, setForWhom] = useState('')
  const [overriding, setOverriding] = useState(false)
  const check = useQuery(
    checkQuery(rules.instrumentId, slot, { bookingId: moving?.id, serviceWay, projectId, forWhom }),
  )
  const { refusals = [], mayOverride = [] } = check.data ?? {}
  const passed = overriding ? mayOverride : []
  const refused = refusals.some(({ code }) => !passed.some((one) => one === code))
  return { check, refused, passed, mayOverride, overriding, setOverriding, setForWhom }
}

const waitsWhenMade = (status: string | undefined) => status === 'pending' || status === 'requested'

/** Time, purpose, project and way of service of a new booking; only the time when one is moved. */
export function BookingForm(props: Props) {
  const { rules, slot, moving, onSelect, onClose, onDone } = props
  const { instrumentId, timeZone } = rules
  const { t } = useTranslation('booking')
  const { either } = useFormat()
  const wide = Grid.useBreakpoint()['md'] === true
  const [form] = Form.useForm<Fields>()
  // Nothing is watched before the drawer has opened.
  const way = Form.useWatch('serviceWay', form) as Fields['serviceWay'] | undefined
  const projectId = Form.useWatch<number | undefined>('projectId', form)
  const asked = useCheck(props, way ?? 'self', projectId)
  const { check, passed } = asked
  const act = useBookingAct(async ({ overrideReason = '', ...fields }: Fields) => {
    const time = { start: slot?.start ?? '', end: slot?.end ?? '' }
    const override = passed.length === 0 ? {} : { override: { codes: [...passed], reason: overrideReason } }
    return moving === undefined
      ? call(bookingContract.book, { params: { instrumentId }, body: { ...time, ...fields, ...override } })
      : call(bookingContract.moveBooking, {
          params: { bookingId: moving.id },
          body: { ...time, version: moving.version, ...override },
        })
  })
  const verb = waitsWhenMade(check.data?.status) ? 'form.request' : 'form.book'
  return (
    <Drawer
      open={slot !== undefined}
      onClose={onClose}
      title={t(moving === undefined ? 'form.title' : 'form.moveTitle', {
        name: either(rules.instrumentName, rules.instrumentNameEn),
      })}
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 440 : '86%'}
    >
      {slot !== undefined && (
        <Form<Fields>
          form={form}
          layout="vertical"
          initialValues={{ serviceWay: 'self' }}
          onFinish={(fields) => act.mutate(fields, { onSuccess: ({ status }) => onDone(status) })}
        >
          <TimeFields slot={slot} timeZone={timeZone} onSelect={onSelect} />
          <div aria-live="polite" style={{ marginBottom: 16 }}>
            <SlotCheck check={check} onSelect={onSelect} />
          </div>
          <OverrideFields codes={asked.mayOverride} on={asked.overriding} onChange={asked.setOverriding} />
          {moving === undefined && (
            <WishFields forOthers={offersOthers(rules)} onForWhom={asked.setForWhom} />
          )}
          <ProblemAlert problem={act.error} />
          <Space>
            <Button type="primary" htmlType="submit" loading={act.isPending} disabled={asked.refused}>
              {t(moving === undefined ? verb : 'form.move')}
            </Button>
            <Button onClick={onClose}>{t('form.leave')}</Button>
          </Space>
          {moving === undefined && (
            <WaitButton
              instrumentId={instrumentId}
              slot={slot}
              check={check.data}
              written={() => form.validateFields()}
            />
          )}
        </Form>
      )}
    </Drawer>
  )
}
