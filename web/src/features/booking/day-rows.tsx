import { CloseOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type PointerEvent as Pointer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { clockOf, isoAt, minutesBetween, minutesInto } from '../../lib/wall-clock.ts'
import type { CalendarData } from './booking-queries.ts'
import { bookingClass } from './day-column.tsx'
import type { Range } from './slot-steps.ts'
import type { SlotWish } from './booking-queries.ts'
import './week-grid.css'

const step = 30

/** The hours worth showing for all of them, as whole hours. */
function hoursOf(calendars: readonly CalendarData[], day: string): Range {
  const edges = calendars.flatMap(({ open, bookings }) =>
    [...open, ...bookings].flatMap(({ start, end }) => [minutesInto(day, start), minutesInto(day, end)]),
  )
  const from = Math.min(9 * 60, ...edges)
  const to = Math.max(18 * 60, ...edges)
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 }
}

function useBook(instrumentId: number) {
  const navigate = useNavigate()
  return (slot: SlotWish) =>
    void navigate({
      to: `/book/${instrumentId}`,
      search: { view: 'day', from: slot.start.slice(0, 10), ...slot },
    })
}

interface RowProps {
  readonly calendar: CalendarData
  readonly day: string
  readonly range: Range
}

/** One instrument's day: free stretches are buttons; a mouse draws the exact time. */
function Track({ calendar, day, range }: RowProps) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const book = useBook(calendar.instrumentId)
  const [drag, setDrag] = useState<Range>()
  const width = range.to - range.from
  const placed = (from: number, to: number) => {
    const [left, right] = [Math.max(range.from, from), Math.min(range.to, to)]
    return { left: `${(100 * (left - range.from)) / width}%`, width: `${(100 * (right - left)) / width}%` }
  }
  const at = (span: SlotWish) => placed(minutesInto(day, span.start), minutesInto(day, span.end))
  const minuteAt = (event: Pointer<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width))
    return Math.floor((range.from + share * width) / step) * step
  }
  const wish = ({ from, to }: Range) => ({
    start: isoAt(day, from, calendar.timeZone),
    end: isoAt(day, to, calendar.timeZone),
  })
  const firstHour = (span: SlotWish): SlotWish => {
    const from =
      Math.ceil(minutesInto(day, span.start) / calendar.granularityMinutes) * calendar.granularityMinutes
    return wish({ from, to: Math.min(from + 60, minutesInto(day, span.end)) })
  }
  return (
    <div
      className="row-track"
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === 'touch') return
        const from = minuteAt(event)
        setDrag({ from, to: from + step })
      }}
      onPointerMove={(event) => {
        if (drag !== undefined) setDrag({ ...drag, to: Math.max(drag.from + step, minuteAt(event) + step) })
      }}
      onPointerLeave={() => setDrag(undefined)}
      onPointerUp={() => {
        // A click without drawing wishes an hour.
        if (drag !== undefined)
          book(
            wish(drag.to - drag.from > step ? drag : { from: drag.from, to: Math.min(drag.from + 60, 1440) }),
          )
        setDrag(undefined)
      }}
    >
      {calendar.open.map((span) => (
        <div key={span.start} className="row-block week-open" style={at(span)} />
      ))}
      {calendar.free
        .filter((span) => minutesBetween(span.start, span.end) >= calendar.granularityMinutes)
        .map((span) => (
          <button
            key={span.start}
            type="button"
            className="row-block row-free"
            style={at(span)}
            aria-label={t('beside.free', { span: format.span(span.start, span.end) })}
            title={format.span(span.start, span.end)}
            onClick={({ nativeEvent }) => {
              // What a mouse draws is taken when it is let go.
              if (!(nativeEvent instanceof PointerEvent) || nativeEvent.pointerType !== 'mouse')
                book(firstHour(span))
            }}
          />
        ))}
      {calendar.closures.map((span) => (
        <div
          key={span.id}
          className="row-block week-closure"
          style={at(span)}
          title={`${t(`closureKind.${span.kind}`)} ${span.reason}`}
        >
          {t(`closureKind.${span.kind}`)}
        </div>
      ))}
      {calendar.bookings.map((booking) => (
        <div
          key={booking.start}
          className={`row-block ${bookingClass(booking)}`}
          style={at(booking)}
          title={`${format.span(booking.start, booking.end)} ${t(`status.${booking.status}`)}`}
        >
          {booking.mine ? t('week.mine') : (booking.userName ?? t('week.taken'))}
          {booking.status !== 'confirmed' && ` · ${t(`status.${booking.status}`)}`}
        </div>
      ))}
      {drag !== undefined && (
        <div className="row-block week-selected" style={placed(drag.from, drag.to)}>
          {clockOf(drag.from)}–{clockOf(drag.to)}
        </div>
      )}
    </div>
  )
}

interface Props {
  readonly day: string
  readonly calendars: readonly CalendarData[]
  readonly onRemove: ((instrumentId: number) => void) | undefined
}

/** Instruments as rows, the hours of one day as columns. */
export function DayRows({ day, calendars, onRemove }: Props) {
  const { t } = useTranslation('booking')
  const { either, day: dayWords } = useFormat()
  const range = hoursOf(calendars, day)
  const hours = Array.from({ length: (range.to - range.from) / 60 }, (_, i) => range.from / 60 + i)
  if (calendars.length === 0) return null
  return (
    <section className="rows" aria-label={dayWords(day)} tabIndex={0}>
      <div className="rows-inner">
        <div className="row-name row-day">{dayWords(day)}</div>
        <div className="row-hours">
          {hours.map((hour) => (
            <span key={hour}>{clockOf(hour * 60)}</span>
          ))}
        </div>
        {calendars.map((calendar) => {
          const name = either(calendar.instrumentName, calendar.instrumentNameEn)
          return (
            <div key={calendar.instrumentId} className="row" role="group" aria-label={name}>
              <div className="row-name">
                <Link to={`/book/${calendar.instrumentId}`}>{name}</Link>
                {onRemove !== undefined && (
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined />}
                    aria-label={t('beside.remove', { name })}
                    onClick={() => onRemove(calendar.instrumentId)}
                  />
                )}
              </div>
              <Track {...{ calendar, day, range }} />
            </div>
          )
        })}
      </div>
    </section>
  )
}
