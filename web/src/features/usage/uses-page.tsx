import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { type UseView, usageContract } from '#modules/usage/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import type { FittingColumn } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Loaded } from '../../ui/states.tsx'
import { LogFilter, LogList, useInstrumentColumn } from './log-list.tsx'
import { personOf } from './person.ts'
import { UserKindTag, UseStatusTag } from './tags.tsx'
import { usesQuery, type UsesWish } from './usage-queries.ts'
import { UseDrawer } from './use-drawer.tsx'
import './usage.css'

type Filters = {
  status: NonNullable<UsesWish['status']>
  kind: NonNullable<UsesWish['kind']>
  instrumentId: string
  after: string
  use: string
}
const statuses = usageContract.uses.query.shape.status.unwrap().options
const kinds = usageContract.uses.query.shape.kind.unwrap().options

function useColumns(): FittingColumn<UseView>[] {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const instrument = useInstrumentColumn<UseView>()
  return [
    {
      title: t('time'),
      className: 'usage-time',
      render: (_, { startedAt, endedAt }) => (
        <Button type="link" size="small" className="cell-link">
          {endedAt === undefined ? format.dateTime(startedAt) : format.span(startedAt, endedAt)}
        </Button>
      ),
    },
    instrument,
    {
      title: t('user'),
      render: (_, use) => (
        <>
          {personOf(use, format)} <UserKindTag external={use.external} />
        </>
      ),
    },
    { title: t('kind'), render: (_, { kind }) => t(`kind.${kind}`) },
    {
      title: t('effectiveHours'),
      align: 'right',
      render: (_, { effectiveMinutes, kind }) =>
        kind === 'service' ? format.number(effectiveMinutes / 60, 2) : '–',
    },
    { title: t('evidence'), responsive: ['xl'], render: (_, { evidence }) => t(`evidence.${evidence}`) },
    { title: t('state'), render: (_, { status }) => <UseStatusTag status={status} /> },
    {
      title: t('corrections'),
      align: 'right',
      responsive: ['xl'],
      render: (_, { corrections }) => (corrections === 0 ? '' : corrections),
    },
  ]
}

/** The log of the instruments one may read; a row opens the use with its history and what can be corrected. */
export default function UsesPage() {
  const { t } = useTranslation('usage')
  const [filters, change] = useFilters<Filters>()
  const { use: open, ...query } = filters
  const uses = useQuery({
    ...usesQuery({
      ...query,
      instrumentId: query.instrumentId === undefined ? undefined : Number(query.instrumentId),
    }),
    placeholderData: keepPreviousData,
  })
  const columns = useColumns()
  const filter = (part: { readonly [Name in keyof Filters]?: Filters[Name] | undefined }) =>
    change({ ...part, after: undefined })
  return (
    <PageFrame title={t('menu.log')} hint={t('log.hint')}>
      <Flex gap={8} wrap className="usage-filters">
        <LogFilter
          label={t('state')}
          value={filters.status}
          options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          onChange={(status) => filter({ status })}
        />
        <LogFilter
          label={t('kind')}
          value={filters.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(kind) => filter({ kind })}
        />
      </Flex>
      <Loaded query={uses}>
        {({ items, next }) => (
          <LogList
            columns={columns}
            page={{ items, next }}
            after={filters.after}
            empty={t('log.empty')}
            onAfter={(after) => change({ after })}
            onOpen={(id) => change({ use: String(id) })}
          />
        )}
      </Loaded>
      {open !== undefined && <UseDrawer useId={Number(open)} onClose={() => change({ use: undefined })} />}
    </PageFrame>
  )
}
