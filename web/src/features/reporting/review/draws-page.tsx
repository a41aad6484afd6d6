import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Segmented, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DrawView } from '#modules/reporting/contract.ts'
import { useFilters } from '../../../lib/address.ts'
import { useFormat } from '../../../lib/format.ts'
import { useAbility } from '../../../lib/session.ts'
import { FittingTable } from '../../../ui/fitting-table.tsx'
import { PageFrame } from '../../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import type { ReviewLevel } from './review-level.ts'
import { drawsQuery } from './review-queries.ts'

const sum = (draw: DrawView, of: (one: DrawView['results'][number]) => number) =>
  draw.results.reduce((total, one) => total + of(one), 0)

function DrawTable({ draws }: { readonly draws: readonly DrawView[] }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const returned = (draw: DrawView) => draw.results.filter((one) => one.outcome === 'returned').length
  return (
    <FittingTable<DrawView>
      rowKey="drawId"
      size="middle"
      pagination={false}
      dataSource={[...draws]}
      locale={{ emptyText: <EmptyState why={t('draws.empty')} /> }}
      columns={[
        {
          key: 'no',
          title: t('draws.number'),
          render: (_, draw) => (
            <Link to="/review/draws/$drawId" params={{ drawId: String(draw.drawId) }}>
              {t('draws.nth', { drawId: draw.drawId })}
            </Link>
          ),
        },
        { key: 'of', title: t('draws.of'), render: (_, draw) => t(`review.of.${draw.of}`) },
        { key: 'who', title: t('draws.by'), dataIndex: 'drawnByName' },
        { key: 'at', title: t('draws.at'), render: (_, draw) => format.dateTime(draw.drawnAt) },
        {
          key: 'population',
          title: t('draws.population'),
          align: 'right',
          render: (_, draw) => format.number(sum(draw, (one) => one.population)),
        },
        {
          key: 'sampled',
          title: t('draws.sampled'),
          align: 'right',
          render: (_, draw) => format.number(sum(draw, (one) => one.sampled)),
        },
        {
          key: 'wrong',
          title: t('draws.wrong'),
          align: 'right',
          render: (_, draw) => format.number(sum(draw, (one) => one.wrong)),
        },
        {
          key: 'state',
          title: t('draws.outcome'),
          render: (_, draw) => (
            <Tag
              color={
                draw.state === 'open'
                  ? 'processing'
                  : draw.state === 'cancelled'
                    ? 'default'
                    : returned(draw) > 0
                      ? 'error'
                      : 'success'
              }
            >
              {draw.state === 'concluded'
                ? t('draws.concluded', {
                    accepted: draw.results.length - returned(draw),
                    returned: returned(draw),
                  })
                : t(`draws.${draw.state}`)}
            </Tag>
          ),
        },
      ]}
    />
  )
}

/** Every sample that was drawn, what was found and who did it. */
export function DrawsPage() {
  const { t } = useTranslation('reporting')
  const inUnit = useAbility('report.review_in_unit')
  const inProvince = useAbility('report.review_in_province')
  const [filters, change] = useFilters<{ level: string | undefined }>()
  const level: ReviewLevel = filters.level === 'unit' || !inProvince ? 'unit' : 'province'
  const query = useQuery(drawsQuery(level))
  return (
    <PageFrame
      title={t('draws.title')}
      hint={t('draws.hint')}
      extra={
        inUnit &&
        inProvince && (
          <Segmented<ReviewLevel>
            value={level}
            onChange={(value) => change({ level: value })}
            options={[
              { value: 'unit', label: t('review.title.unit') },
              { value: 'province', label: t('review.title.province') },
            ]}
          />
        )
      }
    >
      <Card>
        <Loaded query={query}>{({ items }) => <DrawTable draws={items} />}</Loaded>
      </Card>
    </PageFrame>
  )
}
