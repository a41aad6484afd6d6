import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BookingForm } from './booking-form.tsx'
import { bookingQuery, type CalendarData, type RulesData } from './booking-queries.ts'
import { WeekGrid } from './week-grid.tsx'
import type { SlotWish } from './booking-queries.ts'
import { WeekList } from './week-list.tsx'

/** What the colours and patterns mean. */
export function Legend() {
  const { t } = useTranslation('booking')
  const kinds = {
    open: 'week-open',
    shut: 'week-shut',
    mine: 'week-mine',
    taken: 'week-taken',
    pending: 'week-pending',
    inUse: 'week-taken week-in-use',
    completed: 'week-taken week-completed',
    closure: 'week-closure',
  }
  return (
    <ul className="week-legend">
      {Object.entries(kinds).map(([name, className]) => (
        <li key={name}>
          <span className={`week-swatch ${className}`} />
          {t(`legend.${name}`)}
        </li>
      ))}
    </ul>
  )
}

interface Props {
  readonly calendar: CalendarData
  readonly rules: RulesData
  readonly days: readonly string[]
  /** The booking the whole page is about to move. */
  readonly moving: number | undefined
  readonly given: SlotWish | undefined
}

/** One or more days of an instrument: choose, draw and move; the form says what the server thinks of it. */
export function Days({ calendar, rules, days, moving, given }: Props) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [slot, setSlot] = useState(given)
  const [drawn, setDrawn] = useState<number>()
  const changing = drawn ?? moving
  const booking = useQuery(bookingQuery(changing ?? 0))
  const close = () => {
    setSlot(undefined)
    setDrawn(undefined)
  }
  const done = (status: string) => {
    void message.success(t(changing === undefined ? `done.${status}` : `moved.${status}`))
    close()
    // Who moves on the calendar goes on looking at it.
    if (drawn === undefined) void navigate({ to: '/bookings' })
  }
  const known = changing === undefined || booking.data?.id === changing
  return (
    <>
      <div className="book-layout">
        <Card size="small">
          <WeekGrid
            calendar={calendar}
            days={days}
            selected={slot}
            onSelect={setSlot}
            onMove={(id, to) => {
              setDrawn(id)
              setSlot(to)
            }}
          />
          <Legend />
        </Card>
        <Card size="small">
          <WeekList
            calendar={calendar}
            days={days}
            shortestMinutes={rules.rules.shortestMinutes}
            onSelect={setSlot}
          />
        </Card>
      </div>
      <BookingForm
        rules={rules}
        slot={known ? slot : undefined}
        moving={changing === undefined ? undefined : booking.data}
        onSelect={setSlot}
        onClose={close}
        onDone={done}
      />
    </>
  )
}
