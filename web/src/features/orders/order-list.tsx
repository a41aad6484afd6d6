import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Flex, Input, Segmented, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderRowView } from '#modules/orders/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { orderCountsQuery, ordersQuery, type Whose } from './order-queries.ts'
import './orders.css'

export type ListAddress = {
  state?: string | undefined
  words?: string | undefined
  page?: string | undefined
  view?: string | undefined
}

const colors: Partial<Record<OrderRowView['state'], string>> = {
  submitted: 'processing',
  group_review: 'processing',
  quoted: 'warning',
  awaiting_samples: 'processing',
  received: 'processing',
  measuring: 'processing',
  handed_over: 'warning',
  complained: 'error',
  closed: 'success',
}

/** Where an order stands. */
export function OrderStateTag({ state }: { readonly state: OrderRowView['state'] }) {
  const { t } = useTranslation('orders')
  return <Tag color={colors[state] ?? 'default'}>{t(`state.${state}`)}</Tag>
}

function useColumns(whose: Whose): FittingColumn<OrderRowView>[] {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const person: FittingColumn<OrderRowView> = {
    key: 'user',
    title: t('field.user'),
    width: 200,
    render: (_, row) => (
      <>
        {row.requesterName}
        <div className="order-second">
          {row.userUnitName === undefined
            ? t('userKind.individual')
            : format.either(row.userUnitName, row.userUnitNameEn ?? '')}
        </div>
      </>
    ),
  }
  return [
    {
      key: 'no',
      title: t('field.no'),
      width: 150,
      render: (_, row) => <Link to={`/orders/${row.orderId}`}>{row.orderNo ?? t('draft')}</Link>,
    },
    {
      key: 'instrument',
      title: t('field.instrument'),
      render: (_, row) => (
        <>
          {row.instrumentName}
          {whose !== 'staff' && (
            <div className="order-second">{format.either(row.unitName, row.unitNameEn)}</div>
          )}
        </>
      ),
    },
    ...(whose === 'mine' ? [] : [person]),
    {
      key: 'state',
      title: t('field.state'),
      width: 130,
      render: (_, row) => <OrderStateTag state={row.state} />,
    },
    {
      key: 'samples',
      title: t('field.samples'),
      align: 'right',
      width: 110,
      render: (_, row) =>
        row.state === 'measuring'
          ? t('samplesDone', { done: row.settledCount, count: row.sampleCount })
          : format.number(row.sampleCount),
    },
    {
      key: 'total',
      title: t('field.totalYuan'),
      align: 'right',
      width: 120,
      render: (_, row) => row.totalFen !== undefined && format.number(row.totalFen / 100, 2),
    },
    { key: 'expected', title: t('field.expected'), width: 120, dataIndex: 'expectedOn' },
    ...(whose === 'staff'
      ? [{ key: 'operator', title: t('field.operator'), width: 110, dataIndex: 'operatorName' }]
      : []),
  ]
}

function FilterBar({ whose, states }: { readonly whose: Whose; readonly states: readonly string[] }) {
  const { t } = useTranslation('orders')
  const [filters, change] = useFilters<ListAddress>()
  const counts = useQuery(orderCountsQuery(whose)).data?.states ?? []
  const countOf = (state: string) => counts.find((one) => one.state === state)?.count ?? 0
  const all = counts.reduce((sum, one) => sum + one.count, 0)
  return (
    <Flex vertical gap={12} className="order-filters">
      <div className="order-scroll">
        <Segmented
          value={filters.state ?? ''}
          onChange={(state) => change({ state, page: undefined })}
          options={[
            { value: '', label: `${t('state.all')} ${all}` },
            ...states.map((state) => ({ value: state, label: `${t(`state.${state}`)} ${countOf(state)}` })),
          ]}
        />
      </div>
      <Input.Search
        allowClear
        defaultValue={filters.words ?? ''}
        placeholder={t('filter.words')}
        aria-label={t('filter.words')}
        className="order-words"
        onSearch={(words) => change({ words, page: undefined })}
      />
    </Flex>
  )
}

interface Props {
  readonly whose: Whose
  /** States offered as filters. */
  readonly states: readonly string[]
  readonly empty: ReactNode
}

/** A list of orders with its filters in the address. */
export function OrderList({ whose, states, empty }: Props) {
  const { t } = useTranslation('orders')
  const [filters, change] = useFilters<ListAddress>()
  const page = Number(filters.page ?? 1)
  const { state, words } = filters
  const query = useQuery({
    ...ordersQuery({ whose, state, words, page }),
    placeholderData: keepPreviousData,
  })
  const columns = useColumns(whose)
  const filtered = state !== undefined || words !== undefined
  return (
    <Card>
      <FilterBar whose={whose} states={states} />
      <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
      <FittingTable<OrderRowView>
        rowKey="orderId"
        size="middle"
        columns={columns}
        dataSource={query.data?.items ?? []}
        loading={query.isPending}
        pagination={false}
        locale={{ emptyText: filtered ? <EmptyState why={t('list.emptyFiltered')} /> : empty }}
      />
      <Flex justify="center" gap={8} className="order-more">
        {page > 1 && (
          <Button onClick={() => change({ page: page === 2 ? undefined : String(page - 1) })}>
            {t('list.before')}
          </Button>
        )}
        {query.data?.more === true && (
          <Button onClick={() => change({ page: String(page + 1) })}>{t('list.next')}</Button>
        )}
      </Flex>
    </Card>
  )
}
