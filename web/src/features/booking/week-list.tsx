import { Button, Empty, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { CalendarData } from './booking-queries.ts'
import type { SlotWish } from './booking-queries.ts'
import { isoAt, minutesBetween, minutesInto } from '../../lib/wall-clock.ts'

interface Props {
  readonly calendar: CalendarData
  readonly days: readonly string[]
  readonly shortestMinutes: number
  readonly onSelect: (slot: SlotWish) => void
}

/** A free stretch begins on the grid, which counts from local midnight. */
function onGrid(start: string, calendar: CalendarData): string {
  const day = start.slice(0, 10)
  const minutes = minutesInto(day, start)
  const step = calendar.granularityMinutes
  return minutes % step === 0 ? start : isoAt(day, Math.ceil(minutes / step) * step, calendar.timeZone)
}

/** The same days in words, for keyboard and screen reader: what is free as buttons, what is taken as lines. */
export function WeekList({ calendar, days, shortestMinutes, onSelect }: Props) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const inDays = (iso: string) => days.includes(iso.slice(0, 10))
  const free = calendar.free
    .filter((span) => inDays(span.start) || inDays(span.end))
    .map((span) => ({ start: onGrid(span.start, calendar), end: span.end }))
    .filter((span) => minutesBetween(span.start, span.end) >= shortestMinutes)
  const taken = [
    ...calendar.bookings.map((booking) => ({
      ...booking,
      words: [
        booking.mine ? t('week.mine') : (booking.userName ?? t('week.taken')),
        t(`status.${booking.status}`),
      ],
    })),
    ...calendar.closures.map((closure) => ({
      ...closure,
      words: [t(`closureKind.${closure.kind}`), closure.reason],
    })),
  ]
    .filter((span) => inDays(span.start) || inDays(span.end))
    .toSorted((a, b) => a.start.localeCompare(b.start))
  const wishIn = (span: SlotWish): SlotWish => ({
    start: span.start,
    end: isoAt(
      span.start.slice(0, 10),
      minutesInto(span.start.slice(0, 10), span.start) +
        Math.min(minutesBetween(span.start, span.end), Math.max(60, shortestMinutes)),
      calendar.timeZone,
    ),
  })
  return (
    <section aria-label={t('list.title')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {t('list.free')}
      </Typography.Title>
      {free.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('list.none')} />}
      <ul className="free-list">
        {free.map((span) => (
          <li key={span.start}>
            <Button onClick={() => onSelect(wishIn(span))}>{format.span(span.start, span.end)}</Button>
          </li>
        ))}
      </ul>
      {taken.length > 0 && (
        <>
          <Typography.Title level={2} style={{ fontSize: 16 }}>
            {t('list.taken')}
          </Typography.Title>
          <ul>
            {taken.map((span) => (
              <li key={`${span.start}${span.words.join('')}`}>
                {format.span(span.start, span.end)} {span.words.filter((word) => word !== '').join(' · ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
