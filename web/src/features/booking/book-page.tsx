import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Card, Grid, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFilters, usePathParam } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { FeedButton } from './feed-button.tsx'
import { BookingForm } from './booking-form.tsx'
import {
  bookingQuery,
  type CalendarData,
  calendarQuery,
  type RulesData,
  rulesQuery,
} from './booking-queries.ts'
import { useLiveCalendar } from './live-calendar.ts'
import { useRulesWords } from './rules-words.ts'
import { mondayOf, plusDays, todayIn } from '../../lib/wall-clock.ts'
import { type SlotWish, WeekGrid } from './week-grid.tsx'
import { WeekList } from './week-list.tsx'

type Address = {
  from?: string | undefined
  move?: number | undefined
  /** A slot that was found elsewhere, chosen from the start. */
  start?: string | undefined
  end?: string | undefined
}

/** How many days fit beside each other. */
function useDaysShown(): number {
  const screens = Grid.useBreakpoint()
  if (screens['xl'] === true) return 7
  if (screens['lg'] === true) return 5
  return screens['sm'] === true ? 3 : 1
}

function Legend() {
  const { t } = useTranslation('booking')
  const kinds = {
    open: 'week-open',
    shut: 'week-shut',
    mine: 'week-mine',
    taken: 'week-taken',
    pending: 'week-pending',
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

function Week({
  calendar,
  rules,
  days,
  moving,
  given,
}: {
  readonly calendar: CalendarData
  readonly rules: RulesData
  readonly days: readonly string[]
  readonly moving: number | undefined
  readonly given: SlotWish | undefined
}) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [slot, setSlot] = useState(given)
  const booking = useQuery(bookingQuery(moving ?? 0))
  const done = (status: string) => {
    setSlot(undefined)
    void message.success(t(moving === undefined ? `done.${status}` : `moved.${status}`))
    void navigate({ to: '/bookings' })
  }
  return (
    <>
      <div className="book-layout">
        <Card size="small">
          <WeekGrid calendar={calendar} days={days} selected={slot} onSelect={setSlot} />
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
        slot={slot}
        moving={moving === undefined ? undefined : booking.data}
        onSelect={setSlot}
        onClose={() => setSlot(undefined)}
        onDone={done}
      />
    </>
  )
}

/** This week where a whole one fits, else from today on. */
function firstDay(zone: string | undefined, shown: number): string {
  const today = todayIn(zone ?? 'Asia/Shanghai')
  return shown === 7 ? mondayOf(today) : today
}

/** The week calendar of one instrument: choose a time by dragging or from the list, see what stands against it, book. */
export default function BookPage() {
  const { t } = useTranslation('booking')
  const instrumentId = Number(usePathParam('instrumentId'))
  const [address, setAddress] = useFilters<Address>()
  const shown = useDaysShown()
  const rules = useQuery(rulesQuery(instrumentId))
  const from = address.from ?? firstDay(rules.data?.timeZone, shown)
  const days = Array.from({ length: shown }, (_, i) => plusDays(from, i))
  const calendar = useQuery(calendarQuery(instrumentId, from, plusDays(from, shown)))
  useLiveCalendar(instrumentId)
  const moving = address.move === undefined ? undefined : Number(address.move)
  const given =
    address.start === undefined || address.end === undefined
      ? undefined
      : { start: address.start, end: address.end }
  const { either } = useFormat()
  const name = rules.data === undefined ? '' : either(rules.data.instrumentName, rules.data.instrumentNameEn)
  return (
    <PageFrame
      title={moving === undefined ? t('book.title', { name }) : t('book.moveTitle', { name })}
      hint={t('book.hint', { zone: rules.data?.timeZone ?? '' })}
      extra={
        <Space wrap>
          <Button icon={<LeftOutlined />} onClick={() => setAddress({ from: plusDays(from, -shown) })}>
            {t('book.before')}
          </Button>
          <Button onClick={() => setAddress({ from: undefined })}>{t('book.today')}</Button>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            onClick={() => setAddress({ from: plusDays(from, shown) })}
          >
            {t('book.after')}
          </Button>
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
              {(data) => <Week {...{ calendar: data, rules: known, days, moving, given }} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
