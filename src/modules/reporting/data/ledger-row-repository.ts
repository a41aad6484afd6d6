import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { LedgerCell, LedgerValue, RowProblem } from '../domain/ledger-element.ts'
import type { RowVerdict } from '../domain/ledger-import.ts'

export interface RawRow {
  readonly no: number
  readonly cells: readonly LedgerCell[]
}
export interface JudgedRow {
  readonly no: number
  readonly elements: Readonly<Record<string, LedgerValue>>
  readonly problems: readonly RowProblem[]
  readonly verdict: RowVerdict
}
export interface StoredRow extends JudgedRow {
  readonly cells: readonly LedgerCell[]
  readonly instrumentId: number | null
  readonly outcome: string | null
}
interface Of {
  readonly unitId: number
  readonly importId: number
}

/** Rows as they were read; a repeat of the same rows changes nothing. */
export async function insertRows(db: Db, { unitId, importId }: Of, rows: readonly RawRow[]): Promise<void> {
  await sql`insert into ledger_import_row (unit_id, import_id, row_no, cells)
    select ${unitId}, ${importId}, no, cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (no int, cells jsonb)
    on conflict do nothing`.execute(db)
}

export async function deleteRows(db: Db, { unitId, importId }: Of): Promise<void> {
  await sql`delete from ledger_import_row where unit_id = ${unitId} and import_id = ${importId}`.execute(db)
}

/** The next raw rows after one, in the order of the file. */
export async function rawRowsAfter(
  db: Db,
  { unitId, importId }: Of,
  after: number,
  limit: number,
): Promise<RawRow[]> {
  const { rows } = await sql<RawRow>`select row_no as no, cells from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId} and row_no > ${after} order by row_no limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Rows of a worksheet that stays out are as if they were not there, and say so; `from` up to, not including, `to`. */
export async function leaveRowsOut(
  db: Db,
  { unitId, importId }: Of,
  { from, to }: { readonly from: number; readonly to: number },
  problem: RowProblem,
): Promise<void> {
  await sql`update ledger_import_row set elements = '{}', verdict = 'skipped', problems = ${JSON.stringify([problem])}::jsonb
    where unit_id = ${unitId} and import_id = ${importId} and row_no >= ${from} and row_no < ${to}`.execute(
    db,
  )
}

/**
 * After a stage that wrote many rows: the statistics must know of them before the next stage asks for them batch by batch,
 * or each batch is looked for among all rows. The updates below name unit and import through a list (`offset 0` keeps them
 * there) for the same reason.
 */
export async function countAnew(db: Db): Promise<void> {
  await sql`analyze ledger_import_row`.execute(db)
}

/** The raw rows of given numbers. */
export async function rawRowsOf(
  db: Db,
  { unitId, importId }: Of,
  numbers: readonly number[],
): Promise<RawRow[]> {
  const { rows } = await sql<RawRow>`select row_no as no, cells from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId}
      and row_no in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)::int)`.execute(db)
  return rows
}

export async function saveJudged(
  db: Db,
  { unitId, importId }: Of,
  rows: readonly JudgedRow[],
): Promise<void> {
  await sql`update ledger_import_row r set elements = given.elements, problems = given.problems, verdict = given.verdict
    from (select ${unitId}::bigint as unit_id, ${importId}::bigint as import_id, listed.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as listed (no int, elements jsonb, problems jsonb, verdict text) offset 0) given
    where r.unit_id = given.unit_id and r.import_id = given.import_id and r.row_no = given.no`.execute(db)
}

/** Rows that bring something new, in the order of the file: a page after one, or some by their numbers. */
export async function openRows(
  db: Db,
  { unitId, importId }: Of,
  wish: { readonly after: number; readonly limit: number } | { readonly among: readonly number[] },
): Promise<Pick<JudgedRow, 'no' | 'elements'>[]> {
  const which =
    'among' in wish
      ? sql`row_no in (select jsonb_array_elements_text(${JSON.stringify(wish.among)}::jsonb)::int)`
      : sql`row_no > ${wish.after}`
  const limit = 'limit' in wish ? wish.limit : wish.among.length
  const { rows } = await sql<
    Pick<JudgedRow, 'no' | 'elements'>
  >`select row_no as no, elements from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId} and verdict in ('new', 'changed') and outcome is null
      and ${which} order by row_no limit ${limit}`.execute(db)
  return rows
}

/** Good rows after one that nothing has been done with yet, kept from other workers until the transaction ends. */
export async function waitingRows(
  tx: Tx,
  { unitId, importId }: Of,
  after: number,
  limit: number,
): Promise<JudgedRow[]> {
  const { rows } =
    await sql<JudgedRow>`select row_no as no, elements, problems, verdict from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId} and verdict in ('new', 'changed', 'same') and outcome is null
      and row_no > ${after} order by row_no limit ${limit} for update`.execute(tx)
  return rows
}

export interface RowOutcome {
  readonly no: number
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly instrumentId?: number | undefined
  /** Why it was refused after all. */
  readonly problems?: readonly RowProblem[] | undefined
}

export async function saveOutcomes(
  tx: Tx,
  { unitId, importId }: Of,
  rows: readonly RowOutcome[],
): Promise<void> {
  await sql`update ledger_import_row r set outcome = given.outcome, instrument_id = given."instrumentId",
      problems = coalesce(given.problems, r.problems),
      verdict = case when given.outcome = 'refused' then 'bad' else r.verdict end
    from (select ${unitId}::bigint as unit_id, ${importId}::bigint as import_id, listed.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as listed (no int, outcome text, "instrumentId" bigint, problems jsonb) offset 0) given
    where r.unit_id = given.unit_id and r.import_id = given.import_id and r.row_no = given.no`.execute(tx)
}

export interface RowFilter {
  readonly verdict?: RowVerdict | undefined
  /** Rows with such a problem. */
  readonly code?: string | undefined
  readonly element?: string | undefined
  readonly from?: string | undefined
  /** Only rows with any problem of this level. */
  readonly level?: string | undefined
  readonly after: number
  readonly limit: number
}

/** A page of rows for the preview and the result sheet. */
export async function rowsPage(db: Db, { unitId, importId }: Of, filter: RowFilter): Promise<StoredRow[]> {
  const pattern = Object.fromEntries(
    Object.entries({
      code: filter.code,
      element: filter.element,
      from: filter.from,
      level: filter.level,
    }).filter(([, value]) => value !== undefined),
  )
  const any = Object.keys(pattern).length > 0
  const { rows } =
    await sql<StoredRow>`select row_no as no, cells, coalesce(elements, '{}'::jsonb) as elements, problems,
      verdict, instrument_id as "instrumentId", outcome
    from ledger_import_row where unit_id = ${unitId} and import_id = ${importId} and row_no > ${filter.after}
      and (${filter.verdict ?? null}::text is null or verdict = ${filter.verdict ?? null})
      and (not ${any}::boolean or problems @> ${JSON.stringify([pattern])}::jsonb)
    order by row_no limit ${filter.limit}`.execute(db)
  return rows
}

/** Positions of columns that have a problem of an error in any bad row, for the reason columns of the result sheet. */
export async function elementsInTrouble(db: Db, { unitId, importId }: Of): Promise<string[]> {
  const { rows } = await sql<{ element: string }>`select distinct p ->> 'element' as element
    from ledger_import_row, jsonb_array_elements(problems) as p
    where unit_id = ${unitId} and import_id = ${importId} and verdict = 'bad'`.execute(db)
  return rows.map(({ element }) => element)
}

export interface VerdictCount {
  readonly verdict: RowVerdict
  readonly count: number
}

/** Rows of a file by verdict. */
export async function verdictCounts(db: Db, { unitId, importId }: Of): Promise<VerdictCount[]> {
  const { rows } = await sql<VerdictCount>`select verdict, count(*)::int as count from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId} group by verdict`.execute(db)
  return rows
}
