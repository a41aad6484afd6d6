import { useQuery } from '@tanstack/react-query'
import { Card, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportRowView, reviewRoutes } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ReviewDetail } from './review-detail.tsx'
import type { ReviewLevel } from './review-level.ts'
import './reporting.css'

const stateOf = { unit: 'unit_review', province: 'province_review' } as const

const useQueue = (level: ReviewLevel) =>
  useQuery({
    queryKey: ['reports', 'queue', level],
    queryFn: ({ signal }) =>
      call(reviewRoutes.listReports, {
        query: { state: stateOf[level], order: 'oldest', limit: 100 },
        signal,
      }),
  })

interface QueueProps {
  readonly items: readonly ReportRowView[]
  readonly level: ReviewLevel
}

function Queue({ items, level }: QueueProps) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const [at, setAt] = useState(0)
  const index = Math.min(at, items.length - 1)
  const current = items[index]
  if (current === undefined)
    return (
      <Card>
        <EmptyState why={t(`review.empty.${level}`)} />
      </Card>
    )
  const go = (step: number) => setAt(Math.max(0, Math.min(items.length - 1, index + step)))
  return (
    <div className="review-layout">
      <Card styles={{ body: { padding: 0 } }} title={t('review.waiting', { count: items.length })}>
        <div className="review-queue">
          {items.map((item, i) => (
            <button
              type="button"
              key={item.instrumentId}
              className="review-item"
              aria-current={i === index}
              onClick={() => setAt(i)}
            >
              <strong>{format.either(item.name, item.nameEn) || item.innerId}</strong>
              <div className="report-second">{`${format.either(item.unitName, item.unitNameEn)} · ${item.innerId}`}</div>
              <div className="report-second">{format.dateTime(item.updatedAt)}</div>
            </button>
          ))}
        </div>
      </Card>
      <ReviewDetail
        key={`${current.instrumentId} ${current.version}`}
        row={current}
        level={level}
        onStep={go}
      />
    </div>
  )
}

/** What waits for my judgement, longest waiting first. */
export function ReviewPage() {
  const { t } = useTranslation('reporting')
  const inUnit = useAbility('report.review_in_unit')
  const inProvince = useAbility('report.review_in_province')
  const [filters, change] = useFilters<{ level: string | undefined }>()
  const level: ReviewLevel = filters.level === 'unit' || !inProvince ? 'unit' : 'province'
  const query = useQueue(level)
  return (
    <PageFrame
      title={t(`review.title.${level}`)}
      hint={t('review.hint')}
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
      <Loaded query={query}>{({ items }) => <Queue key={level} items={items} level={level} />}</Loaded>
    </PageFrame>
  )
}
