import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { LedgerCell } from '../domain/ledger-element.ts'

interface Of {
  readonly unitId: number
  readonly importId: number
}

/** Every number a file lists, whatever became of its row. */
export async function numbersInFile(db: Db, { unitId, importId }: Of): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ number: string }>`select distinct elements ->> 'innerId' as number
    from ledger_import_row where unit_id = ${unitId} and import_id = ${importId} and elements ? 'innerId'`.execute(
    db,
  )
  return new Set(rows.map(({ number }) => number))
}

/** What tells a row apart; worth in 万元 as the ledger says it. */
export interface ToldRow {
  readonly no: number
  readonly number: string
  readonly name: string
  readonly model: string
  readonly bookedOn: string
  readonly worthWan: number | null
}

const told = sql`row_no as no, coalesce(elements ->> 'cname', '') as name,
  coalesce(elements ->> 'instrVersion', '') as model, coalesce(elements ->> 'beginDate', '') as "bookedOn",
  case when jsonb_typeof(elements -> 'worth') = 'number' then (elements ->> 'worth')::float8 end as "worthWan"`

/** Rows of one verdict, as far as a comparison looks at them. */
export async function toldRows(
  db: Db,
  { unitId, importId }: Of,
  verdict: 'new' | 'changed',
): Promise<ToldRow[]> {
  const { rows } =
    await sql<ToldRow>`select ${told}, coalesce(elements ->> 'innerId', '') as number from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId} and verdict = ${verdict} order by row_no`.execute(
      db,
    )
  return rows
}

/** The number as the file has it, also where a confirmed link leads to another. */
const asWritten = sql`coalesce((select p ->> 'from' from jsonb_array_elements(problems) p
  where p ->> 'code' = 'ledger.number_linked' limit 1), elements ->> 'innerId', '') as number`

/** Rows by their place in the file, under the number the file gives them. */
export async function toldRowsOf(
  db: Db,
  { unitId, importId }: Of,
  numbers: readonly number[],
): Promise<ToldRow[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<ToldRow>`select ${told}, ${asWritten} from ledger_import_row
    where unit_id = ${unitId} and import_id = ${importId}
      and row_no in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)::int) order by row_no`.execute(
    db,
  )
  return rows
}

/** Rows of things that left the books, with the cell that says when; `leftOnAt` -1 when no column does. */
export async function leftRows(
  db: Db,
  { unitId, importId }: Of,
  leftOnAt: number,
): Promise<{ no: number; number: string; leftOn: LedgerCell | null }[]> {
  const { rows } = await sql<{ no: number; number: string; leftOn: LedgerCell | null }>`select row_no as no,
      coalesce(elements ->> 'innerId', '') as number,
      case when ${leftOnAt}::int >= 0 then cells -> ${leftOnAt}::int end as "leftOn"
    from ledger_import_row where unit_id = ${unitId} and import_id = ${importId} and verdict = 'skipped'
      and problems @> '[{"code": "ledger.left_books"}]' order by row_no`.execute(db)
  return rows
}

/** Instruments that went in with the number of their system beside them. */
export async function systemsOfRows(
  db: Db,
  { unitId, importId }: Of,
  systemAt: number,
): Promise<{ instrumentId: number; system: string }[]> {
  const { rows } = await sql<{ instrumentId: number; system: string }>`
    select instrument_id as "instrumentId", trim(cells ->> ${systemAt}::int) as system
    from ledger_import_row where unit_id = ${unitId} and import_id = ${importId} and instrument_id is not null
      and trim(coalesce(cells ->> ${systemAt}::int, '')) <> '' order by row_no`.execute(db)
  return rows
}

/** Which instrument each row went into. */
export async function instrumentsOfRows(
  db: Db,
  { unitId, importId }: Of,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ no: number; id: number }>`select row_no as no, instrument_id as id
    from ledger_import_row where unit_id = ${unitId} and import_id = ${importId} and instrument_id is not null
      and row_no in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)::int)`.execute(db)
  return new Map(rows.map(({ no, id }) => [no, id]))
}
