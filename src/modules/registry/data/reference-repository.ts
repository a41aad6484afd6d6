import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { CodeEntry } from '../domain/code-table.ts'
import type { ReferenceVersion } from '../domain/reference.ts'
import { tables } from './tables.ts'

/** What versions there are; a handful of rows. */
export async function referenceVersions(db: Db): Promise<ReferenceVersion[]> {
  const { rows } = await sql<ReferenceVersion>`select kind, name, version, effective_from as "effectiveFrom",
    source, checksum, definition ->> 'generation' as generation from reference_version`.execute(db)
  return rows
}

export async function referenceDefinition(db: Db, of: ReferenceVersion): Promise<unknown> {
  const row = await tables(db)
    .selectFrom('reference_version')
    .select('definition')
    .where('kind', '=', of.kind)
    .where('name', '=', of.name)
    .where('version', '=', of.version)
    .executeTakeFirst()
  return row?.definition
}

export async function codeEntries(db: Db, table: string, version: string): Promise<CodeEntry[]> {
  const { rows } = await sql<CodeEntry>`select code, name, name_en as "nameEn", parent, attributes
    from code_entry where table_name = ${table} and version = ${version} order by position, code`.execute(db)
  return rows
}

/** Writes a version; a text that changed under the same version replaces it. */
export async function writeReference(tx: Tx, version: ReferenceVersion, definition: unknown): Promise<void> {
  await sql`insert into reference_version (kind, name, version, effective_from, source, definition, checksum)
    values (${version.kind}, ${version.name}, ${version.version}, ${version.effectiveFrom}::date, ${version.source},
      ${JSON.stringify(definition)}::jsonb, ${version.checksum})
    on conflict (kind, name, version) do update set effective_from = excluded.effective_from, source = excluded.source,
      definition = excluded.definition, checksum = excluded.checksum, loaded_at = now()`.execute(tx)
}

export async function writeCodeEntries(
  tx: Tx,
  table: string,
  version: string,
  entries: readonly CodeEntry[],
): Promise<void> {
  await tables(tx)
    .deleteFrom('code_entry')
    .where('table_name', '=', table)
    .where('version', '=', version)
    .execute()
  const rows = entries.map((entry, position) => ({ ...entry, position }))
  await sql`insert into code_entry (table_name, version, code, name, name_en, parent, position, attributes)
    select ${table}::text, ${version}::text, code, name, "nameEn", parent, position, attributes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (code text, name text, "nameEn" text, parent text, position int, attributes jsonb)`.execute(tx)
}
