import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Flex, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type UseView, usageContract } from '#modules/usage/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
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
    {
      title: t('instrument'),
      render: (_, line) => format.either(line.instrumentName, line.instrumentNameEn),
    },
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
  const [pages, setPages] = useState<string[]>([])
  const { use: open, ...query } = filters
  const uses = useQuery({
    ...usesQuery({
      ...query,
      instrumentId: query.instrumentId === undefined ? undefined : Number(query.instrumentId),
    }),
    placeholderData: keepPreviousData,
  })
  const columns = useColumns()
  const filter = (part: { readonly [Name in keyof Filters]?: Filters[Name] | undefined }) => {
    setPages([])
    change({ ...part, after: undefined })
  }
  return (
    <PageFrame title={t('menu.log')} hint={t('log.hint')}>
      <Flex gap={8} wrap className="usage-filters">
        <Select
          aria-label={t('state')}
          allowClear
          placeholder={t('state')}
          style={{ width: 140 }}
          value={filters.status ?? null}
          onChange={(status) => filter({ status: status })}
          options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
        <Select
          aria-label={t('kind')}
          allowClear
          placeholder={t('kind')}
          style={{ width: 160 }}
          value={filters.kind ?? null}
          onChange={(kind) => filter({ kind: kind })}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
      </Flex>
      <Loaded query={uses}>
        {({ items, next }) => (
          <>
            <FittingTable
              rowKey="id"
              size="middle"
              columns={columns}
              dataSource={items}
              pagination={false}
              locale={{ emptyText: <EmptyState why={t('log.empty')} /> }}
              onRow={({ id }) => ({
                onClick: () => change({ use: String(id) }),
                style: { cursor: 'pointer' },
              })}
            />
            <Flex gap={8} justify="center" className="usage-foot">
              {filters.after !== undefined && (
                <Button
                  onClick={() => {
                    change({ after: pages.at(-1) })
                    setPages(pages.slice(0, -1))
                  }}
                >
                  {t('newer')}
                </Button>
              )}
              {next !== undefined && (
                <Button
                  onClick={() => {
                    setPages([...pages, filters.after ?? ''])
                    change({ after: next })
                  }}
                >
                  {t('older')}
                </Button>
              )}
            </Flex>
          </>
        )}
      </Loaded>
      {open !== undefined && <UseDrawer useId={Number(open)} onClose={() => change({ use: undefined })} />}
    </PageFrame>
  )
}
