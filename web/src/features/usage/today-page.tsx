import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CheckOutDialog } from './check-out-dialog.tsx'
import { DayBookings } from './day-bookings.tsx'
import { RunningUses } from './running-uses.tsx'
import { StartUseDialog } from './start-use-dialog.tsx'
import { todayQuery } from './usage-queries.ts'
import './usage.css'

/** The day at the instruments one runs: check in, check out, what is running. */
export default function TodayPage() {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const [{ date }, change] = useFilters<{ date: string }>()
  const [starting, setStarting] = useState(false)
  const [useId, setUseId] = useState<number>()
  const today = useQuery(todayQuery(false, date))
  const leaving = today.data?.running.find(({ id }) => id === useId)
  return (
    <PageFrame
      title={t('menu.today')}
      hint={t('today.hint')}
      extra={
        <>
          <DatePicker
            aria-label={t('date')}
            value={dayjs(date ?? today.data?.date)}
            allowClear={false}
            onChange={(day) => change({ date: day?.format('YYYY-MM-DD') })}
          />
          <Button onClick={() => setStarting(true)} disabled={today.data?.instruments.length === 0}>
            {t('start')}
          </Button>
        </>
      }
    >
      <Loaded query={today}>
        {({ date: day, now, bookings, running, instruments }) => (
          <>
            <RunningUses uses={running} onCheckOut={setUseId} />
            <h2 className="usage-heading">
              {t('bookingsOf', { day: format.day(day), count: bookings.length })}
            </h2>
            <DayBookings bookings={bookings} empty={t('today.empty')} onCheckOut={setUseId} />
            {starting && (
              <StartUseDialog
                instruments={instruments}
                offset={now.slice(-6)}
                onClose={() => setStarting(false)}
              />
            )}
          </>
        )}
      </Loaded>
      {leaving !== undefined && <CheckOutDialog use={leaving} byLead onClose={() => setUseId(undefined)} />}
    </PageFrame>
  )
}
