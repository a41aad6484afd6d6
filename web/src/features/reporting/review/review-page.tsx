import { Link } from '@tanstack/react-router'
import { App, Button, Card, Flex, Segmented, Tag } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { reviewingContract } from '#modules/reporting/contract.ts'
import { useFilters } from '../../../lib/address.ts'
import { call } from '../../../lib/client.ts'
import { useFormat } from '../../../lib/format.ts'
import { useAbility, useSession } from '../../../lib/session.ts'
import { PageFrame } from '../../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { DrawBar } from './draw-bar.tsx'
import { ReviewDesk } from './review-desk.tsx'
import { ReviewFilters } from './review-filters.tsx'
import type { ReviewLevel, ReviewSubject } from './review-level.ts'
import { ReviewList } from './review-list.tsx'
import { type QueueFilters, subjectOf, wishOf } from './review-queries.ts'
import { SendingNote } from './sending-note.tsx'
import { useWork, type Work } from './use-work.ts'
import '../reporting.css'

const filterKeys = [
  'of',
  'kind',
  'campaignId',
  'words',
  'unitId',
  'departmentId',
  'city',
  'classCode',
  'worthFrom',
  'worthTo',
  'late',
  'claim',
  'drawId',
] as const

interface WorkProps {
  readonly level: ReviewLevel
  readonly filters: QueueFilters
  readonly change: (part: QueueFilters) => void
  readonly judges: boolean
}

function useDraw({ level, filters, change }: WorkProps, total: number) {
  const { t } = useTranslation('reporting')
  const { modal } = App.useApp()
  return () =>
    modal.confirm({
      title: t('draw.title', { count: total }),
      content: t('draw.text'),
      okText: t('draw.ok'),
      onOk: async () => {
        const { drawId } = await call(reviewingContract.draw, { body: wishOf(level, filters) })
        change({ drawId: String(drawId), claim: 'all' })
      },
    })
}

function Standing({ work }: { readonly work: Work }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const [page] = work.query.data?.pages ?? []
  if (page === undefined) return null
  return (
    <Flex wrap gap={8} align="center" className="report-filters">
      <span>{t(work.of === 'record' ? 'review.totalRecords' : 'review.total', { count: page.total })}</span>
      <Tag color={page.late > 0 ? 'error' : 'default'}>
        {t(work.of === 'record' ? 'review.lateRecords' : 'review.lateCount', {
          count: page.late,
          since: format.date(page.lateSince),
        })}
      </Tag>
      {page.claims.map((claim) => (
        <Tag key={claim.name}>
          {t('review.claim.line', { name: claim.name, count: claim.count, until: format.time(claim.until) })}
        </Tag>
      ))}
    </Flex>
  )
}

function Nothing({ level, work, judges }: { level: ReviewLevel; work: Work; judges: boolean }) {
  const { t } = useTranslation('reporting')
  return (
    <Card>
      <EmptyState why={t(work.of === 'record' ? `review.emptyRecords.${level}` : `review.empty.${level}`)}>
        {judges && (
          <SendingNote
            state={work.state}
            queue={work.queue}
            onUndo={() => void work.undo()}
            onOpen={work.setChosen}
          />
        )}
        <Button onClick={() => void work.reload()}>{t('review.reload')}</Button>
      </EmptyState>
    </Card>
  )
}

function WorkArea(props: WorkProps & { readonly accountId: number }) {
  const { level, filters, judges, accountId, change } = props
  const { t } = useTranslation('reporting')
  const wish = useMemo(
    () => ({ ...filters, claim: filters.claim ?? (judges ? 'free' : 'all') }),
    [filters, judges],
  )
  const work = useWork({ level, filters: wish, accountId })
  const total = work.query.data?.pages[0]?.total ?? 0
  const draw = useDraw(props, total)
  const { current, items } = work
  const inDraw = filters.drawId !== undefined
  const open = items.filter((one) => !work.marks.has(one.subjectId)).length
  return (
    <>
      {filters.drawId === undefined ? (
        <Flex wrap justify="space-between" align="start" gap={8}>
          <Standing work={work} />
          {judges && total > 0 && <Button onClick={() => void draw()}>{t('draw.act')}</Button>}
        </Flex>
      ) : (
        <DrawBar
          drawId={Number(filters.drawId)}
          queue={work.queue}
          sending={work.state}
          onDone={() => change({ drawId: undefined, claim: undefined })}
        />
      )}
      <Loaded query={work.query}>
        {() =>
          current === undefined ? (
            <Nothing level={level} work={work} judges={judges} />
          ) : (
            <div className="review-layout">
              <ReviewList
                items={items}
                currentId={current.subjectId}
                marks={work.marks}
                title={t('review.left', { open, count: items.length })}
                inDraw={inDraw}
                onChoose={work.setChosen}
                onMore={work.query.hasNextPage ? () => void work.query.fetchNextPage() : undefined}
                onReload={() => void work.reload()}
              />
              <ReviewDesk
                key={`${current.subjectId} ${current.version}`}
                item={current}
                level={level}
                work={work}
                judges={judges}
                inDraw={inDraw}
              />
            </div>
          )
        }
      </Loaded>
    </>
  )
}

/** At which level the reader looks, and whether they judge there. */
function useLevel(wanted: string | undefined) {
  const inUnit = useAbility('report.review_in_unit')
  const inProvince = useAbility('report.review_in_province')
  const level: ReviewLevel = wanted === 'unit' || (inUnit && !inProvince) ? 'unit' : 'province'
  return { level, judges: level === 'unit' ? inUnit : inProvince, chooses: inUnit === inProvince }
}

interface HeadProps {
  readonly of: ReviewSubject
  readonly level: ReviewLevel
  readonly judges: boolean
  readonly chooses: boolean
  readonly onLevel: (level: ReviewLevel) => void
}

function HeadActs({ of, level, judges, chooses, onLevel }: HeadProps) {
  const { t } = useTranslation('reporting')
  return (
    <Flex wrap gap={8}>
      {chooses && (
        <Segmented<ReviewLevel>
          value={level}
          onChange={onLevel}
          options={[
            { value: 'unit', label: t('review.title.unit') },
            { value: 'province', label: t('review.title.province') },
          ]}
        />
      )}
      {judges && (
        <Link to="/review/draws" search={{ level }}>
          <Button>{t('draws.title')}</Button>
        </Link>
      )}
      <Link to="/review/amendments" search={{ of }}>
        <Button>{t('amendments.title')}</Button>
      </Link>
    </Flex>
  )
}

/** What waits for a judgement, longest waiting first; department and city look on and comment. */
export function ReviewPage() {
  const { t } = useTranslation('reporting')
  const session = useSession()
  const [address, change] = useFilters<Record<(typeof filterKeys)[number] | 'level', string | undefined>>()
  const { level, judges, chooses } = useLevel(address.level)
  const filters = useMemo<QueueFilters>(
    () =>
      Object.fromEntries(
        filterKeys.filter((key) => address[key] !== undefined).map((key) => [key, address[key]]),
      ),
    [address],
  )
  return (
    <PageFrame
      title={t(`review.title.${level}`)}
      hint={t(judges ? 'review.hint' : 'review.hintLooking')}
      extra={
        <HeadActs
          of={subjectOf(filters)}
          level={level}
          judges={judges}
          chooses={chooses}
          onLevel={(value) => change({ level: value, drawId: undefined })}
        />
      }
    >
      {filters.drawId === undefined && (
        <Segmented<ReviewSubject>
          className="report-filters"
          value={subjectOf(filters)}
          onChange={(of) =>
            change({
              of: of === 'record' ? of : undefined,
              kind: undefined,
              classCode: undefined,
              worthFrom: undefined,
              worthTo: undefined,
            })
          }
          options={(['instrument', 'record'] as const).map((value) => ({
            value,
            label: t(`review.of.${value}`),
          }))}
        />
      )}
      {filters.drawId === undefined && <ReviewFilters filters={filters} change={change} judges={judges} />}
      {session !== undefined && (
        <WorkArea
          key={`${level} ${JSON.stringify(filters)}`}
          level={level}
          filters={filters}
          change={change}
          judges={judges}
          accountId={session.accountId}
        />
      )}
    </PageFrame>
  )
}
