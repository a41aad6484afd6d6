import { useQuery } from '@tanstack/react-query'
import { Button, Card, Segmented } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type FigureView, type PartView, statisticsContract } from '#modules/statistics/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import type { ChartColours } from './chart.tsx'
import { breakdownQuery, type By, type Wish } from './figures-queries.ts'

const Chart = lazy(() => import('./chart.tsx'))
const ways = statisticsContract.breakdown.query.shape.by.options
const shownIds = [
  'mustReport',
  'reported',
  'accepted',
  'networkRate',
  'inNetwork',
  'worth',
  'effectiveHours',
  'externalHours',
  'useRate',
  'shareRate',
  'averageEffectiveHours',
  'records',
] as const
const barCount = 12

interface Props {
  readonly wish: Wish
  readonly by: By
  readonly figures: readonly FigureView[]
  readonly onBy: (by: By) => void
  /** Opens one part; undefined when parts of this kind have no page of their own. */
  readonly onPart: ((key: string) => void) | undefined
}

function Bars({
  parts,
  whole,
}: {
  readonly parts: readonly PartView[]
  readonly whole: FigureView | undefined
}) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const option = useCallback(
    ({ strong, text, line, mark }: ChartColours) => {
      const shown = parts.slice(0, barCount).toReversed()
      const mean = whole?.value ?? undefined
      return {
        grid: { left: 8, right: 64, top: 28, bottom: 28, containLabel: true },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
        xAxis: {
          type: 'value',
          min: 0,
          name: '%',
          axisLabel: { color: text },
          splitLine: { lineStyle: { color: line } },
        },
        yAxis: {
          type: 'category',
          data: shown.map(({ name }) => format.either(name.zh, name.en)),
          axisLabel: { color: text, width: 180, overflow: 'truncate' },
          axisLine: { lineStyle: { color: line } },
        },
        series: [
          {
            type: 'bar',
            name: t('useRate'),
            data: shown.map(({ values }) => values['useRate'] ?? 0),
            itemStyle: { color: strong },
            label: { show: true, position: 'right', color: text },
            ...(mean === undefined
              ? {}
              : {
                  markLine: {
                    symbol: 'none',
                    data: [{ xAxis: mean, name: t('reference', { mean }) }],
                    lineStyle: { color: mark },
                    label: { formatter: '{b}', color: text, position: 'end' },
                  },
                }),
          },
        ],
      }
    },
    [parts, whole, format, t],
  )
  return (
    <Suspense fallback={<LoadingState rows={5} />}>
      <Chart
        label={t('bars')}
        height={80 + 26 * Math.max(2, Math.min(barCount, parts.length))}
        option={option}
      />
    </Suspense>
  )
}

/** The same figures for every part, the use rate as bars beside the rate of the whole. */
export function BreakdownPanel({ wish, by, figures, onBy, onPart }: Props) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const parts = useQuery(breakdownQuery({ ...wish, by }))
  const defined = shownIds.flatMap((id) => figures.find((figure) => figure.id === id) ?? [])
  const nameOf = ({ key, name }: PartView) =>
    by === 'kind' ? t(`kind.${key}`, key) : format.either(name.zh, name.en) || t('unnamed')
  const columns: FittingColumn<PartView>[] = [
    {
      title: t(`by.${by}`),
      fixed: 'left',
      render: (_, part) =>
        onPart === undefined || part.key === '' ? (
          nameOf(part)
        ) : (
          <Button type="link" className="figures-link" onClick={() => onPart(part.key)}>
            {nameOf(part)}
          </Button>
        ),
    },
    ...defined.map((figure) => ({
      title: [format.either(figure.label.zh, figure.label.en), t(`unit.${figure.unit}`, figure.unit)]
        .filter(Boolean)
        .join(' / '),
      align: 'right' as const,
      key: figure.id,
      sorter: (a: PartView, b: PartView) => (a.values[figure.id] ?? -1) - (b.values[figure.id] ?? -1),
      render: (_: unknown, { values }: PartView) => {
        const value = values[figure.id]
        return value === null || value === undefined ? '–' : format.number(value, figure.decimals)
      },
    })),
  ]
  return (
    <Card
      size="small"
      className="figures-panel"
      title={t('breakdown')}
      extra={
        <Segmented
          value={by}
          onChange={onBy}
          options={ways.map((way) => ({ value: way, label: t(`by.${way}`) }))}
        />
      }
    >
      <Loaded query={parts} rows={8}>
        {(shown) => (
          <>
            <Bars
              parts={shown.parts.map((part) => ({ ...part, name: { zh: nameOf(part), en: nameOf(part) } }))}
              whole={figures.find(({ id }) => id === 'useRate')}
            />
            <FittingTable
              rowKey="key"
              size="small"
              columns={columns}
              scroll={{ x: 'max-content' }}
              dataSource={shown.parts}
              pagination={{ pageSize: 25, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <EmptyState why={t('empty')} /> }}
            />
          </>
        )}
      </Loaded>
    </Card>
  )
}
