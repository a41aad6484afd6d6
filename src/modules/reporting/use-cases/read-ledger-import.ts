import { type Actor, requireAbility } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { placeOfUnit, unitById } from '#modules/organizations/index.ts'
import {
  cleanElements,
  describedInstruments,
  type DescribedInstrument,
  dictionaryByVersion,
  differingElements,
  displayed,
  type ElementDictionary,
  findByInnerIds,
  instrumentKind,
  validationGround,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { type ToldRow, toldRowsOf } from '../data/ledger-comparison-query.ts'
import { importById, importsOf, type LedgerImport } from '../data/ledger-import-repository.ts'
import {
  type ProposalCount,
  proposalCounts,
  type ProposalFilter,
  proposalsPage,
  type StoredProposal,
} from '../data/ledger-proposal-repository.ts'
import {
  type RowFilter,
  rowsPage,
  type StoredRow,
  type VerdictCount,
  verdictCounts,
} from '../data/ledger-row-repository.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import { isAtWork } from '../domain/ledger-import.ts'
import type { ImportKey } from './read-ledger.ts'
import { answerWording, rowSuggestions, type ShownAnswer } from './row-suggestions.ts'
import { answersOfRows } from '../data/ledger-answer-repository.ts'
import type { ShownSuggestion } from './suggestions.ts'

type ReadDeps = Pick<Deps, 'db' | 'clock'>

/** Imports belong to a unit; only who may import for it may see them. */
async function mayImport(deps: ReadDeps, actor: Actor, unitId: number): Promise<void> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, unitId))
}

export interface ShownImport {
  readonly ledger: LedgerImport
  readonly dictionary: ElementDictionary
  readonly zone: string
  readonly proposals: readonly ProposalCount[]
  readonly verdicts: readonly VerdictCount[]
}

const zoneOf = async (deps: ReadDeps, unitId: number) =>
  (await unitById(deps.db, unitId))?.timeZone ?? 'Asia/Shanghai'

async function importAtHand(deps: ReadDeps, actor: Actor, key: ImportKey) {
  await mayImport(deps, actor, key.unitId)
  const ledger = found(await importById(deps.db, key.unitId, key.importId), 'ledger_import')
  const dictionary = found(await dictionaryByVersion(deps.db, ledger.dictionary), 'element_dictionary')
  return { ledger, dictionary }
}

/** One import with the dictionary its elements come from. */
export async function readLedgerImport(deps: ReadDeps, actor: Actor, key: ImportKey): Promise<ShownImport> {
  const { ledger, dictionary } = await importAtHand(deps, actor, key)
  return {
    ...{ ledger, dictionary, zone: await zoneOf(deps, key.unitId) },
    proposals: await proposalCounts(deps.db, key),
    // A page asks every second while a job is at work: rows are counted once they stand still.
    verdicts: isAtWork(ledger.state) ? [] : await verdictCounts(deps.db, key),
  }
}

/** The newest imports of a unit. */
export async function listLedgerImports(deps: ReadDeps, actor: Actor, unitId: number) {
  await mayImport(deps, actor, unitId)
  return { imports: await importsOf(deps.db, unitId, 50), zone: await zoneOf(deps, unitId) }
}

const pageRows = 50

/** What a row would change of its instrument, worded; `before` and `after` as a reader sees them. */
export interface RowChange {
  readonly element: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly before: string
  readonly after: string
}
export interface ShownRow extends StoredRow {
  /** What could be completed; taken or refused here. */
  readonly suggestions: readonly ShownSuggestion[]
  readonly answers: readonly ShownAnswer[]
  readonly changes: readonly RowChange[]
}

type ChangedRow = Omit<ShownRow, 'suggestions' | 'answers'>

async function withChanges(
  deps: ReadDeps,
  { unitId }: ImportKey,
  dictionary: ElementDictionary,
  rows: readonly StoredRow[],
  locale: Locale,
): Promise<ChangedRow[]> {
  const changed = rows.filter(({ verdict, outcome }) => verdict === 'changed' && outcome === null)
  const numbers = changed.map(({ elements }) => String(elements['innerId']))
  const known = new Map(
    (await findByInnerIds(deps.db, unitId, numbers)).map(({ innerId, elements }) => [innerId, elements]),
  )
  const today = dateIn(deps.clock.now(), 'Asia/Shanghai')
  const { tables } = await validationGround(deps.db, instrumentKind, today)
  return rows.map((row) => {
    const before = row.verdict === 'changed' ? known.get(String(row.elements['innerId'])) : undefined
    if (before === undefined) return { ...row, changes: [] }
    const after = cleanElements({ ...before, ...row.elements })
    const ids = new Set(differingElements(before, after))
    const changes = dictionary.elements
      .filter(({ id }) => ids.has(id))
      .map((one) => ({
        ...{ element: one.id, label: one.label },
        before: displayed(one, before[one.id], tables, locale),
        after: displayed(one, after[one.id], tables, locale),
      }))
    return { ...row, changes }
  })
}

/** Rows that bring something, with what is suggested for them and what was answered. */
async function withSuggestions(
  deps: ReadDeps,
  key: ImportKey,
  rows: readonly ChangedRow[],
  locale: Locale,
): Promise<ShownRow[]> {
  const now = deps.clock.now()
  const open = rows.filter(({ verdict, outcome }) => outcome === null && ['new', 'changed'].includes(verdict))
  const suggested = await rowSuggestions(deps.db, key, open, now, locale)
  const offers = new Map(open.map(({ no }, i) => [no, suggested[i] ?? []]))
  const given = await answersOfRows(
    deps.db,
    key,
    rows.map(({ no }) => no),
  )
  const word = await answerWording(deps.db, key, now, locale)
  const answers = Map.groupBy(given, ({ no }) => no)
  return rows.map((row) => ({
    ...row,
    suggestions: offers.get(row.no) ?? [],
    answers: (answers.get(row.no) ?? []).flatMap(word),
  }))
}

/** A page of rows with what was found in them. */
export async function readLedgerRows(
  deps: ReadDeps,
  actor: Actor,
  key: ImportKey,
  filter: Omit<RowFilter, 'limit'>,
  locale: Locale,
): Promise<{
  rows: ShownRow[]
  next?: number
  dictionary: ElementDictionary
  sheets: readonly LedgerSheet[]
}> {
  const { dictionary, ledger } = await importAtHand(deps, actor, key)
  const { sheets } = ledger
  const rows = await rowsPage(deps.db, key, { ...filter, limit: pageRows + 1 })
  const changed = await withChanges(deps, key, dictionary, rows.slice(0, pageRows), locale)
  const page = await withSuggestions(deps, key, changed, locale)
  const next = rows.length > pageRows ? page.at(-1)?.no : undefined
  return { rows: page, dictionary, sheets, ...(next === undefined ? {} : { next }) }
}

export interface ShownProposal extends StoredProposal {
  readonly instruments: readonly DescribedInstrument[]
  readonly told: readonly ToldRow[]
}

/** A page of what the comparison with the registry found, with the things each proposal speaks of. */
export async function readProposals(
  deps: ReadDeps,
  actor: Actor,
  key: ImportKey,
  filter: Omit<ProposalFilter, 'limit'>,
): Promise<{ items: ShownProposal[]; next?: number; sheets: readonly LedgerSheet[] }> {
  await mayImport(deps, actor, key.unitId)
  const { sheets } = found(await importById(deps.db, key.unitId, key.importId), 'ledger_import')
  const all = await proposalsPage(deps.db, key, { ...filter, limit: pageRows + 1 })
  const page = all.slice(0, pageRows)
  const ids = page.flatMap(({ instrumentIds }) => instrumentIds)
  const byId = new Map((await describedInstruments(deps.db, key.unitId, ids)).map((one) => [one.id, one]))
  const numbers = page.flatMap(({ rows }) => rows)
  const byNo = new Map((await toldRowsOf(deps.db, key, numbers)).map((row) => [row.no, row]))
  const items = page.map((one) => ({
    ...one,
    instruments: one.instrumentIds.flatMap((id) => byId.get(id) ?? []),
    told: one.rows.flatMap((no) => byNo.get(no) ?? []),
  }))
  const next = all.length > pageRows ? page.at(-1)?.position : undefined
  return { items, sheets, ...(next === undefined ? {} : { next }) }
}
