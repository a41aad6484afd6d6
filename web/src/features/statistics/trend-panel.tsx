import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { Loaded, LoadingState } from '../../ui/states.tsx'
import type { ChartColours } from './chart.tsx'
import { trendQuery, type Wish } from './figures-queries.ts'

const Chart = lazy(() => import('./chart.tsx'))

interface Month {
  readonly month: string
  readonly records: number
  readonly effectiveHours: number
  readonly externalHours: number
}

function Lines({ months }: { readonly months: readonly Month[] }) {
  const { t } = useTranslation('statistics')
  const option = useCallback(
    ({ strong, pale, text, line }: ChartColours) => ({
      grid: { left: 64, right: 72, top: 32, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: months.map(({ month }) => month.slice(5)),
        axisLabel: { color: text },
        axisLine: { lineStyle: { color: line } },
      },
      yAxis: {
        type: 'value',
        min: 0,
        name: t('hours'),
        nameTextStyle: { color: text },
        axisLabel: { color: text },
        splitLine: { lineStyle: { color: line } },
      },
      series: (['effectiveHours', 'externalHours'] as const).map((name, i) => ({
        type: 'line',
        name: t(name),
        data: months.map((one) => one[name]),
        symbolSize: 6,
        lineStyle: { color: strong, type: i === 0 ? 'solid' : 'dashed' },
        itemStyle: { color: i === 0 ? strong : pale, borderColor: strong },
        endLabel: { show: true, formatter: t(name), color: text },
      })),
    }),
    [months, t],
  )
  return (
    <Suspense fallback={<LoadingState rows={5} />}>
      <Chart label={t('trend')} height={260} option={option} />
    </Suspense>
  )
}

/** Hours month by month, as a line and as a table of the same numbers. */
export function TrendPanel({ wish }: { readonly wish: Wish }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const trend = useQuery(trendQuery(wish))
  return (
    <Card title={t('trend')} size="small" className="figures-panel">
      <Loaded query={trend} rows={8}>
        {({ months }) => (
          <>
            <Lines months={months} />
            <FittingTable<Month>
              rowKey="month"
              below={0}
              size="small"
              pagination={false}
              dataSource={months}
              columns={[
                { title: t('month'), dataIndex: 'month' },
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
                { title: t('records'), align: 'right', render: (_, { records }) => format.number(records) },
              ]}
            />
          </>
        )}
      </Loaded>
    </Card>
  )
}
