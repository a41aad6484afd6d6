import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type InstrumentBehindView, statisticsContract } from '#modules/statistics/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { behindQuery, type SetName, type Wish } from './figures-queries.ts'

const pageSize = 50
const sets = statisticsContract.instruments.query.shape.set.unwrap().options

/** Instruments behind a figure, each with the way to its service records. */
export function BehindDrawer({
  wish,
  set,
  year,
  onSet,
  onClose,
}: {
  readonly wish: Wish
  readonly set: SetName
  readonly year: number
  readonly onSet: (set: SetName) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const mayReadRecords = useAbility('usage.read')
  const [page, setPage] = useState(1)
  const behind = useQuery({
    ...behindQuery({ ...wish, set, offset: (page - 1) * pageSize, limit: pageSize }),
    placeholderData: keepPreviousData,
  })
  const columns: FittingColumn<InstrumentBehindView>[] = [
    { title: t('instrument'), width: 190, render: (_, { name, nameEn }) => format.either(name, nameEn) },
    {
      title: t('by.unit'),
      width: 200,
      render: (_, { unitName, unitNameEn }) => format.either(unitName, unitNameEn),
    },
    {
      title: t('worthUnit'),
      align: 'right',
      render: (_, { worthWan }) => (worthWan === undefined ? '–' : format.number(worthWan, 2)),
    },
    { title: t('duty'), render: (_, { must }) => t(must ? 'must' : 'voluntary') },
    { title: t('network'), render: (_, { accepted }) => t(accepted ? 'yes' : 'no') },
    {
      title: t('effectiveHoursUnit'),
      align: 'right',
      render: (_, { effectiveHours }) => format.number(effectiveHours, 2),
    },
    {
      title: t('externalHoursUnit'),
      align: 'right',
      render: (_, { externalHours }) => format.number(externalHours, 2),
    },
    {
      title: t('records'),
      align: 'right',
      render: (_, { id, records }) =>
        mayReadRecords && records > 0 ? (
          <Link to={`/usage/records?instrumentId=${id}&year=${year}`}>{format.number(records)}</Link>
        ) : (
          format.number(records)
        ),
    },
  ]
  return (
    <Drawer
      open
      size={1120}
      title={t('behind.title', { year })}
      onClose={onClose}
      extra={
        <Select
          aria-label={t('set')}
          value={set}
          style={{ width: 200 }}
          onChange={(next) => {
            setPage(1)
            onSet(next)
          }}
          options={sets.map((name) => ({ value: name, label: t(`set.${name}`) }))}
        />
      }
    >
      <Loaded query={behind}>
        {({ items, total }) => (
          <FittingTable
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={items}
            pagination={{
              current: page,
              pageSize,
              total,
              onChange: setPage,
              showSizeChanger: false,
              showTotal: (count) => t('count', { count }),
            }}
            locale={{ emptyText: <EmptyState why={t('behind.empty')} /> }}
          />
        )}
      </Loaded>
    </Drawer>
  )
}
