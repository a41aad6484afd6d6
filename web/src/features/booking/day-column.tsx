import { ToolOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { clockOf, isoAt, minutesInto, nowIn } from '../../lib/wall-clock.ts'
import type { CalendarData } from './booking-queries.ts'
import type { Range } from './slot-steps.ts'
import type { CalendarBooking, SlotWish } from './booking-queries.ts'

/** The slot that is being drawn, with the day it lies in. */
export interface Ghost extends Range {
  readonly day: number
}
interface Props {
  readonly calendar: CalendarData
  readonly day: string
  readonly range: Range
  readonly selected: SlotWish | undefined
  readonly ghost: Ghost | undefined
  /** Bookings that can be taken hold of. */
  readonly loose: ReadonlySet<number | undefined>
  readonly nameOf: ((booking: CalendarBooking) => string) | undefined
}

interface Placed {
  readonly from: number
  readonly to: number
  readonly range: Range
  readonly className: string
  readonly label?: string
  readonly bookingId?: number | undefined
  readonly children?: React.ReactNode
}

function Block({ from, to, range, className, label, bookingId, children }: Placed) {
  const [top, bottom] = [Math.max(range.from, from), Math.min(range.to, to)]
  if (top >= bottom) return null
  const of = (minutes: number) => `${(100 * minutes) / (range.to - range.from)}%`
  return (
    <div
      className={`week-block ${className}`}
      style={{ top: of(top - range.from), height: of(bottom - top) }}
      title={label}
      data-booking={bookingId}
    >
      {children}
      {bookingId !== undefined && (
        <>
          <span className="week-edge week-edge-start" data-edge="start" />
          <span className="week-edge week-edge-end" data-edge="end" />
        </>
      )}
    </div>
  )
}

/** States that look different, by pattern and border beside colour. */
const lookOf: Readonly<Record<string, string>> = {
  pending: 'week-pending',
  in_use: 'week-in-use',
  completed: 'week-completed',
}
export const bookingClass = (booking: Pick<CalendarBooking, 'mine' | 'status'>): string =>
  [booking.mine ? 'week-mine' : 'week-taken', lookOf[booking.status] ?? ''].join(' ')

function Booked({
  booking,
  loose,
  nameOf,
  at,
}: Pick<Props, 'loose' | 'nameOf'> & {
  readonly booking: CalendarBooking
  readonly at: Range & { readonly range: Range }
}) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const name = nameOf?.(booking) ?? (booking.mine ? t('week.mine') : (booking.userName ?? t('week.taken')))
  const free = loose.has(booking.id)
  return (
    <Block
      {...at}
      className={`${bookingClass(booking)} ${free ? 'week-loose' : ''}`}
      label={`${format.span(booking.start, booking.end)} ${name} ${t(`status.${booking.status}`)}`}
      bookingId={free ? booking.id : undefined}
    >
      {name}
      {booking.status !== 'confirmed' && ` · ${t(`status.${booking.status}`)}`}
    </Block>
  )
}

/** One day of the grid: open hours, closures, bookings, what is chosen and what is being drawn. */
export function DayColumn({ calendar, day, range, selected, ghost, loose, nameOf }: Props) {
  const { t } = useTranslation('booking')
  const at = (span: SlotWish) => ({
    from: minutesInto(day, span.start),
    to: minutesInto(day, span.end),
    range,
  })
  const past = { start: isoAt(day, 0, calendar.timeZone), end: nowIn(calendar.timeZone) }
  return (
    <div className="week-day" aria-hidden="true">
      {calendar.open.map((span) => (
        <Block key={span.start} {...at(span)} className="week-open" />
      ))}
      <Block {...at(past)} className="week-past" />
      <div className="week-lines" />
      {calendar.closures.map((closure) => (
        <Block
          key={closure.id}
          {...at(closure)}
          className="week-closure"
          label={`${t(`closureKind.${closure.kind}`)} ${closure.reason}`}
        >
          <ToolOutlined /> {t(`closureKind.${closure.kind}`)}
        </Block>
      ))}
      {calendar.bookings.map((booking) => (
        <Booked
          key={`${booking.id ?? ''}${booking.start}`}
          {...{ booking, loose, nameOf }}
          at={at(booking)}
        />
      ))}
      {selected !== undefined && <Block {...at(selected)} className="week-selected" />}
      {ghost !== undefined && (
        <Block from={ghost.from} to={ghost.to} range={range} className="week-selected">
          {clockOf(ghost.from)}–{clockOf(ghost.to)}
        </Block>
      )}
    </div>
  )
}
