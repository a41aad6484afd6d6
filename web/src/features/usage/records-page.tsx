import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Flex, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ServiceRecordView, usageContract } from '#modules/usage/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { download } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import type { FittingColumn } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { LogFilter, LogList, useInstrumentColumn } from './log-list.tsx'
import { RecordDrawer } from './record-drawer.tsx'
import { RecordStateTag, UserKindTag } from './tags.tsx'
import { recordsQuery, type RecordsWish } from './usage-queries.ts'
import './usage.css'

type Filters = {
  year: string
  state: NonNullable<RecordsWish['state']>
  serviceType: '120' | '130'
  instrumentId: string
  unitId: string
  after: string
  record: string
}

type Change = { readonly [Name in keyof Filters]?: Filters[Name] | undefined }

/** Addresses carry texts. */
const numberIn = (text: string | undefined) => (text === undefined ? undefined : Number(text))

function useColumns(): FittingColumn<ServiceRecordView>[] {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const instrument = useInstrumentColumn<ServiceRecordView>()
  return [
    {
      title: t('recordNo'),
      className: 'usage-time',
      render: (_, { recordNo }) => (
        <Button type="link" size="small" className="cell-link">
          {recordNo}
        </Button>
      ),
    },
    {
      title: t('time'),
      className: 'usage-time',
      render: (_, { startedAt, endedAt }) => format.span(startedAt, endedAt),
    },
    instrument,
    {
      title: t('applicant'),
      render: (_, { applicant, applicantUnit, applicantUnitEn }) =>
        [applicant, format.either(applicantUnit, applicantUnitEn)].filter(Boolean).join(' · '),
    },
    {
      title: t('userKind'),
      render: (_, { serviceType }) => <UserKindTag external={serviceType === 130} />,
    },
    {
      title: t('effectiveHours'),
      align: 'right',
      render: (_, { effectiveMinutes }) => format.number(effectiveMinutes / 60, 2),
    },
    {
      title: t('amountYuan'),
      align: 'right',
      render: (_, { amountFen }) => format.number(amountFen / 100, 2),
    },
    { title: t('state'), render: (_, { state }) => <RecordStateTag state={state} /> },
  ]
}

function RecordFilters({
  filters,
  instrumentName,
  filter,
}: {
  readonly filters: Partial<Filters>
  /** Of the one instrument shown, once a record has told it. */
  readonly instrumentName: string | undefined
  readonly filter: (part: Change) => void
}) {
  const { t } = useTranslation('usage')
  const states = usageContract.records.query.shape.state.unwrap().options
  return (
    <Flex gap={8} wrap className="usage-filters">
      <InputNumber
        aria-label={t('year')}
        placeholder={t('year')}
        min={1990}
        max={2200}
        precision={0}
        value={numberIn(filters.year) ?? null}
        onChange={(year) => filter({ year: year === null ? undefined : String(year) })}
      />
      <LogFilter
        label={t('state')}
        value={filters.state}
        options={states.map((state) => ({ value: state, label: t(`record.${state}`) }))}
        onChange={(state) => filter({ state })}
      />
      <LogFilter
        label={t('userKind')}
        value={filters.serviceType}
        options={[
          { value: '120', label: t('internal') },
          { value: '130', label: t('external') },
        ]}
        onChange={(serviceType) => filter({ serviceType })}
      />
      {filters.instrumentId !== undefined && (
        <Button onClick={() => filter({ instrumentId: undefined })}>
          {t('oneInstrument', { name: instrumentName ?? filters.instrumentId })}
        </Button>
      )}
    </Flex>
  )
}

/** Service records with what all of them add up to; a row opens the form of what is still missing. */
export default function RecordsPage() {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const [filters, change] = useFilters<Filters>()
  const [problem, setProblem] = useState<unknown>()
  const { record: open, ...query } = filters
  const wish = {
    ...query,
    year: numberIn(query.year),
    instrumentId: numberIn(query.instrumentId),
    unitId: numberIn(query.unitId),
  }
  const records = useQuery({ ...recordsQuery(wish), placeholderData: keepPreviousData })
  const columns = useColumns()
  const year = wish.year ?? new Date().getFullYear()
  const { instrumentId, unitId } = wish
  const only = records.data?.items.find((record) => record.instrumentId === instrumentId)
  const save = () => {
    setProblem(undefined)
    download(usageContract.exportRecords, {
      query: { year, instrumentId, unitId, format: 'xlsx' },
    }).catch(setProblem)
  }
  const filter = (part: Change) => change({ ...part, after: undefined })
  return (
    <PageFrame
      title={t('menu.records')}
      hint={t('records.hint')}
      extra={<Button onClick={save}>{t('export', { year })}</Button>}
    >
      <ProblemAlert problem={problem} />
      <RecordFilters
        filters={filters}
        filter={filter}
        instrumentName={only && format.either(only.instrumentName, only.instrumentNameEn)}
      />
      <Loaded query={records}>
        {({ items, next, totals }) => (
          <>
            <p className="usage-sums figures">
              {t('records.sums', {
                records: format.number(totals.records),
                effective: format.number(totals.effectiveMinutes / 60, 1),
                external: format.number(totals.externalMinutes / 60, 1),
                amount: format.money(totals.amountFen),
                open: format.number(totals.toComplete),
              })}
            </p>
            <LogList
              columns={columns}
              page={{ items, next }}
              after={filters.after}
              empty={t('records.empty')}
              onAfter={(after) => change({ after })}
              onOpen={(id) => change({ record: String(id) })}
            />
          </>
        )}
      </Loaded>
      {open !== undefined && (
        <RecordDrawer recordId={Number(open)} onClose={() => change({ record: undefined })} />
      )}
    </PageFrame>
  )
}
