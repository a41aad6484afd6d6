import { useQueries, useQuery } from '@tanstack/react-query'
import { Alert, Card, Select, Segmented, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { todayIn } from '../../lib/wall-clock.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { calendarQuery, managedQuery, myBookingsQuery } from './booking-queries.ts'
import { foundInstrumentsQuery } from './calendar-queries.ts'
import { CalendarSteps } from './calendar-steps.tsx'
import { DayRows } from './day-rows.tsx'
import { useLiveCalendars } from './live-calendar.ts'

/** Instruments beside each other at most. */
const rowsAtMost = 20
const sources = ['booked', 'managed', 'chosen'] as const
type Source = (typeof sources)[number]
type Address = { of?: Source | undefined; ids?: string | undefined; from?: string | undefined }

/** Adds instruments of the public catalogue by name. */
function Chooser({
  ids,
  onChange,
}: {
  readonly ids: readonly number[]
  readonly onChange: (ids: number[]) => void
}) {
  const { t } = useTranslation('booking')
  const { either } = useFormat()
  const [words, setWords] = useState('')
  const found = useQuery(foundInstrumentsQuery(words))
  return (
    <Select<number | null>
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={null}
      aria-label={t('beside.add')}
      placeholder={t('beside.add')}
      loading={found.isFetching}
      style={{ width: 320, maxWidth: '100%' }}
      options={(found.data?.items ?? [])
        .filter(({ id }) => !ids.includes(id))
        .map((one) => ({
          value: one.id,
          label: `${either(one.name, one.nameEn)} · ${either(one.unitName, one.unitNameEn)}`,
        }))}
      onChange={(id) => {
        if (id !== null) onChange([...ids, id].slice(0, rowsAtMost))
      }}
    />
  )
}

/** Which instruments stand beside each other: booked by oneself, answered for, or named in the address. */
function useIds(source: Source, chosen: string | undefined): number[] {
  const mine = useQuery({ ...myBookingsQuery('coming', 100), enabled: source === 'booked' })
  const past = useQuery({ ...myBookingsQuery('past', 100), enabled: source === 'booked' })
  const managed = useQuery({ ...managedQuery(''), enabled: source === 'managed' })
  const of = {
    booked: [...(mine.data?.items ?? []), ...(past.data?.items ?? [])].map((one) => one.instrumentId),
    managed: (managed.data?.items ?? []).map((one) => one.instrumentId),
    chosen: (chosen ?? '').split(',').map(Number),
  }
  return [...new Set(of[source].filter((id) => Number.isInteger(id) && id > 0))].slice(0, rowsAtMost)
}

/** Many instruments, one day: who is free when. A time drawn in a row opens the booking of that instrument. */
export default function SideBySidePage() {
  const { t } = useTranslation('booking')
  const [address, setAddress] = useFilters<Address>()
  const { of: source = address.ids === undefined ? 'booked' : 'chosen', from = todayIn('Asia/Shanghai') } =
    address
  const ids = useIds(source, address.ids)
  const next = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10)
  const calendars = useQueries({ queries: ids.map((id) => calendarQuery(id, from, next)) })
  useLiveCalendars(ids)
  const manages = useAbility('booking.manage')
  return (
    <PageFrame
      title={t('beside.title')}
      hint={t('beside.hint')}
      extra={
        <Space wrap>
          <Segmented
            value={source}
            options={sources
              .filter((one) => one !== 'managed' || manages)
              .map((value) => ({ value, label: t(`beside.of.${value}`) }))}
            onChange={(of) =>
              setAddress({ of, ...(of === 'chosen' ? { ids: address.ids ?? ids.join(',') } : {}) })
            }
          />
          <CalendarSteps from={from} view="day" shown={1} onGo={(to) => setAddress({ from: to })} />
        </Space>
      }
    >
      <Card size="small">
        {source === 'chosen' && (
          <Chooser ids={ids} onChange={(to) => setAddress({ of: 'chosen', ids: to.join(',') })} />
        )}
        {ids.length === 0 && <Alert type="info" title={t('beside.none')} style={{ margin: '8px 0' }} />}
        <DayRows
          day={from}
          calendars={calendars.flatMap(({ data }) => (data === undefined ? [] : [data]))}
          onRemove={
            source === 'chosen'
              ? (id) => setAddress({ ids: ids.filter((one) => one !== id).join(',') })
              : undefined
          }
        />
      </Card>
    </PageFrame>
  )
}
