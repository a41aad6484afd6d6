import { ToolOutlined } from '@ant-design/icons'
import { type PointerEvent as Pointer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { CalendarData } from './booking-queries.ts'
import { clockOf, isoAt, minutesInto, nowIn } from '../../lib/wall-clock.ts'
import './week-grid.css'

export interface SlotWish {
  readonly start: string
  readonly end: string
}
interface Props {
  readonly calendar: CalendarData
  readonly days: readonly string[]
  readonly selected: SlotWish | undefined
  readonly onSelect: (slot: SlotWish) => void
}

interface Range {
  readonly from: number
  readonly to: number
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

function Block({
  day,
  span,
  range,
  className,
  label,
  children,
}: {
  readonly day: string
  readonly span: SlotWish
  readonly range: Range
  readonly className: string
  readonly label?: string
  readonly children?: React.ReactNode
}) {
  const from = Math.max(range.from, minutesInto(day, span.start))
  const to = Math.min(range.to, minutesInto(day, span.end))
  if (from >= to) return null
  const of = (minutes: number) => `${(100 * minutes) / (range.to - range.from)}%`
  return (
    <div
      className={`week-block ${className}`}
      style={{ top: of(from - range.from), height: of(to - from) }}
      title={label}
    >
      {children}
    </div>
  )
}

const bookingClass = (booking: CalendarData['bookings'][number]): string =>
  [booking.mine ? 'week-mine' : 'week-taken', booking.status === 'pending' ? 'week-pending' : ''].join(' ')

function DayColumn({
  calendar,
  day,
  range,
  selected,
  onSelect,
}: Omit<Props, 'days'> & { readonly day: string; readonly range: Range }) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const column = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Range>()
  const step = Math.min(60, Math.max(15, calendar.granularityMinutes))
  const minuteAt = (event: Pointer) => {
    const box = column.current?.getBoundingClientRect()
    if (box === undefined) return range.from
    const share = Math.min(0.9999, Math.max(0, (event.clientY - box.top) / box.height))
    return Math.floor((range.from + share * (range.to - range.from)) / step) * step
  }
  const stretched = (event: Pointer): Range | undefined => {
    if (drag === undefined) return undefined
    const at = minuteAt(event)
    return at < drag.from ? { from: at, to: drag.to } : { from: drag.from, to: at + step }
  }
  const wishOf = (of: Range): SlotWish => ({
    start: isoAt(day, of.from, calendar.timeZone),
    end: isoAt(day, of.to, calendar.timeZone),
  })
  return (
    <div
      ref={column}
      className="week-day"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        const from = minuteAt(event)
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from, to: from + step })
      }}
      onPointerMove={(event) => {
        const next = stretched(event)
        if (next !== undefined && (next.from !== drag?.from || next.to !== drag.to)) setDrag(next)
      }}
      onPointerCancel={() => setDrag(undefined)}
      onPointerUp={() => {
        if (drag !== undefined) onSelect(wishOf(drag))
        setDrag(undefined)
      }}
    >
      {calendar.open.map((span) => (
        <Block key={span.start} day={day} span={span} range={range} className="week-open" />
      ))}
      <Block
        day={day}
        span={{ start: isoAt(day, 0, calendar.timeZone), end: nowIn(calendar.timeZone) }}
        range={range}
        className="week-past"
      />
      <div className="week-lines" />
      {calendar.closures.map((closure) => (
        <Block
          key={closure.id}
          day={day}
          span={closure}
          range={range}
          className="week-closure"
          label={`${t(`closureKind.${closure.kind}`)} ${closure.reason}`}
        >
          <ToolOutlined /> {t(`closureKind.${closure.kind}`)}
        </Block>
      ))}
      {calendar.bookings.map((booking) => (
        <Block
          key={booking.start}
          day={day}
          span={booking}
          range={range}
          className={bookingClass(booking)}
          label={`${format.span(booking.start, booking.end)} ${t(`status.${booking.status}`)}`}
        >
          {booking.mine ? t('week.mine') : (booking.userName ?? t('week.taken'))}
          {booking.status === 'pending' && ` · ${t('status.pending')}`}
        </Block>
      ))}
      {drag === undefined && selected !== undefined && (
        <Block day={day} span={selected} range={range} className="week-selected" />
      )}
      {drag !== undefined && (
        <Block day={day} span={wishOf(drag)} range={range} className="week-selected">
          {clockOf(drag.from)}–{clockOf(drag.to)}
        </Block>
      )}
    </div>
  )
}

/** Some days side by side, hours left; drag or tap to choose. The list beside it says the same in words. */
export function WeekGrid({ calendar, days, selected, onSelect }: Props) {
  const format = useFormat()
  const range = shownHours(calendar, days)
  const hours = Array.from({ length: (range.to - range.from) / 60 }, (_, i) => range.from / 60 + i)
  return (
    <div
      className="week"
      aria-hidden="true"
      style={{
        gridTemplateColumns: `44px repeat(${days.length}, minmax(0, 1fr))`,
        ['--week-hours' as string]: hours.length,
      }}
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
      {days.map((day) => (
        <DayColumn
          key={day}
          calendar={calendar}
          day={day}
          range={range}
          selected={selected}
          onSelect={onSelect}
        />
      ))}
    </div>
  )
}
