import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { RememberedColumn } from '../domain/ledger-headings.ts'
import type { Fix } from './ledger-import-repository.ts'

/** What the unit's headings meant in its last imports. */
export async function rememberedColumns(db: Db, unitId: number): Promise<Map<string, RememberedColumn>> {
  const { rows } = await sql<
    { heading: string } & RememberedColumn
  >`select heading, element, value_unit as "valueUnit"
    from ledger_mapping where unit_id = ${unitId}`.execute(db)
  return new Map(rows.map(({ heading, ...rest }) => [heading, rest]))
}

export async function rememberColumns(
  tx: Tx,
  unitId: number,
  columns: readonly (RememberedColumn & { heading: string })[],
  at: Instant,
): Promise<void> {
  await sql`insert into ledger_mapping (unit_id, heading, element, value_unit, remembered_at)
    select ${unitId}, heading, element, "valueUnit", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) as given (heading text, element text, "valueUnit" text)
    on conflict (unit_id, heading) do update set element = excluded.element, value_unit = excluded.value_unit,
      remembered_at = excluded.remembered_at`.execute(tx)
}

/** What people of the unit decided for texts that could not be used. */
export async function rememberedFixes(db: Db, unitId: number): Promise<Fix[]> {
  const { rows } = await sql<Fix>`select element, from_text as "from", to_value as "to"
    from ledger_fix where unit_id = ${unitId}`.execute(db)
  return rows
}

/** Decisions for one text are remembered; those for "every other text" belong to the file at hand only. */
export async function rememberFixes(
  tx: Tx,
  unitId: number,
  fixes: readonly Fix[],
  at: Instant,
): Promise<void> {
  await sql`insert into ledger_fix (unit_id, element, from_text, to_value, remembered_at)
    select ${unitId}, element, "from", "to", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(fixes)}::jsonb) as given (element text, "from" text, "to" text)
    where "from" <> '*'
    on conflict (unit_id, element, from_text) do update set to_value = excluded.to_value,
      remembered_at = excluded.remembered_at`.execute(tx)
}
