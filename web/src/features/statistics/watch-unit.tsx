import { useQuery } from '@tanstack/react-query'
import { Button, Card, Statistic } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TaskView, WatchUnitView } from '#modules/statistics/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { WatchBehindDrawer } from './watch-behind-drawer.tsx'
import { WatchFigures } from './watch-figures.tsx'
import { type BehindWish, things, watchUnitQuery } from './watch-queries.ts'
import { WatchTrend } from './watch-trend.tsx'
import './figures.css'

type Open = (wish: BehindWish) => void

function Scores({ unit }: { readonly unit: WatchUnitView }) {
  const { t } = useTranslation('statistics')
  const value = (score: number | null | undefined) => (score == null ? '–' : score.toFixed(1))
  const place = unit.place === undefined ? '' : t('watch.placeOf', { place: unit.place, units: unit.units })
  return (
    <div className="watch-scores">
      <Card size="small">
        <Statistic title={t('watch.score')} value={value(unit.score)} />
        <p className="field-help no-margin">{place}</p>
      </Card>
      {things.map((thing) => (
        <Card size="small" key={thing}>
          <Statistic title={t(`watch.${thing}`)} value={value(unit.things[thing])} />
        </Card>
      ))}
    </div>
  )
}

function Tasks({ tasks, onOpen }: { readonly tasks: readonly TaskView[]; readonly onOpen: Open }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  return (
    <Card title={t('watch.tasks')} className="stacked" size="small">
      <FittingTable<TaskView>
        rowKey={({ thing, measure }) => `${thing} ${measure}`}
        size="small"
        pagination={false}
        dataSource={tasks}
        locale={{ emptyText: <EmptyState why={t('watch.allDone')} /> }}
        columns={[
          {
            title: t('watch.task'),
            key: 'task',
            render: (_, { thing, measure, missing }) => (
              <Button type="link" className="cell-link" onClick={() => onOpen({ thing, measure })}>
                {t(`watch.do.${thing}.${measure}`, { missing: format.number(missing) })}
              </Button>
            ),
          },
          { title: t('watch.thing'), key: 'thing', render: (_, { thing }) => t(`watch.${thing}`) },
          {
            title: t('watch.gain'),
            key: 'gain',
            align: 'right',
            render: (_, { gain }) => `+${gain.toFixed(gain < 0.1 ? 2 : 1)}`,
          },
        ]}
      />
    </Card>
  )
}

/** How well one unit keeps what it publishes: scores, what to do first, every figure with its formula, the months. */
export function WatchUnit({ unitId }: { readonly unitId: number }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const [filters, change] = useFilters<BehindWish>()
  const query = useQuery(watchUnitQuery(unitId))
  const { data } = query
  const open: Open = (wish) => change(wish)
  const { thing, measure } = filters
  return (
    <PageFrame
      title={data === undefined ? t('menu.watch') : format.either(data.name, data.nameEn)}
      hint={t('watch.unitHint')}
    >
      <Loaded query={query}>
        {(unit) => (
          <>
            <Scores unit={unit} />
            <Tasks tasks={unit.tasks} onOpen={open} />
            <WatchFigures unit={unit} onOpen={open} />
            <WatchTrend months={unit.months} />
            <p className="figures-as-of">
              {t('watch.asOf', { when: format.dateTime(unit.asOf), version: unit.rules.version })}
            </p>
          </>
        )}
      </Loaded>
      {thing !== undefined && measure !== undefined && (
        <WatchBehindDrawer
          unitId={unitId}
          wish={{ thing, measure }}
          onClose={() => change({ thing: undefined, measure: undefined })}
        />
      )}
    </PageFrame>
  )
}
