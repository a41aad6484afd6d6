import {
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { organizationsContract } from '#modules/organizations/contract.ts'
import {
  type LedgerImportView,
  type LedgerProposalView,
  type LedgerRowView,
  reportingContract,
  type SuggestionView,
} from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'
import { useFormat } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'

export interface ImportKey {
  readonly unitId: number
  readonly importId: number
}

/** Units for which the person may import. */
export function useReporterUnits(): number[] {
  const grants = useSession()?.grants ?? []
  const units = grants.filter(({ role, scope }) => role === 'unit_reporter' && scope === 'unit')
  return [...new Set(units.map(({ scopeId }) => Number(scopeId)))]
}

/** Names of the units, by id; the number stands for a name that is still on its way. */
export function useUnitNames(units: readonly number[]): ReadonlyMap<number, string> {
  const format = useFormat()
  const queries = useQueries({
    queries: units.map((unitId) => ({
      queryKey: ['unit', unitId],
      staleTime: 600_000,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(organizationsContract.unit, { params: { unitId }, signal }),
    })),
  })
  return new Map(
    units.map((unitId, i) => {
      const unit = queries[i]?.data
      return [unitId, unit === undefined ? String(unitId) : format.either(unit.name, unit.nameEn)]
    }),
  )
}

const atWork = (state: string | undefined) => ['reading', 'checking', 'importing'].includes(state ?? '')

const importsQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['ledger', unitId],
    queryFn: ({ signal }) => call(reportingContract.ledgerImports, { params: { unitId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => atWork(one.state)) === true ? 2000 : false,
  })

export const useImports = (unitId: number) => useQuery(importsQuery(unitId))

/** The imports of several units. */
export const useImportsOf = (units: readonly number[]) =>
  useQueries({ queries: units.map((unitId) => importsQuery(unitId)) })

/** One import, asked for again every second while a job is at work. */
export const useImport = (key: ImportKey) =>
  useQuery({
    queryKey: ['ledger', key.unitId, key.importId],
    queryFn: ({ signal }) => call(reportingContract.ledgerImport, { params: { ...key }, signal }),
    refetchInterval: ({ state }) => (atWork(state.data?.state) ? 1000 : false),
  })

export const useTargets = () =>
  useQuery({
    queryKey: ['ledger-targets'],
    staleTime: 600_000,
    queryFn: ({ signal }) => call(reportingContract.ledgerTargets, { signal }),
  })

export interface RowWish {
  readonly code?: string | undefined
  readonly element?: string | undefined
  readonly from?: string | undefined
  readonly verdict?: LedgerRowView['verdict'] | undefined
  readonly after: number
}

export const useRows = (key: ImportKey, wish: RowWish, state: string) =>
  useQuery({
    queryKey: ['ledger', key.unitId, key.importId, 'rows', wish, state],
    queryFn: ({ signal }) =>
      call(reportingContract.ledgerRows, { params: { ...key }, query: { ...wish }, signal }),
    placeholderData: (before) => before,
  })

export const useChoices = (element: string, words: string, enabled: boolean) =>
  useQuery({
    queryKey: ['ledger-choices', element, words],
    enabled,
    staleTime: 600_000,
    queryFn: ({ signal }) =>
      call(reportingContract.ledgerChoices, { params: { element }, query: { words }, signal }),
    placeholderData: (before) => before,
  })

interface Mapping {
  readonly columns: { position: number; element: string; valueUnit: 'yuan' | 'wan' | '' }[]
  readonly makesNumber: boolean
  readonly whole: boolean
  readonly leftOut: string[]
}
interface Fix {
  readonly element: string
  readonly from: string
  readonly to: string
}

/** What the comparison with the registry found, page by page. */
export const useProposals = (key: ImportKey, kind: ProposalKind | undefined, state: string) =>
  useInfiniteQuery({
    queryKey: ['ledger', key.unitId, key.importId, 'proposals', kind, state],
    initialPageParam: -1,
    queryFn: ({ signal, pageParam }) =>
      call(reportingContract.ledgerProposals, {
        params: { ...key },
        query: { after: pageParam, ...(kind === undefined ? {} : { kind }) },
        signal,
      }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

/** What is suggested for the rows, and what was answered, some hundred rows at a time. */
export const useRowSuggestions = (key: ImportKey, state: string) =>
  useInfiniteQuery({
    queryKey: ['ledger', key.unitId, key.importId, 'suggestions', state, currentLocale()],
    initialPageParam: -1,
    queryFn: ({ signal, pageParam }) =>
      call(reportingContract.ledgerSuggestions, { params: { ...key }, query: { after: pageParam }, signal }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

/** A suggested value for a row of the file. */
export interface RowAnswer {
  readonly no: number
  readonly element: string
  readonly value: SuggestionView['value']
}
/** What a person says to some of them. */
export interface RowAnswers {
  readonly act: 'take' | 'refuse' | 'undo'
  readonly items: readonly RowAnswer[]
}
/** The same value for several rows. */
export const forRows = (
  rows: readonly number[],
  { element, value }: Omit<RowAnswer, 'no'>,
): readonly RowAnswer[] => rows.map((no) => ({ no, element, value }))
const answeredAtOnce = 500

/** Takes or refuses a suggestion for rows, or takes such an answer back; the rows are read again. */
export function useRowAnswers(key: ImportKey) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ act, items: all }: RowAnswers) => {
      let gone = 0
      for (let at = 0; at < all.length; at += answeredAtOnce) {
        const items = all.slice(at, at + answeredAtOnce)
        const params = { ...key }
        gone += (await call(reportingContract.answerLedgerSuggestions, { params, body: { act, items } })).gone
      }
      return gone
    },
    onSettled: () =>
      Promise.all(
        ['rows', 'suggestions'].map((part) =>
          client.invalidateQueries({ queryKey: ['ledger', key.unitId, key.importId, part] }),
        ),
      ),
  })
}

export type ProposalKind = LedgerProposalView['kind']
interface Verdict {
  readonly decision: LedgerProposalView['decision']
  readonly keys?: string[]
  readonly kind?: ProposalKind
  readonly disposedOn?: string
}

/** Everything a person does with an import; the answer replaces what is on screen. */
export function useDecisions(key: ImportKey) {
  const client = useQueryClient()
  const params = { ...key }
  const onSuccess = (view: LedgerImportView) => {
    client.setQueryData(['ledger', key.unitId, key.importId], view)
    void client.invalidateQueries({ queryKey: ['ledger', key.unitId], exact: true })
  }
  return {
    map: useMutation({
      mutationFn: (body: Mapping) => call(reportingContract.mapLedger, { params, body }),
      onSuccess,
    }),
    fix: useMutation({
      mutationFn: (fixes: Fix[]) => call(reportingContract.fixLedger, { params, body: { fixes } }),
      onSuccess,
    }),
    decide: useMutation({
      mutationFn: (body: Verdict) => call(reportingContract.decideLedgerProposals, { params, body }),
      onSuccess: (view: LedgerImportView) => {
        onSuccess(view)
        return client.invalidateQueries({ queryKey: ['ledger', key.unitId, key.importId, 'proposals'] })
      },
    }),
    start: useMutation({
      mutationFn: () => call(reportingContract.startLedgerImport, { params }),
      onSuccess,
    }),
    cancel: useMutation({ mutationFn: () => call(reportingContract.cancelLedger, { params }), onSuccess }),
  }
}
