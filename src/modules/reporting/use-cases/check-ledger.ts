import { ledgerNumbers, secretMarkingsOn } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { numberAmongSheets, placeAmongSheets } from '#platform/sheets/sheet.ts'
import { WriteBehind } from '#platform/db/write-behind.ts'
import * as imports from '../data/ledger-import-repository.ts'
import { saveProposals } from '../data/ledger-proposal-repository.ts'
import {
  countAnew,
  leaveRowsOut,
  type RawRow,
  rawRowsAfter,
  rawRowsOf,
  saveJudged,
} from '../data/ledger-row-repository.ts'
import { compareRows, type RowKey } from '../domain/ledger-duplicates.ts'
import { ProblemGrouping } from '../domain/ledger-groups.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import { type CleanRow, identityOf, planOf, tellingPlan } from '../domain/ledger-row.ts'
import { compareWithRegistry, reconciliationRulesOn } from './compare-ledger.ts'
import { type Checking, judgeRows, readRow } from './judge-rows.ts'
import { ownColumns } from '../domain/own-sheet.ts'
import { ledgerGround } from './ledger-ground.ts'
import { moveImport } from './move-import.ts'
import { recordWriter } from './own-records.ts'
import { shortDigest } from './short-digest.ts'
import type { ImportKey, LedgerDeps } from './read-ledger.ts'

const batchRows = 1000

/** All rows in the order of the file; the next batch is on its way while one is worked on. */
async function* batches({ db, key, signal, sheets }: Checking): AsyncGenerator<RawRow[]> {
  for (let next = rawRowsAfter(db, key, -1, batchRows); ; ) {
    signal.throwIfAborted()
    const rows = await next
    const last = rows.at(-1)
    if (last === undefined) return
    next = rawRowsAfter(db, key, last.no, batchRows)
    next.catch(() => undefined)
    yield rows.filter(({ no }) => !isLeftOut(sheets, no))
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
      const content = contentOf(readRow(cells, checking))
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
      const row = readRow(cells, checking, plan)
      const numbered = row.elements['innerId'] !== undefined || plan.makesNumber
      if (!row.skipped && numbered && row.elements['cname'] !== undefined)
        keys.push(keyOf(no, row, plan.makesNumber))
    }
    seen += batch.length
    if (!(await checking.progress(seen / 2))) return undefined
  }
  return withContents(checking, keys)
}

const isLeftOut = (sheets: readonly LedgerSheet[], no: number) =>
  sheets[placeAmongSheets(no).at]?.leftOut === true

/** The rows of worksheets a person left out. */
async function leaveSheetsOut({ db, key, sheets }: Checking): Promise<void> {
  const out = sheets.flatMap(({ name, leftOut }, at) => (leftOut ? [{ name, at }] : []))
  for (const { name, at } of out) {
    const rows = { from: numberAmongSheets(at, 0), to: numberAmongSheets(at + 1, 0) }
    const problem = { element: '', code: 'ledger.sheet_left_out', level: 'warning', from: name } as const
    await leaveRowsOut(db, key, rows, problem)
  }
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
  const links = await ledgerNumbers(deps.db, unitId)
  const rules = await reconciliationRulesOn(deps.db, ground.today)
  const headings = ledger.columns.filter(({ position }) => position >= 0).map(({ heading }) => heading)
  const isOwn = ownColumns(headings, validation.dictionary.elements) !== undefined
  const own = isOwn ? recordWriter(validation) : undefined
  const markings = await secretMarkingsOn(deps.db, ground.today)
  const judged = { plan, ground, links, rules, markings, sheets: ledger.sheets }
  const checking: Checking = { db: deps.db, key, ...judged, signal, own, progress }
  await leaveSheetsOut(checking)
  const keys = await rowKeys(checking)
  if (keys === undefined) return
  const counts = await judgeAll(checking, keys, ledger.rowCount)
  if (counts === undefined) return
  if (ledger.rowCount > batchRows) await countAnew(deps.db)
  const proposals = await compareWithRegistry(checking, ledger.whole)
  await inTransaction(deps.db, async (tx) => {
    const current = await imports.lockedImport(tx, unitId, importId)
    if (current?.state !== 'checking') return
    await imports.saveChecked(tx, unitId, importId, counts)
    await saveProposals(tx, key, proposals)
    await moveImport(tx, key, 'judge', current.state, deps.clock.now())
  })
}

/** Second pass: verdicts, counted and grouped; undefined when the import left this state meanwhile. */
async function judgeAll(checking: Checking, keys: readonly RowKey[], rowCount: number) {
  const findings = compareRows(keys, shortDigest)
  const inFile = new Set(keys.map(({ innerId }) => innerId))
  const grouping = new ProblemGrouping()
  const writes = new WriteBehind()
  const counts = { good: 0, bad: 0 }
  let seen = 0
  for await (const batch of batches(checking)) {
    const rows = await judgeRows(batch, checking, findings, inFile)
    await writes.add(() => saveJudged(checking.db, checking.key, rows))
    for (const row of rows) {
      grouping.add(row.no, row.problems)
      if (row.verdict === 'bad') counts.bad++
      else if (row.verdict !== 'skipped') counts.good++
    }
    seen += batch.length
    if (!(await checking.progress((rowCount + seen) / 2))) return undefined
  }
  await writes.end()
  return { ...counts, groups: grouping.result() }
}
