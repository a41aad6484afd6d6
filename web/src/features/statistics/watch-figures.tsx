import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WatchFigureView, WatchUnitView } from '#modules/statistics/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import type { BehindWish } from './watch-queries.ts'

/** The sixteen figures with their parts and formulas; what is wanting behind one opens with a click. */
export function WatchFigures({
  unit,
  onOpen,
}: {
  readonly unit: WatchUnitView
  readonly onOpen: (wish: BehindWish) => void
}) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  return (
    <Card title={t('watch.figures')} className="stacked" size="small">
      <FittingTable<WatchFigureView>
        rowKey={({ thing, measure }) => `${thing} ${measure}`}
        size="small"
        pagination={false}
        dataSource={unit.figures}
        columns={[
          { title: t('watch.thing'), key: 'thing', render: (_, { thing }) => t(`watch.${thing}`) },
          { title: t('watch.measure'), key: 'measure', render: (_, { measure }) => t(`watch.${measure}`) },
          {
            title: t('watch.share'),
            key: 'share',
            align: 'right',
            render: (_, { good, all }) => (all === 0 ? '–' : format.number((100 * good) / all, 1)),
          },
          {
            title: t('watch.parts'),
            key: 'parts',
            align: 'right',
            render: (_, { good, all }) => `${format.number(good)} / ${format.number(all)}`,
          },
          {
            title: t('watch.wanting'),
            key: 'wanting',
            align: 'right',
            render: (_, { thing, measure, good, all }) =>
              good === all ? (
                '0'
              ) : (
                <Button type="link" className="cell-link" onClick={() => onOpen({ thing, measure })}>
                  {format.number(all - good)}
                </Button>
              ),
          },
          {
            title: t('formula'),
            key: 'formula',
            render: (_, { formula }) => (
              <span className="field-help">{format.either(formula.zh, formula.en)}</span>
            ),
          },
        ]}
      />
    </Card>
  )
}
