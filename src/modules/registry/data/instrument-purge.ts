import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'

/** What was deleted, counted. */
export interface PurgedRecord {
  readonly versions: number
  readonly pictures: number
  readonly recordedSince: Instant
}

/**
 * Deletes an instrument with everything that hangs on it, and its pictures' files. Under its id stays a row without any
 * content, never on the books, so that hours and money recorded for it still add up.
 */
export async function purgeRecord(
  tx: Tx,
  of: { readonly unitId: number; readonly id: number },
  now: Instant,
): Promise<PurgedRecord> {
  const { unitId, id } = of
  const { rows } = await sql<
    PurgedRecord & { dictionary: string; files: number[] }
  >`select i.created_at as "recordedSince",
      i.dictionary, (select count(*)::int from instrument_version v where v.unit_id = i.unit_id and v.instrument_id = i.id) as versions,
      (select count(*)::int from instrument_picture p where p.unit_id = i.unit_id and p.instrument_id = i.id) as pictures,
      coalesce((select jsonb_agg(file) from instrument_picture p, unnest(array[p.file_id, p.thumbnail_file_id]) file
        where p.unit_id = i.unit_id and p.instrument_id = i.id), '[]'::jsonb) as files
    from instrument i where i.unit_id = ${unitId} and i.id = ${id}`.execute(tx)
  const [before] = rows
  if (before === undefined) throw new Error(`No instrument ${id}`)
  await sql`delete from instrument where unit_id = ${unitId} and id = ${id}`.execute(tx)
  await sql`delete from stored_file
    where id in (select jsonb_array_elements_text(${JSON.stringify(before.files)}::jsonb)::bigint)`.execute(
    tx,
  )
  await sql`insert into instrument (unit_id, id, inner_id, dictionary, elements, state, name, disposed_on, purged_at,
      created_at, updated_at)
    overriding system value values (${unitId}, ${id}, ${`purged-${id}`}, ${before.dictionary}, '{}', 'draft', '—',
      '1900-01-01', ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)`.execute(tx)
  return { versions: before.versions, pictures: before.pictures, recordedSince: before.recordedSince }
}
