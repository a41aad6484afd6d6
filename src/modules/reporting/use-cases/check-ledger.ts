import { createHash } from 'node:crypto'
import {
  cleanElements,
  differingElements,
  findByInnerIds,
  findSameThings,
  type KnownInstrument,
} from '#modules/registry/index.ts'
import { type Db, inTransaction } from '#platform/db/connect.ts'
import { WriteBehind } from '#platform/db/write-behind.ts'
import * as imports from '../data/ledger-import-repository.ts'
import {
  countAnew,
  type JudgedRow,
  type RawRow,
  rawRowsAfter,
  rawRowsOf,
  saveJudged,
} from '../data/ledger-row-repository.ts'
import { compareRows, type RowFinding, type RowKey } from '../domain/ledger-duplicates.ts'
import type { RowProblem } from '../domain/ledger-element.ts'
import { ProblemGrouping } from '../domain/ledger-groups.ts'
import type { RowVerdict } from '../domain/ledger-import.ts'
import {
  type CleanRow,
  cleanRow,
  hasErrors,
  identityOf,
  planOf,
  type RowPlan,
  tellingPlan,
} from '../domain/ledger-row.ts'
import type { LedgerGround } from '../domain/ledger-values.ts'
import { ledgerGround } from './ledger-ground.ts'
import type { ImportKey, LedgerDeps } from './read-ledger.ts'

const batchRows = 1000

interface Checking {
  readonly db: Db
  readonly key: ImportKey
  readonly plan: RowPlan
  readonly ground: LedgerGround
  readonly signal: AbortSignal
  /** Halves of the way done, as rows; undefined when the import left this state meanwhile. */
  progress(rows: number): Promise<boolean>
}

/** Twelve hexadecimal digits of the SHA-256 of a text. */
export const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)

/** All rows in the order of the file; the next batch is on its way while one is worked on. */
async function* batches({ db, key, signal }: Checking): AsyncGenerator<RawRow[]> {
  for (let next = rawRowsAfter(db, key, -1, batchRows); ; ) {
    signal.throwIfAborted()
    const rows = await next
    const last = rows.at(-1)
    if (last === undefined) return
    next = rawRowsAfter(db, key, last.no, batchRows)
    next.catch(() => undefined)
    yield rows
  }
}

const textOf = (row: CleanRow, id: string) => String(row.elements[id] ?? '')

const contentOf = ({ elements }: CleanRow): string =>
  shortDigest(
    JSON.stringify(
      Object.keys(elements)
        .toSorted()
        .map((id) => [id, elements[id]]),
    ),
  )

function keyOf(no: number, row: CleanRow, makesNumber: boolean): RowKey {
  const [name, model, date] = ['cname', 'instrVersion', 'beginDate'].map((id) => textOf(row, id))
  return {
    no,
    innerId: textOf(row, 'innerId'),
    thing: name === '' || model === '' || date === '' ? '' : [name, model, date].join('\u001f'),
    identity: makesNumber ? identityOf(row) : '',
    content: makesNumber ? contentOf(row) : '',
  }
}

/** The whole content counts only for rows that share a number; those are read once more. */
async function withContents(checking: Checking, keys: RowKey[]): Promise<RowKey[]> {
  const shared = new Map<number, RowKey>()
  for (const group of Map.groupBy(keys, ({ innerId }) => innerId).values())
    if (group.length > 1) for (const key of group) shared.set(key.no, key)
  const numbers = checking.plan.makesNumber ? [] : [...shared.keys()]
  for (let at = 0; at < numbers.length; at += batchRows) {
    checking.signal.throwIfAborted()
    const rows = await rawRowsOf(checking.db, checking.key, numbers.slice(at, at + batchRows))
    for (const { no, cells } of rows) {
      const key = shared.get(no)
      const content = contentOf(cleanRow(cells, checking.plan, checking.ground))
      if (key !== undefined) shared.set(no, { ...key, content })
    }
  }
  return shared.size === 0 ? keys : keys.map((key) => shared.get(key.no) ?? key)
}

/** First pass: only what tells rows apart is kept of each. */
async function rowKeys(checking: Checking): Promise<RowKey[] | undefined> {
  const keys: RowKey[] = []
  const plan = tellingPlan(checking.plan)
  let seen = 0
  for await (const batch of batches(checking)) {
    for (const { no, cells } of batch) {
      const row = cleanRow(cells, plan, checking.ground)
      const numbered = row.elements['innerId'] !== undefined || plan.makesNumber
      if (!row.skipped && numbered && row.elements['cname'] !== undefined)
        keys.push(keyOf(no, row, plan.makesNumber))
    }
    seen += batch.length
    if (!(await checking.progress(seen / 2))) return undefined
  }
  return withContents(checking, keys)
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
}

function candidateOf(
  { no, cells }: RawRow,
  checking: Checking,
  findings: ReadonlyMap<number, RowFinding>,
): Candidate {
  const row = cleanRow(cells, checking.plan, checking.ground)
  const finding = findings.get(no)
  const elements =
    finding?.innerId === undefined ? row.elements : { ...row.elements, innerId: finding.innerId }
  const problems = [...row.problems, ...(finding?.problems ?? [])]
  const skipped = row.skipped || finding?.repeats === true
  return { no, elements, problems, verdict: hasErrors(problems) ? 'bad' : skipped ? 'skipped' : 'unchecked' }
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

/** Second pass: each row gets its verdict, in view of the other rows and the registry. */
async function judged(
  batch: readonly RawRow[],
  checking: Checking,
  findings: ReadonlyMap<number, RowFinding>,
): Promise<JudgedRow[]> {
  const candidates = batch.map((row) => candidateOf(row, checking, findings))
  const open = candidates.filter(({ verdict }) => verdict === 'unchecked')
  const numbers = open.map(({ elements }) => String(elements['innerId']))
  const known = new Map(
    (await findByInnerIds(checking.db, checking.key.unitId, numbers)).map((one) => [one.innerId, one]),
  )
  const things = await sameThings(checking, open)
  return candidates.map((row) => {
    if (row.verdict !== 'unchecked') return row
    const { verdict, problems } = againstRegistry(row.elements, known.get(String(row.elements['innerId'])))
    const other = things.get(row.no)
    const same: RowProblem[] =
      other === undefined
        ? []
        : [{ element: '', code: 'ledger.same_in_registry', level: 'warning', innerId: other }]
    return { ...row, verdict, problems: [...row.problems, ...problems, ...same] }
  })
}

/** The job that checks every row of a mapped file; it starts from the rows as read, so a repeat finds the same. */
export async function checkLedger(deps: LedgerDeps, key: ImportKey, signal: AbortSignal): Promise<void> {
  const { unitId, importId } = key
  const ledger = await imports.importById(deps.db, unitId, importId)
  if (ledger?.state !== 'checking') return
  const { validation, ledger: ground } = await ledgerGround(deps.db, unitId, deps.clock.now(), ledger.fixes)
  const plan = planOf(ledger.columns, validation.dictionary.elements)
  const progress = (rows: number) =>
    imports.noteProgress(deps.db, unitId, importId, 'checking', Math.floor(rows))
  const checking: Checking = { db: deps.db, key, plan, ground, signal, progress }
  const keys = await rowKeys(checking)
  if (keys === undefined) return
  const findings = compareRows(keys, shortDigest)
  const grouping = new ProblemGrouping()
  const writes = new WriteBehind()
  const counts = { good: 0, bad: 0 }
  let seen = 0
  for await (const batch of batches(checking)) {
    const rows = await judged(batch, checking, findings)
    await writes.add(() => saveJudged(deps.db, key, rows))
    for (const row of rows) {
      grouping.add(row.no, row.problems)
      if (row.verdict === 'bad') counts.bad++
      else if (row.verdict !== 'skipped') counts.good++
    }
    seen += batch.length
    if (!(await progress((ledger.rowCount + seen) / 2))) return
  }
  await writes.end()
  if (ledger.rowCount > batchRows) await countAnew(deps.db)
  await inTransaction(deps.db, async (tx) => {
    const current = await imports.lockedImport(tx, unitId, importId)
    if (current?.state !== 'checking') return
    await imports.saveChecked(tx, unitId, importId, { ...counts, groups: grouping.result() })
    await imports.enterState(tx, unitId, importId, 'checked', deps.clock.now())
  })
}
