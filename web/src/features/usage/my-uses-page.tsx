import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type UseView, usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { CheckOutDialog } from './check-out-dialog.tsx'
import { DayBookings } from './day-bookings.tsx'
import { useInstrumentColumn } from './log-list.tsx'
import { RunningUses } from './running-uses.tsx'
import { UseStatusTag } from './tags.tsx'
import { myUsesQuery, todayQuery, useAct } from './usage-queries.ts'
import './usage.css'

const ratings = usageContract.rate.body.shape.rating.options

function Rating({ use }: { readonly use: UseView }) {
  const { t } = useTranslation('usage')
  const rate = useAct(
    (rating: (typeof ratings)[number]) =>
      call(usageContract.rate, { params: { useId: use.id }, body: { rating } }),
    'done.rated',
  )
  if (!use.may.rate) return null
  return (
    <>
      <Select
        aria-label={t('rating')}
        placeholder={t('rating.ask')}
        style={{ width: 160 }}
        value={ratings.find((rating) => rating === use.rating) ?? null}
        loading={rate.isPending}
        options={ratings.map((rating, i) => ({ value: rating, label: t(`rating.${i}`) }))}
        onChange={(rating) => rate.mutate(rating)}
      />
      <ProblemAlert problem={rate.error} />
    </>
  )
}

function MyLog({ uses }: { readonly uses: readonly UseView[] }) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const instrument = useInstrumentColumn<UseView>()
  const columns: FittingColumn<UseView>[] = [
    {
      title: t('time'),
      className: 'usage-time',
      render: (_, { startedAt, endedAt }) =>
        endedAt === undefined ? format.dateTime(startedAt) : format.span(startedAt, endedAt),
    },
    instrument,
    {
      title: t('effectiveHours'),
      align: 'right',
      render: (_, { effectiveMinutes }) => format.number(effectiveMinutes / 60, 2),
    },
    { title: t('state'), render: (_, { status }) => <UseStatusTag status={status} /> },
    { title: t('rating'), render: (_, use) => <Rating use={use} /> },
  ]
  return (
    <FittingTable
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={[...uses]}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      locale={{ emptyText: <EmptyState why={t('mine.empty')} /> }}
    />
  )
}

/** A user's own day and log: check oneself in and out, rate what is over. */
export default function MyUsesPage() {
  const { t } = useTranslation('usage')
  const [useId, setUseId] = useState<number>()
  const today = useQuery(todayQuery(true))
  const uses = useQuery(myUsesQuery)
  const leaving = today.data?.running.find(({ id }) => id === useId)
  return (
    <PageFrame title={t('menu.mine')} hint={t('mine.hint')}>
      <Loaded query={today} rows={3}>
        {({ bookings, running }) => (
          <>
            <RunningUses uses={running} onCheckOut={setUseId} />
            <h2 className="usage-heading">{t('mine.today')}</h2>
            <DayBookings bookings={bookings} empty={t('mine.nothingToday')} onCheckOut={setUseId} />
          </>
        )}
      </Loaded>
      <h2 className="usage-heading">{t('mine.log')}</h2>
      <Loaded query={uses}>{({ items }) => <MyLog uses={items} />}</Loaded>
      {leaving !== undefined && (
        <CheckOutDialog use={leaving} byLead={false} onClose={() => setUseId(undefined)} />
      )}
    </PageFrame>
  )
}
