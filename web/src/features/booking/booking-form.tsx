import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Grid, Input, Radio, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract, serviceWays } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type BookingData, checkQuery, useBookingAct } from './booking-queries.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { SlotCheck } from './slot-check.tsx'
import { localOf, minutesBetween, wireIn } from '../../lib/wall-clock.ts'
import type { SlotWish } from './week-grid.tsx'

interface Props {
  readonly instrumentId: number
  readonly instrumentName: string
  readonly timeZone: string
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

/** Time, purpose, project and way of service of a new booking; only the time when one is moved. */
export function BookingForm({
  instrumentId,
  instrumentName,
  timeZone,
  slot,
  moving,
  onSelect,
  onClose,
  onDone,
}: Props) {
  const { t } = useTranslation('booking')
  const wide = Grid.useBreakpoint()['md'] === true
  const check = useQuery(checkQuery(instrumentId, slot, moving?.id))
  const act = useBookingAct(async (fields: Fields) => {
    const time = { start: slot?.start ?? '', end: slot?.end ?? '' }
    return moving === undefined
      ? call(bookingContract.book, { params: { instrumentId }, body: { ...time, ...fields } })
      : call(bookingContract.moveBooking, {
          params: { bookingId: moving.id },
          body: { ...time, version: moving.version },
        })
  })
  const refused = (check.data?.refusals.length ?? 0) > 0
  return (
    <Drawer
      open={slot !== undefined}
      onClose={onClose}
      title={t(moving === undefined ? 'form.title' : 'form.moveTitle', { name: instrumentName })}
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 440 : '86%'}
    >
      {slot !== undefined && (
        <Form<Fields>
          layout="vertical"
          initialValues={{ serviceWay: 'self' }}
          onFinish={(fields) => act.mutate(fields, { onSuccess: ({ status }) => onDone(status) })}
        >
          <TimeFields slot={slot} timeZone={timeZone} onSelect={onSelect} />
          <div aria-live="polite" style={{ marginBottom: 16 }}>
            <SlotCheck check={check} onSelect={onSelect} />
          </div>
          {moving === undefined && (
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
              <Form.Item name="serviceWay" label={t('form.serviceWay')}>
                <Radio.Group
                  options={serviceWays.map((value) => ({ value, label: t(`serviceWay.${value}`) }))}
                />
              </Form.Item>
            </>
          )}
          <ProblemAlert problem={act.error} />
          <Space>
            <Button type="primary" htmlType="submit" loading={act.isPending} disabled={refused}>
              {t(
                moving === undefined
                  ? check.data?.status === 'pending'
                    ? 'form.request'
                    : 'form.book'
                  : 'form.move',
              )}
            </Button>
            <Button onClick={onClose}>{t('form.leave')}</Button>
          </Space>
        </Form>
      )}
    </Drawer>
  )
}
