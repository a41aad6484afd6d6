import { sql } from 'kysely'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { ColumnMatch, LedgerColumn } from '../domain/ledger-headings.ts'
import type { ImportState } from '../domain/ledger-import.ts'
import type { ProblemGroup } from '../domain/ledger-groups.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'

export interface Fix {
  readonly element: string
  /** The text as the preview shows it; `*` for every text of the element that cannot be used. */
  readonly from: string
  /** The value meant; '' leaves the element empty. */
  readonly to: string
}

export type StoredColumn = LedgerColumn & ColumnMatch

export interface LedgerImport {
  readonly unitId: number
  readonly id: number
  readonly fileId: number
  readonly fileName: string
  readonly sizeBytes: number
  readonly state: ImportState
  readonly format: string
  readonly encoding: string
  readonly sheetName: string
  readonly headerRow: number
  /** The worksheets of a workbook, those that were read first. */
  readonly sheets: readonly LedgerSheet[]
  readonly columns: readonly StoredColumn[]
  readonly dictionary: string
  /** The file is the unit's whole ledger: what it does not list has vanished. */
  readonly whole: boolean
  readonly rowCount: number
  readonly processed: number
  readonly good: number
  readonly bad: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refusals: readonly Refusal[]
  readonly fixes: readonly Fix[]
  readonly groups: readonly ProblemGroup[]
  readonly stageStartedAt: Instant | null
  readonly startedBy: number
  readonly startedByName: string
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
}

const selectImport = sql`select l.unit_id as "unitId", l.id, l.file_id as "fileId", f.name as "fileName",
  f.size_bytes as "sizeBytes", l.state, l.format, l.encoding, l.sheet_name as "sheetName", l.header_row as "headerRow", l.sheets,
  l.columns, l.dictionary, l.whole, l.row_count as "rowCount", l.processed, l.good, l.bad, l.created, l.updated, l.unchanged,
  l.refusals, l.fixes, l.groups, l.stage_started_at as "stageStartedAt", l.started_by as "startedBy",
  l.started_by_name as "startedByName", l.started_at as "startedAt", l.finished_at as "finishedAt"
  from ledger_import l join stored_file f on f.id = l.file_id`

/** One import of a unit. */
export async function importById(db: Db, unitId: number, id: number): Promise<LedgerImport | undefined> {
  const { rows } =
    await sql<LedgerImport>`${selectImport} where l.unit_id = ${unitId} and l.id = ${id}`.execute(db)
  return rows[0]
}

/** The same, kept from others until the transaction ends. */
export async function lockedImport(tx: Tx, unitId: number, id: number): Promise<LedgerImport | undefined> {
  const { rows } =
    await sql<LedgerImport>`${selectImport} where l.unit_id = ${unitId} and l.id = ${id} for update of l`.execute(
      tx,
    )
  return rows[0]
}

/** Imports of a unit, newest first. */
export async function importsOf(db: Db, unitId: number, limit: number): Promise<LedgerImport[]> {
  const { rows } =
    await sql<LedgerImport>`${selectImport} where l.unit_id = ${unitId} order by l.id desc limit ${limit}`.execute(
      db,
    )
  return rows
}

export interface NewImport {
  readonly unitId: number
  readonly fileId: number
  readonly dictionary: string
  readonly startedBy: number
  readonly startedByName: string
  readonly at: Instant
}

export async function insertImport(tx: Tx, given: NewImport): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into ledger_import
    (unit_id, file_id, state, dictionary, started_by, started_by_name, started_at, stage_started_at)
    values (${given.unitId}, ${given.fileId}, 'reading', ${given.dictionary}, ${given.startedBy},
      ${given.startedByName}, ${given.at}::timestamptz, ${given.at}::timestamptz) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** Moves an import on; the counters of the stage start again. */
export async function enterState(
  tx: Db,
  unitId: number,
  id: number,
  state: ImportState,
  at: Instant,
): Promise<void> {
  const finished = ['done', 'cancelled', 'unreadable'].includes(state)
  await sql`update ledger_import set state = ${state}, processed = 0, stage_started_at = ${at}::timestamptz,
    finished_at = case when ${finished} then ${at}::timestamptz end
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

export async function saveWhatWasRead(
  tx: Tx,
  unitId: number,
  id: number,
  read: {
    format: string
    encoding: string
    sheetName: string
    headerRow: number
    sheets: readonly LedgerSheet[]
    columns: readonly StoredColumn[]
    rowCount: number
  },
): Promise<void> {
  await sql`update ledger_import set format = ${read.format}, encoding = ${read.encoding}, sheet_name = ${read.sheetName},
    header_row = ${read.headerRow}, columns = ${JSON.stringify(read.columns)}::jsonb, sheets = ${JSON.stringify(read.sheets)}::jsonb, row_count = ${read.rowCount}
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Which worksheets go in. */
export async function saveSheets(
  tx: Tx,
  unitId: number,
  id: number,
  sheets: readonly LedgerSheet[],
): Promise<void> {
  await sql`update ledger_import set sheets = ${JSON.stringify(sheets)}::jsonb
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** What the columns mean, and whether the file is the whole ledger. */
export async function saveColumns(
  tx: Tx,
  unitId: number,
  id: number,
  columns: readonly StoredColumn[],
  whole: boolean,
): Promise<void> {
  await sql`update ledger_import set columns = ${JSON.stringify(columns)}::jsonb, whole = ${whole}
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

export async function saveFixes(tx: Tx, unitId: number, id: number, fixes: readonly Fix[]): Promise<void> {
  await sql`update ledger_import set fixes = ${JSON.stringify(fixes)}::jsonb
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

export async function saveUnreadable(
  tx: Tx,
  unitId: number,
  id: number,
  refusals: readonly Refusal[],
): Promise<void> {
  await sql`update ledger_import set refusals = ${JSON.stringify(refusals)}::jsonb
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Where a job stands; true while the import is still in the state it works in. */
export async function noteProgress(
  db: Db,
  unitId: number,
  id: number,
  state: ImportState,
  processed: number,
): Promise<boolean> {
  const { rows } = await sql`update ledger_import set processed = ${processed}
    where unit_id = ${unitId} and id = ${id} and state = ${state} returning id`.execute(db)
  return rows.length > 0
}

/** What a check found, counted. */
export async function saveChecked(
  tx: Tx,
  unitId: number,
  id: number,
  counts: { good: number; bad: number; groups: readonly ProblemGroup[] },
): Promise<void> {
  await sql`update ledger_import set good = ${counts.good}, bad = ${counts.bad},
    groups = ${JSON.stringify(counts.groups)}::jsonb where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Adds what one batch did to the counters. */
export async function addOutcomes(
  tx: Tx,
  unitId: number,
  id: number,
  done: { processed: number; created: number; updated: number; unchanged: number; refused: number },
): Promise<void> {
  await sql`update ledger_import set processed = processed + ${done.processed}, created = created + ${done.created},
    updated = updated + ${done.updated}, unchanged = unchanged + ${done.unchanged}, bad = bad + ${done.refused},
    good = good - ${done.refused} where unit_id = ${unitId} and id = ${id}`.execute(tx)
}
