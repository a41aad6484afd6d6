import {
  cleanElements,
  differingElements,
  findByInnerIds,
  findSameThings,
  type KnownInstrument,
  markingsIn,
  type SecrecyMarkings,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { answersOfRows } from '../data/ledger-answer-repository.ts'
import type { JudgedRow, RawRow } from '../data/ledger-row-repository.ts'
import { withAnswers } from '../domain/ledger-answers.ts'
import type { RowFinding } from '../domain/ledger-duplicates.ts'
import type { LedgerCell, RowProblem } from '../domain/ledger-element.ts'
import type { RowVerdict } from '../domain/ledger-import.ts'
import { leftTheBooks, type ReconciliationRules } from '../domain/ledger-reconciliation.ts'
import { type CleanRow, cleanRow, hasErrors, type RowPlan } from '../domain/ledger-row.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import { isBlankMark } from '../domain/ledger-text.ts'
import { type LedgerGround, readableText } from '../domain/ledger-values.ts'
import { withoutEchoes, type WrittenRecord } from '../domain/own-sheet.ts'
import { type RecordWriter, writtenRecords } from './own-records.ts'
import type { ImportKey } from './read-ledger.ts'

/** One run of a check: the import and what its rows are judged against. */
export interface Checking {
  readonly db: Db
  readonly key: ImportKey
  readonly plan: RowPlan
  readonly ground: LedgerGround
  /** Other numbers of the unit's ledger → the inner number they mean. */
  readonly links: ReadonlyMap<string, string>
  readonly rules: ReconciliationRules
  /** Markings of secrecy a row is warned of. */
  readonly markings: SecrecyMarkings
  /** Worksheets of the file, those whose rows stay out among them. */
  readonly sheets: readonly LedgerSheet[]
  readonly signal: AbortSignal
  /** For a sheet the platform made itself: what it would write for an instrument it holds. */
  readonly own: RecordWriter | undefined
  /** Halves of the way done, as rows; undefined when the import left this state meanwhile. */
  progress(rows: number): Promise<boolean>
}

function textAt(cells: readonly LedgerCell[], at: number | undefined): string {
  const text = at === undefined ? '' : readableText(String(cells[at] ?? ''))
  return isBlankMark(text) ? '' : text
}

/** A row after cleaning, under the number the registry knows it by; what left the books is no instrument to take in. */
export function readRow(
  cells: readonly LedgerCell[],
  { plan, ground, links, rules }: Checking,
  part: RowPlan = plan,
): CleanRow {
  const row = cleanRow(cells, part, ground)
  const number = row.elements['innerId']
  const linked = typeof number === 'string' ? links.get(number) : undefined
  const standing = textAt(cells, plan.standingAt)
  const elements = linked === undefined ? row.elements : { ...row.elements, innerId: linked }
  if (!row.skipped && leftTheBooks(standing, rules)) {
    const left: RowProblem = { element: '', code: 'ledger.left_books', level: 'warning', from: standing }
    return { elements, problems: [left], skipped: true }
  }
  const from = String(number)
  const link: RowProblem[] =
    linked === undefined
      ? []
      : [{ element: 'innerId', code: 'ledger.number_linked', level: 'mended', from, to: linked }]
  return { elements, problems: [...row.problems, ...link], skipped: row.skipped }
}

/** What the registry knows of the row's number: the same, something to change, or under review. */
function againstRegistry(
  elements: JudgedRow['elements'],
  known: KnownInstrument | undefined,
): { verdict: RowVerdict; problems: RowProblem[] } {
  if (known === undefined) return { verdict: 'new', problems: [] }
  const changed = differingElements(known.elements, cleanElements({ ...known.elements, ...elements }))
  if (changed.length === 0) return { verdict: 'same', problems: [] }
  if (known.state === 'unit_review' || known.state === 'province_review')
    return {
      verdict: 'bad',
      problems: [{ element: 'innerId', code: 'ledger.under_review', level: 'error', from: known.innerId }],
    }
  const reopened: RowProblem = {
    element: '',
    code: 'ledger.accepted_before',
    level: 'warning',
    elements: changed.length,
  }
  return { verdict: 'changed', problems: known.state === 'accepted' ? [reopened] : [] }
}

interface Candidate {
  readonly no: number
  readonly elements: JudgedRow['elements']
  readonly problems: readonly RowProblem[]
  readonly verdict: RowVerdict
  /** Number of the system the row is a part of, '' when it says none. */
  readonly system: string
}

/** Markings of secrecy anywhere in a row, also in columns that are left out: the file is kept as it came. */
function wordingProblems(cells: readonly LedgerCell[], { markings }: Checking): RowProblem[] {
  const words = markingsIn(cells.map(String), markings)
  if (words.length === 0) return []
  return [{ element: '', code: 'ledger.secret_wording', level: 'warning', from: words.join('、') }]
}

function candidateOf(
  { no, cells }: RawRow,
  checking: Checking,
  findings: ReadonlyMap<number, RowFinding>,
  record: WrittenRecord | undefined,
): Candidate {
  const read = readRow(cells, checking)
  const row = record === undefined ? read : withoutEchoes(read, cells, checking.plan, record)
  const finding = findings.get(no)
  const elements =
    finding?.innerId === undefined ? row.elements : { ...row.elements, innerId: finding.innerId }
  const problems = [...row.problems, ...(finding?.problems ?? []), ...wordingProblems(cells, checking)]
  const repeated = finding?.repeats === true ? 'skipped' : 'unchecked'
  const verdict = row.skipped ? 'skipped' : hasErrors(problems) ? 'bad' : repeated
  return { no, elements, problems, verdict, system: textAt(cells, checking.plan.systemAt) }
}

/** Instruments of the unit with the same name, model and date under another number. */
async function sameThings({ db, key }: Checking, open: readonly Candidate[]): Promise<Map<number, string>> {
  const things = open.flatMap(({ no, elements }) => {
    const [name, model, bookedOn] = ['cname', 'instrVersion', 'beginDate'].map((id) =>
      String(elements[id] ?? ''),
    )
    return name && model && bookedOn ? [{ no, innerId: elements['innerId'], name, model, bookedOn }] : []
  })
  const found = await findSameThings(db, key.unitId, things)
  const others = new Map<number, string>()
  for (const { index, innerId } of found) {
    const thing = things[index]
    if (thing !== undefined && thing.innerId !== innerId) others.set(thing.no, innerId)
  }
  return others
}

/** Numbers of systems that neither the file nor the registry knows. */
async function unknownSystems(
  { db, key, links }: Checking,
  open: readonly Candidate[],
  inFile: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const asked = new Set(open.map(({ system }) => links.get(system) ?? system).filter((one) => one !== ''))
  const unknown = asked.difference(inFile)
  for (const { innerId } of await findByInnerIds(db, key.unitId, [...unknown])) unknown.delete(innerId)
  return unknown
}

/** What was taken or refused for the rows before they are checked once more. */
async function answersBy({ db, key }: Checking, open: readonly Candidate[]) {
  const answers = await answersOfRows(
    db,
    key,
    open.map(({ no }) => no),
  )
  return Map.groupBy(answers, ({ no }) => no)
}

/** Each row gets its verdict, in view of the other rows (`findings`, numbers `inFile`) and the registry. */
export async function judgeRows(
  batch: readonly RawRow[],
  checking: Checking,
  findings: ReadonlyMap<number, RowFinding>,
  inFile: ReadonlySet<string>,
): Promise<JudgedRow[]> {
  const records = await writtenRecords(batch, { ...checking, unitId: checking.key.unitId })
  const candidates = batch.map((row) => candidateOf(row, checking, findings, records.get(row.no)))
  const open = candidates.filter(({ verdict }) => verdict === 'unchecked')
  const numbers = open.map(({ elements }) => String(elements['innerId']))
  const known = new Map(
    (await findByInnerIds(checking.db, checking.key.unitId, numbers)).map((one) => [one.innerId, one]),
  )
  const things = await sameThings(checking, open)
  const unknown = await unknownSystems(checking, open, inFile)
  const answers = await answersBy(checking, open)
  return candidates.map(({ system, ...row }) => {
    if (row.verdict !== 'unchecked') return row
    const { verdict, problems } = againstRegistry(row.elements, known.get(String(row.elements['innerId'])))
    const more: RowProblem[] = []
    const other = things.get(row.no)
    if (other !== undefined)
      more.push({ element: '', code: 'ledger.same_in_registry', level: 'warning', innerId: other })
    if (unknown.has(checking.links.get(system) ?? system))
      more.push({ element: '', code: 'ledger.unknown_system', level: 'warning', from: system })
    else if (system !== '') more.push({ element: '', code: 'ledger.part_of', level: 'mended', from: system })
    const elements = verdict === 'same' ? row.elements : withAnswers(row.elements, answers.get(row.no) ?? [])
    return { ...row, elements, verdict, problems: [...row.problems, ...problems, ...more] }
  })
}
