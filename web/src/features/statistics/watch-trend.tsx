import { Card } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { WatchUnitView } from '#modules/statistics/contract.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { LoadingState } from '../../ui/states.tsx'
import type { ChartColours } from './chart.tsx'
import { things } from './watch-queries.ts'

const Chart = lazy(() => import('./chart.tsx'))
type Months = WatchUnitView['months']
const points = (score: number | null | undefined) => (score == null ? '–' : score.toFixed(1))

function Line({ months }: { readonly months: Months }) {
  const { t } = useTranslation('statistics')
  const option = useCallback(
    ({ strong, text, line }: ChartColours) => ({
      grid: { left: 48, right: 24, top: 24, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: months.map(({ month }) => month),
        axisLabel: { color: text },
        axisLine: { lineStyle: { color: line } },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { color: text },
        splitLine: { lineStyle: { color: line } },
      },
      series: [
        {
          type: 'line',
          name: t('watch.score'),
          data: months.map(({ score }) => score),
          symbolSize: 6,
          lineStyle: { color: strong },
          itemStyle: { color: strong },
        },
      ],
    }),
    [months, t],
  )
  return (
    <Suspense fallback={<LoadingState rows={4} />}>
      <Chart label={t('watch.trend')} height={200} option={option} />
    </Suspense>
  )
}

/** The score month by month, as a line and as a table of the same numbers. */
export function WatchTrend({ months }: { readonly months: Months }) {
  const { t } = useTranslation('statistics')
  if (months.length === 0) return null
  return (
    <Card title={t('watch.trend')} className="stacked" size="small">
      <Line months={months} />
      <FittingTable<Months[number]>
        rowKey="month"
        size="small"
        below={480}
        pagination={false}
        dataSource={months.toReversed()}
        columns={[
          { title: t('month'), dataIndex: 'month' },
          { title: t('watch.score'), key: 'score', align: 'right', render: (_, { score }) => points(score) },
          ...things.map((thing) => ({
            title: t(`watch.${thing}`),
            key: thing,
            align: 'right' as const,
            render: (_: unknown, one: Months[number]) => points(one.things[thing]),
          })),
        ]}
      />
    </Card>
  )
}
