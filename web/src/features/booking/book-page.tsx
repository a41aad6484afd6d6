import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Card, Segmented, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { FeedButton } from './feed-button.tsx'
import { Days, Legend } from './book-views.tsx'
import { type CalendarData, calendarQuery, type RulesData, rulesQuery } from './booking-queries.ts'
import { firstDay, monthSpan } from './calendar-span.ts'
import { CalendarSteps, useDaysShown } from './calendar-steps.tsx'
import { useLiveCalendar } from './live-calendar.ts'
import { MonthGrid } from './month-grid.tsx'
import type { SlotWish } from './booking-queries.ts'
import { useRulesWords } from './rules-words.ts'
import { plusDays, todayIn } from '../../lib/wall-clock.ts'

const views = ['day', 'week', 'month'] as const
type View = (typeof views)[number]
type Address = {
  view?: View | undefined
  from?: string | undefined
  move?: number | undefined
  /** A slot that was found elsewhere, chosen from the start. */
  start?: string | undefined
  end?: string | undefined
}

interface MonthProps {
  readonly calendar: CalendarData
  readonly from: string
  readonly onDay: (day: string) => void
}

function RulesLine({ rules }: { readonly rules: RulesData }) {
  const { t } = useTranslation('booking')
  const words = useRulesWords()
  return (
    <details className="rules-said">
      <summary>
        {words.line(rules.rules)} {t('say.more')}
      </summary>
      <ul>
        {words.all(rules.rules).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

/** A month of one instrument; a day opens as a day. */
function Month({ calendar, from, onDay }: MonthProps) {
  const { t } = useTranslation('booking')
  const month = monthSpan(from)
  return (
    <Card size="small">
      <MonthGrid
        month={from}
        from={month.from}
        weeks={month.weeks}
        bookings={calendar.bookings}
        nameOf={(booking) => (booking.mine ? t('week.mine') : (booking.userName ?? t('week.taken')))}
        onDay={onDay}
      />
      <Legend />
    </Card>
  )
}

type Given = Readonly<Partial<Record<'from' | 'start' | 'end', string>>> & { readonly view?: View }

/** Which days the address asks for, as many as fit beside each other. */
function useShown({ view = 'week', from: given }: Given, zone = 'Asia/Shanghai') {
  const fitting = useDaysShown()
  const shown = view === 'day' ? 1 : fitting
  const from = given ?? (view === 'week' ? firstDay(zone, shown) : todayIn(zone))
  return { view, shown, from, span: view === 'month' ? monthSpan(from) : { from, to: plusDays(from, shown) } }
}

const slotOf = ({ start, end }: Given): SlotWish | undefined =>
  start === undefined || end === undefined ? undefined : { start, end }

/** The calendar of one instrument by day, week or month: choose a time by drawing or from the list, see what stands against it, book. */
export default function BookPage() {
  const { t } = useTranslation('booking')
  const instrumentId = Number(usePathParam('instrumentId'))
  const [address, setAddress] = useFilters<Address>()
  const rules = useQuery(rulesQuery(instrumentId))
  const { view, shown, from, span } = useShown(address, rules.data?.timeZone)
  const days = Array.from({ length: shown }, (_, i) => plusDays(from, i))
  const calendar = useQuery(calendarQuery(instrumentId, span.from, span.to))
  useLiveCalendar(instrumentId)
  const moving = address.move === undefined ? undefined : Number(address.move)
  const given = slotOf(address)
  const { either } = useFormat()
  const name = rules.data === undefined ? '' : either(rules.data.instrumentName, rules.data.instrumentNameEn)
  return (
    <PageFrame
      title={moving === undefined ? t('book.title', { name }) : t('book.moveTitle', { name })}
      hint={t('book.hint', { zone: rules.data?.timeZone ?? '' })}
      extra={
        <Space wrap>
          <Segmented
            value={view}
            options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
            onChange={(to) => setAddress({ view: to === 'week' ? undefined : to })}
          />
          <CalendarSteps {...{ from, view, shown }} onGo={(to) => setAddress({ from: to })} />
          <FeedButton instrumentId={instrumentId} />
          {rules.data?.mayManage === true && (
            <Link to={`/booking-instruments/${instrumentId}`}>{t('book.manage')}</Link>
          )}
        </Space>
      }
    >
      <Loaded query={rules}>
        {(known) => (
          <>
            {!known.bookable && (
              <Alert type="info" showIcon title={t('book.closed')} style={{ marginBottom: 16 }} />
            )}
            <RulesLine rules={known} />
            <Loaded query={calendar}>
              {(data) =>
                view === 'month' ? (
                  <Month
                    calendar={data}
                    from={from}
                    onDay={(day) => setAddress({ view: 'day', from: day })}
                  />
                ) : (
                  <Days {...{ calendar: data, rules: known, days, moving, given }} />
                )
              }
            </Loaded>
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
