import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { clockOf, isoAt, minutesInto } from '../../lib/wall-clock.ts'
import type { CalendarBooking, CalendarData, SlotWish } from './booking-queries.ts'
import { DayColumn, type Ghost } from './day-column.tsx'
import { useSlotDrag } from './slot-drag.ts'
import { useSlotKeys } from './slot-keys.ts'
import type { DaySlot, Range } from './slot-steps.ts'
import './week-grid.css'

interface Props {
  readonly calendar: CalendarData
  readonly days: readonly string[]
  readonly selected: SlotWish | undefined
  /** Without it nothing new is drawn. */
  readonly onSelect?: (slot: SlotWish) => void
  /** A booking was drawn to another time; without it none is moved here. */
  readonly onMove?: (bookingId: number, slot: SlotWish) => void
  /** What stands in a booking, when it is not whose it is. */
  readonly nameOf?: (booking: CalendarBooking) => string
}

/** The hours worth showing: an hour around what is open or booked in these days, at least a working day. */
function shownHours(calendar: CalendarData, days: readonly string[]): Range {
  const edges = days.flatMap((day) =>
    [...calendar.open, ...calendar.bookings]
      .map((span) => [minutesInto(day, span.start), minutesInto(day, span.end)] as const)
      .filter(([from, to]) => from < to)
      .flat(),
  )
  const from = Math.min(9 * 60, ...edges) - 60
  const to = Math.max(18 * 60, ...edges) + 60
  return { from: Math.max(0, Math.floor(from / 60) * 60), to: Math.min(1440, Math.ceil(to / 60) * 60) }
}

/** Where a span lies when it lies within one of the days. */
function slotIn(days: readonly string[], { start, end }: SlotWish): DaySlot | undefined {
  const day = days.indexOf(start.slice(0, 10))
  const date = days[day]
  if (date === undefined) return undefined
  const to = minutesInto(date, end)
  return end.slice(0, 10) === date || to === 1440 ? { day, from: minutesInto(date, start), to } : undefined
}

const movableStates: readonly string[] = ['pending', 'confirmed']
const movable = (booking: CalendarBooking): boolean =>
  booking.id !== undefined && movableStates.includes(booking.status) && Date.parse(booking.start) > Date.now()

/** What a slot lies on, for who cannot see it. */
function useStateWords({ calendar, nameOf }: Props) {
  const { t } = useTranslation('booking')
  return ({ start, end }: SlotWish): string => {
    const [from, to] = [Date.parse(start), Date.parse(end)]
    const over = (span: SlotWish) => Date.parse(span.start) < to && Date.parse(span.end) > from
    const booking = calendar.bookings.find(over)
    if (booking !== undefined)
      return `${nameOf?.(booking) ?? (booking.mine ? t('week.mine') : t('week.taken'))} ${t(`status.${booking.status}`)}`
    if (calendar.closures.some(over)) return t('legend.closure')
    const open = calendar.open.some((span) => Date.parse(span.start) <= from && Date.parse(span.end) >= to)
    return t(open ? 'legend.open' : 'legend.shut')
  }
}

function useGrid(props: Props, range: Range) {
  const { calendar, days, onSelect, onMove } = props
  const grid = useRef<HTMLDivElement>(null)
  const step = Math.min(60, Math.max(15, calendar.granularityMinutes))
  const wishOf = ({ day, from, to }: DaySlot): SlotWish => {
    const date = days[day] ?? days[0] ?? ''
    return { start: isoAt(date, from, calendar.timeZone), end: isoAt(date, to, calendar.timeZone) }
  }
  const loose = onMove === undefined ? [] : calendar.bookings.filter(movable)
  const slotOf = (id: number) => {
    const booking = loose.find((one) => one.id === id)
    return booking && slotIn(days, booking)
  }
  const onDrawn = (bookingId: number | undefined, slot: DaySlot) => {
    if (bookingId !== undefined) onMove?.(bookingId, wishOf(slot))
    else onSelect?.(wishOf(slot))
  }
  const shape = { count: days.length, step, range, onDrawn }
  const drag = useSlotDrag({ ...shape, grid, slotOf })
  const firstFree = calendar.free.map((span) => slotIn(days, span)).find((slot) => slot !== undefined)
  const from = firstFree === undefined ? 9 * 60 : Math.ceil(firstFree.from / step) * step
  const keys = useSlotKeys({
    ...shape,
    first: { day: firstFree?.day ?? 0, from, to: Math.min(range.to, from + Math.max(60, step)) },
    bookingAt: (at) =>
      loose.flatMap((booking) => {
        const slot = slotIn(days, booking)
        const hit = slot !== undefined && slot.day === at.day && slot.from < at.to && slot.to > at.from
        return hit ? [{ id: booking.id ?? 0, slot }] : []
      })[0],
  })
  return { grid, drag, keys, wishOf, loose: new Set(loose.map(({ id }) => id)) }
}

/** What the grid can do here, in words: draw and move, only move, or only choose. */
const helpOf = ({ onSelect, onMove }: Props): string => {
  if (onMove === undefined) return 'grid.keys'
  return onSelect === undefined ? 'grid.keysOwn' : 'grid.keysMove'
}

/** Some days side by side, hours left: draw, move, lengthen by hand or keys. The list beside it says the same in words. */
export function WeekGrid(props: Props) {
  const { calendar, days, selected } = props
  const { t } = useTranslation('booking')
  const format = useFormat()
  const help = useId()
  const range = shownHours(calendar, days)
  const { grid, drag, keys, wishOf, loose } = useGrid(props, range)
  const stateWords = useStateWords(props)
  const hours = Array.from({ length: (range.to - range.from) / 60 }, (_, i) => range.from / 60 + i)
  const keySlot = keys.slot === undefined ? undefined : wishOf(keys.slot)
  const ghost: Ghost | undefined = drag.ghost ?? keys.slot
  return (
    <>
      <p id={help} className="week-help">
        {t(helpOf(props))}
      </p>
      <div
        ref={grid}
        className={props.onSelect === undefined ? 'week week-plain' : 'week'}
        role="application"
        tabIndex={0}
        aria-label={t('grid.label')}
        aria-describedby={help}
        style={{
          gridTemplateColumns: `44px repeat(${days.length}, minmax(0, 1fr))`,
          ['--week-hours' as string]: hours.length,
        }}
        {...drag.handlers}
        {...keys.handlers}
      >
        <div />
        {days.map((day) => (
          <div key={day} className="week-head">
            <span className="week-weekday">{format.weekday(day)}</span> {day.slice(5)}
          </div>
        ))}
        <div className="week-hours">
          {hours.map((hour) => (
            <div key={hour} className="week-hour">
              {clockOf(hour * 60)}
            </div>
          ))}
        </div>
        {days.map((day, index) => (
          <DayColumn
            key={day}
            {...{ calendar, day, range, loose }}
            selected={ghost === undefined ? selected : undefined}
            ghost={ghost?.day === index ? ghost : undefined}
            nameOf={props.nameOf}
          />
        ))}
      </div>
      <p className="week-said" role="status">
        {keySlot !== undefined &&
          t(keys.picked === undefined ? 'grid.at' : 'grid.picked', {
            span: format.span(keySlot.start, keySlot.end),
            state: stateWords(keySlot),
          })}
      </p>
    </>
  )
}
