import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportRowView, reviewRoutes } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { countsQuery } from './report-queries.ts'
import { ReviewDetail } from './review-detail.tsx'
import type { ReviewLevel } from './review-level.ts'
import './reporting.css'

const stateOf = { unit: 'unit_review', province: 'province_review' } as const

const useQueue = (level: ReviewLevel, words: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['reports', 'queue', level, words],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(reviewRoutes.listReports, {
        query: { state: stateOf[level], order: 'oldest', limit: 100, words, after: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })

/** How many wait, also those not loaded yet. */
const useWaiting = (level: ReviewLevel) =>
  useQuery(countsQuery).data?.states.find(({ state }) => state === stateOf[level])?.count

interface QueueProps {
  readonly items: readonly ReportRowView[]
  readonly level: ReviewLevel
  /** All that wait, when nothing narrows the queue. */
  readonly waiting: number | undefined
  readonly more: { readonly busy: boolean; load(): void } | undefined
}

function Queue({ items, level, waiting = items.length, more }: QueueProps) {
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
      <Card styles={{ body: { padding: 0 } }} title={t('review.waiting', { count: waiting })}>
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
          {more !== undefined && (
            <Flex justify="center" className="report-more">
              <Button loading={more.busy} onClick={() => more.load()}>
                {t('list.more')}
              </Button>
            </Flex>
          )}
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
  const [filters, change] = useFilters<{ level: string | undefined; words: string | undefined }>()
  const level: ReviewLevel = filters.level === 'unit' || !inProvince ? 'unit' : 'province'
  const { words } = filters
  const query = useQueue(level, words)
  const waiting = useWaiting(level)
  const more = query.hasNextPage
    ? { busy: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
    : undefined
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
      <Input.Search
        allowClear
        key={level}
        className="review-search"
        defaultValue={words ?? ''}
        placeholder={t('filter.words')}
        aria-label={t('filter.words')}
        onSearch={(wanted) => change({ words: wanted })}
      />
      <Loaded query={query}>
        {({ pages }) => (
          <Queue
            key={`${level} ${words ?? ''}`}
            items={pages.flatMap((page) => page.items)}
            level={level}
            waiting={words === undefined ? waiting : undefined}
            more={more}
          />
        )}
      </Loaded>
    </PageFrame>
  )
}
