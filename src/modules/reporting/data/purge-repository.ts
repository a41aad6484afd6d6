import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

interface Purged {
  readonly unitId: number
  readonly id: number
  readonly innerId: string
}

const many = (result: { numAffectedRows?: bigint | undefined }): number =>
  Number(result.numAffectedRows ?? 0n)

/** Imports in which the instrument stood, by its row or its number anywhere in a row, or that were never read. */
async function importsWith(tx: Tx, { unitId, id, innerId }: Purged): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select l.id from ledger_import l where l.unit_id = ${unitId}
    and (l.row_count = 0 or exists (select from ledger_import_row r where r.unit_id = l.unit_id and r.import_id = l.id
      and (r.instrument_id = ${id} or position(${innerId} in r.cells::text || coalesce(r.elements::text, '') || r.problems::text) > 0)))`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/**
 * Takes an instrument out of every ledger of its unit: its rows go, decisions about texts that stood in them, the file as it was
 * uploaded, and samples and groups drawn from it. An import that was not finished is cancelled, since its file is gone.
 */
export async function purgeLedgers(
  tx: Tx,
  purged: Purged,
): Promise<{ imports: readonly number[]; rows: number }> {
  const { unitId, id, innerId } = purged
  const ids = await importsWith(tx, purged)
  if (ids.length === 0) return { imports: [], rows: 0 }
  const those = sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint)`
  const own = sql`unit_id = ${unitId} and import_id in ${those}
    and (instrument_id = ${id} or position(${innerId} in cells::text || coalesce(elements::text, '')) > 0)`
  await sql`delete from ledger_fix f using ledger_import_row r where f.unit_id = ${unitId} and r.unit_id = ${unitId}
    and r.import_id in ${those}
    and (r.instrument_id = ${id} or position(${innerId} in r.cells::text || coalesce(r.elements::text, '')) > 0)
    and length(f.from_text) > 1 and position(f.from_text in r.cells::text) > 0`.execute(tx)
  const rows = many(await sql`delete from ledger_import_row where ${own}`.execute(tx))
  await sql`update ledger_import_row set problems = '[]' where unit_id = ${unitId} and import_id in ${those}
    and position(${innerId} in problems::text) > 0`.execute(tx)
  await sql`delete from ledger_proposal where unit_id = ${unitId} and import_id in ${those}
    and (${id} = any(instrument_ids) or position(${innerId} in key || array_to_string(reasons, ' ')) > 0)`.execute(
    tx,
  )
  await sql`delete from stored_file_chunk where file_id in
    (select file_id from ledger_import where unit_id = ${unitId} and id in ${those})`.execute(tx)
  await sql`update stored_file set name = 'purged', size_bytes = 0, sha256 = '' where id in
    (select file_id from ledger_import where unit_id = ${unitId} and id in ${those})`.execute(tx)
  await sql`update ledger_import set fixes = '[]', groups = '[]', refusals = '[]', sheet_name = '',
      sheets = (select coalesce(jsonb_agg(one || '{"name": ""}'::jsonb), '[]'::jsonb) from jsonb_array_elements(sheets) one),
      columns = (select coalesce(jsonb_agg(one || '{"samples": []}'::jsonb), '[]'::jsonb) from jsonb_array_elements(columns) one),
      state = case when state in ('done', 'cancelled') then state else 'cancelled' end
    where unit_id = ${unitId} and id in ${those}`.execute(tx)
  return { imports: ids, rows }
}

/** The sheets it was handed over in; that they were, and their digests, stays. */
export async function purgeDelivered(tx: Tx, { unitId, id }: Purged): Promise<void> {
  await sql`delete from stored_file where id in (select f.file_id from campaign_delivery_file f
    join campaign_delivery d on d.id = f.delivery_id join campaign_delivery_item t on t.delivery_id = d.id
    where t.unit_id = ${unitId} and ((d.kind = 4 and t.subject_id = ${id}) or (d.kind = 5 and t.subject_id in
      (select r.id from resource_record r where r.unit_id = ${unitId} and r.instrument_id = ${id}))))`.execute(
    tx,
  )
}

/** What closed campaigns kept of it: the facts that were counted stay, its names go. */
export async function purgeFrozen(tx: Tx, { unitId, id }: Purged): Promise<number> {
  await sql`update campaign_frozen_owed set subject = ${`purged-${id}`}
    where unit_id = ${unitId} and instrument_id = ${id}`.execute(tx)
  return many(
    await sql`update campaign_frozen set inner_id = ${`purged-${id}`}, name = '—', model = ''
      where unit_id = ${unitId} and id = ${id}`.execute(tx),
  )
}

/** Declarations that named it lose every text and file; their way and their number stay. */
export async function purgeDeclarations(tx: Tx, { unitId, id }: Purged): Promise<number> {
  const named = sql`unit_id = ${unitId} and declaration_id in (select declaration_id from declaration_instrument
    where unit_id = ${unitId} and instrument_id = ${id})`
  const files = await sql<{
    id: number
  }>`delete from declaration_file where ${named} returning file_id as id`.execute(tx)
  await sql`delete from stored_file where id in (select jsonb_array_elements_text(${JSON.stringify(files.rows.map((file) => file.id))}::jsonb)::bigint)`.execute(
    tx,
  )
  await sql`update declaration_step set comment = '' where ${named}`.execute(tx)
  return many(
    await sql`update declaration set explanation = '', revision = revision + 1 where unit_id = ${unitId} and id in
      (select declaration_id from declaration_instrument where unit_id = ${unitId} and instrument_id = ${id})`.execute(
      tx,
    ),
  )
}

/** Reviewing by sample keeps which filter was used; a filter by words may hold a name. */
export async function purgeDrawFilters(tx: Tx, { id }: Purged): Promise<void> {
  await sql`update review_draw set filter = filter - 'words' where id in
    (select draw_id from review_draw_member where instrument_id = ${id})`.execute(tx)
}

export interface NewPurge {
  readonly unitId: number
  readonly instrumentId: number
  readonly recordedSince: Instant
  readonly purgedBy: number | undefined
  readonly purgedByName: string
  readonly purgedAt: Instant
  readonly removed: Readonly<Record<string, number>>
}

/** Notes a purge with the places that are left to handle. Answers its id. */
export async function insertPurge(tx: Tx, purge: NewPurge, places: readonly string[]): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into purge (unit_id, instrument_id, recorded_since, purged_by,
      purged_by_name, purged_at, removed)
    values (${purge.unitId}, ${purge.instrumentId}, ${purge.recordedSince}::timestamptz, ${purge.purgedBy ?? null},
      ${purge.purgedByName}, ${purge.purgedAt}::timestamptz, ${JSON.stringify(purge.removed)}::jsonb) returning id`.execute(
    tx,
  )
  const id = rows[0]?.id ?? 0
  await sql`insert into purge_place (purge_id, place)
    select ${id}::bigint, jsonb_array_elements_text(${JSON.stringify(places)}::jsonb)`.execute(tx)
  return id
}

export interface PurgePlace {
  readonly place: string
  readonly handledByName: string | null
  readonly handledAt: string | null
  readonly note: string
}
export interface Purge extends Omit<NewPurge, 'purgedBy'> {
  readonly id: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly places: readonly PurgePlace[]
}

/** Every purge, newest first. */
export async function listedPurges(db: Db): Promise<Purge[]> {
  const { rows } =
    await sql<Purge>`select p.id, p.unit_id as "unitId", u.name as "unitName", u.name_en as "unitNameEn",
      p.instrument_id as "instrumentId", p.recorded_since as "recordedSince", p.purged_by_name as "purgedByName",
      p.purged_at as "purgedAt", p.removed,
      (select jsonb_agg(jsonb_build_object('place', o.place, 'handledByName', o.handled_by_name,
          'handledAt', o.handled_at, 'note', o.note) order by o.place) from purge_place o where o.purge_id = p.id) as places
    from purge p join unit u on u.id = p.unit_id order by p.id desc limit 500`.execute(db)
  return rows
}

/** Notes that a place was handled. Answers whether there is such a place. */
export async function handlePlace(
  tx: Tx,
  of: { readonly purgeId: number; readonly place: string; readonly note: string; readonly byName: string },
  now: Instant,
): Promise<boolean> {
  const result =
    await sql`update purge_place set handled_by_name = ${of.byName}, handled_at = ${now}::timestamptz,
    note = ${of.note} where purge_id = ${of.purgeId} and place = ${of.place}`.execute(tx)
  return many(result) > 0
}
