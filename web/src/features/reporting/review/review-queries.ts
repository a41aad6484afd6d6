import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { organizationsContract } from '#modules/organizations/contract.ts'
import { registryContract } from '#modules/registry/contract.ts'
import { recordKinds, type RecordKind } from '../record-queries.ts'
import { campaignContract, reviewingContract } from '#modules/reporting/contract.ts'
import { call } from '../../../lib/client.ts'
import { currentLocale } from '../../../lib/i18n.ts'
import type { ReviewLevel, ReviewSubject } from './review-level.ts'

/** What the queue is narrowed by, as it stands in the address. */
export type QueueFilters = {
  readonly of?: string | undefined
  readonly kind?: string | undefined
  readonly campaignId?: string | undefined
  readonly words?: string | undefined
  readonly unitId?: string | undefined
  readonly departmentId?: string | undefined
  readonly city?: string | undefined
  readonly classCode?: string | undefined
  readonly worthFrom?: string | undefined
  readonly worthTo?: string | undefined
  readonly late?: string | undefined
  readonly claim?: string | undefined
  readonly drawId?: string | undefined
}

/** Which queue an address names; without a word, that of instruments. */
export const subjectOf = ({ of }: Pick<QueueFilters, 'of'>): ReviewSubject =>
  of === 'record' ? 'record' : 'instrument'

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))

/** The filters as the server takes them; `all` is no filter by claims. */
export const wishOf = (level: ReviewLevel, filters: QueueFilters) => ({
  level,
  of: subjectOf(filters),
  kind: recordKinds.find((kind: RecordKind) => kind === filters.kind),
  words: filters.words,
  city: filters.city,
  classCode: filters.classCode,
  campaignId: numberOf(filters.campaignId),
  unitId: numberOf(filters.unitId),
  departmentId: numberOf(filters.departmentId),
  worthFrom: numberOf(filters.worthFrom),
  worthTo: numberOf(filters.worthTo),
  drawId: numberOf(filters.drawId),
  late: filters.late === 'yes' ? ('yes' as const) : undefined,
  claim: (['mine', 'free'] as const).find((one) => one === filters.claim),
})

/** The list stays as it is while somebody works through it; it is read anew on demand. */
export const queueQuery = (level: ReviewLevel, filters: QueueFilters) =>
  infiniteQueryOptions({
    queryKey: ['review-queue', level, filters, currentLocale()],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(reviewingContract.reviewQueue, {
        query: { ...wishOf(level, filters), after: pageParam, limit: 200 },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })

export const reviewQuery = (of: ReviewSubject, subjectId: number, version: number) =>
  queryOptions({
    queryKey: ['review', of, subjectId, version, currentLocale()],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      of === 'instrument'
        ? call(reviewingContract.review, { params: { instrumentId: subjectId }, signal })
        : call(reviewingContract.recordReview, { params: { resourceId: subjectId }, signal }),
  })

/** Rounds of reporting, under the key every page reads them by. */
export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  staleTime: 15_000,
  queryFn: ({ signal }) => call(campaignContract.campaigns, { signal }),
})

export const reasonsQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: ['review-reasons', currentLocale()],
    staleTime: 300_000,
    enabled,
    queryFn: ({ signal }) => call(reviewingContract.returnReasons, { signal }),
  })

export const drawsQuery = (level: ReviewLevel) =>
  queryOptions({
    queryKey: ['draws', level],
    queryFn: ({ signal }) => call(reviewingContract.draws, { query: { level }, signal }),
  })

export const drawQuery = (drawId: number) =>
  queryOptions({
    queryKey: ['draws', 'one', drawId],
    queryFn: ({ signal }) => call(reviewingContract.drawDetail, { params: { drawId }, signal }),
  })

export const unitsQuery = (q: string) =>
  queryOptions({
    queryKey: ['units', 'choose', q],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call(organizationsContract.units, { query: { q: q || undefined, managing: 'true' }, signal }),
  })

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  staleTime: 600_000,
  queryFn: ({ signal }) => call(organizationsContract.departments, { signal }),
})

export const topCodesQuery = (name: 'classes' | 'areas') =>
  queryOptions({
    queryKey: ['code-table', name, 'top'],
    staleTime: 600_000,
    queryFn: ({ signal }) =>
      call(registryContract.codeTable, {
        params: { name },
        query: { parent: name === 'areas' ? '440000' : '', limit: 100 },
        signal,
      }),
  })
