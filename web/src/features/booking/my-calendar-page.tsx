import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Card, Segmented, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { plusDays, todayIn } from '../../lib/wall-clock.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import type { BookingData, CalendarData } from './booking-queries.ts'
import { myCalendarQuery } from './calendar-queries.ts'
import { CalendarSteps, useDaysShown } from './calendar-steps.tsx'
import { firstDay, monthSpan } from './calendar-span.ts'
import { useLiveBookings } from './live-calendar.ts'
import { MonthGrid } from './month-grid.tsx'
import { WeekGrid } from './week-grid.tsx'
import type { CalendarBooking, SlotWish } from './booking-queries.ts'

type Address = { view?: 'week' | 'month' | undefined; from?: string | undefined }
const home = 'Asia/Shanghai'

/** One's bookings in the shape of a calendar of one instrument: nothing to draw on but what is there. */
const asCalendar = (items: readonly BookingData[], from: string, to: string): CalendarData => ({
  ...{ instrumentId: 0, instrumentName: '', instrumentNameEn: '', bookable: false, granularityMinutes: 30 },
  ...{ from, to, timeZone: items[0]?.timeZone ?? home, open: [], free: [], closures: [] },
  bookings: items.map(({ id, start, end, status, purpose }) => ({
    id,
    start,
    end,
    status,
    purpose,
    mine: true,
  })),
})

/** All one's bookings in a week or a month; one drawn to another time goes to its instrument to be checked. */
export default function MyCalendarPage() {
  const { t } = useTranslation('booking')
  const { either } = useFormat()
  const navigate = useNavigate()
  const [{ view = 'week', from: given }, setAddress] = useFilters<Address>()
  const shown = useDaysShown()
  const from = given ?? (view === 'month' ? todayIn(home) : firstDay(home, shown))
  const month = monthSpan(from)
  const span = view === 'month' ? month : { from, to: plusDays(from, shown) }
  const bookings = useQuery(myCalendarQuery(span.from, span.to))
  useLiveBookings()
  const items = bookings.data?.items ?? []
  const of = (id: number | undefined) => items.find((booking) => booking.id === id)
  const nameOf = (booking: CalendarBooking) => {
    const one = of(booking.id)
    return one === undefined ? '' : either(one.instrumentName, one.instrumentNameEn)
  }
  const move = (id: number, slot: SlotWish) =>
    void navigate({
      to: `/book/${of(id)?.instrumentId ?? 0}`,
      search: { move: id, ...slot, from: slot.start.slice(0, 10) },
    })
  return (
    <PageFrame
      title={t('myCalendar.title')}
      hint={t('myCalendar.hint')}
      extra={
        <Space wrap>
          <Segmented
            value={view}
            options={[
              { value: 'week', label: t('view.week') },
              { value: 'month', label: t('view.month') },
            ]}
            onChange={(value) =>
              setAddress({ view: value === 'month' ? 'month' : undefined, from: undefined })
            }
          />
          <CalendarSteps {...{ from, view, shown }} onGo={(to) => setAddress({ from: to })} />
        </Space>
      }
    >
      <Loaded query={bookings}>
        {() => (
          <Card size="small">
            {view === 'month' ? (
              <MonthGrid
                month={from}
                from={month.from}
                weeks={month.weeks}
                bookings={asCalendar(items, month.from, month.to).bookings}
                nameOf={nameOf}
                onDay={(day) => setAddress({ view: undefined, from: day })}
              />
            ) : (
              <WeekGrid
                calendar={asCalendar(items, span.from, span.to)}
                days={Array.from({ length: shown }, (_, i) => plusDays(from, i))}
                selected={undefined}
                onMove={move}
                nameOf={nameOf}
              />
            )}
            {items.length === 0 && (
              <p>
                {t('myCalendar.none')}{' '}
                <Button type="link" href="/slots">
                  {t('myCalendar.find')}
                </Button>
              </p>
            )}
          </Card>
        )}
      </Loaded>
    </PageFrame>
  )
}
