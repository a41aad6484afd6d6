import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { MakerNameKind } from '../domain/suggesting/maker-matching.ts'
import { tables } from './tables.ts'

export interface MakerRow {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly country: string
  readonly homepage: string
  readonly mergedInto: number | null
  readonly shippedAs: string | null
  readonly edited: boolean
  readonly revision: number
}
export interface MakerNameRow {
  readonly makerId: number
  readonly key: string
  readonly name: string
  readonly kind: MakerNameKind
}

const makerColumns = sql`id, name, name_en as "nameEn", country, homepage, merged_into as "mergedInto",
  shipped_as as "shippedAs", edited, revision`

/** Tells one state of all makers from another, in any database. */
export async function makersState(db: Db): Promise<string> {
  const { rows } = await sql<{
    state: string
  }>`select current_database() || ' ' || coalesce(max(id), 0) as state
    from maker_change`.execute(db)
  return rows[0]?.state ?? ''
}

export async function allMakers(db: Db): Promise<MakerRow[]> {
  return (await sql<MakerRow>`select ${makerColumns} from maker order by id`.execute(db)).rows
}

export async function allMakerNames(db: Db): Promise<MakerNameRow[]> {
  const { rows } = await sql<MakerNameRow>`select maker_id as "makerId", key, name, kind from maker_name
    order by maker_id, kind = 'name' desc, name`.execute(db)
  return rows
}

export async function lockedMaker(tx: Tx, id: number): Promise<MakerRow | undefined> {
  const { rows } = await sql<MakerRow>`select ${makerColumns} from maker where id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function namesOfMaker(db: Db, makerId: number): Promise<MakerNameRow[]> {
  const { rows } = await sql<MakerNameRow>`select maker_id as "makerId", key, name, kind from maker_name
    where maker_id = ${makerId} order by kind = 'name' desc, name`.execute(db)
  return rows
}

export interface MakerFields {
  readonly name: string
  readonly nameEn: string
  readonly country: string
  readonly homepage: string
}

/** A new maker; answers its id. */
export async function insertMaker(tx: Tx, maker: MakerFields): Promise<number> {
  const row = await tables(tx)
    .insertInto('maker')
    .values({
      name: maker.name,
      name_en: maker.nameEn,
      country: maker.country,
      homepage: maker.homepage,
      edited: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateMaker(tx: Tx, id: number, maker: MakerFields): Promise<void> {
  await tables(tx)
    .updateTable('maker')
    .set({
      name: maker.name,
      name_en: maker.nameEn,
      country: maker.country,
      homepage: maker.homepage,
      edited: true,
      revision: sql`revision + 1`,
    })
    .where('id', '=', id)
    .execute()
}

export async function noteEdited(tx: Tx, ids: readonly number[]): Promise<void> {
  await tables(tx)
    .updateTable('maker')
    .set({ edited: true, revision: sql`revision + 1` })
    .where('id', 'in', [...ids])
    .execute()
}

/** Adds names; those that lead to a maker already stay where they are and are answered. */
export async function addMakerNames(
  tx: Tx,
  names: readonly (MakerNameRow & { shipped?: boolean })[],
): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`insert into maker_name (key, maker_id, name, kind, shipped)
    select distinct on (key) key, "makerId", name, kind, coalesce(shipped, false)
    from jsonb_to_recordset(${JSON.stringify(names.map((name, place) => ({ ...name, place })))}::jsonb)
      as row (key text, "makerId" bigint, name text, kind text, shipped boolean, place int)
    order by key, place
    on conflict (key) do nothing returning key`.execute(tx)
  const added = new Set(rows.map(({ key }) => key))
  return names.filter(({ key }) => !added.has(key)).map(({ name }) => name)
}

export async function removeMakerName(tx: Tx, makerId: number, key: string): Promise<void> {
  await tables(tx).deleteFrom('maker_name').where('maker_id', '=', makerId).where('key', '=', key).execute()
}

/** All names of one maker lead to another from now on; both records stay. */
export async function mergeMakers(tx: Tx, from: number, into: number): Promise<void> {
  await sql`update maker_name set maker_id = ${into}, kind = case kind when 'name' then 'alias' else kind end
    where maker_id = ${from}`.execute(tx)
  await sql`update maker set merged_into = ${into}, edited = true, revision = revision + 1
    where id = ${from} or merged_into = ${from}`.execute(tx)
}

export async function moveMakerName(tx: Tx, key: string, into: number): Promise<void> {
  await sql`update maker_name set maker_id = ${into}, kind = 'name' where key = ${key}`.execute(tx)
}

export interface MakerChange {
  readonly makerId: number | null
  readonly act: 'loaded' | 'created' | 'changed' | 'name_added' | 'name_removed' | 'merged' | 'split'
  readonly details: Readonly<Record<string, unknown>>
}
export interface KeptMakerChange extends MakerChange {
  readonly actorName: string
  readonly at: Instant
}

export async function noteMakerChanges(
  tx: Tx,
  changes: readonly MakerChange[],
  by: { readonly accountId: number | undefined; readonly name: string },
  now: Instant,
): Promise<void> {
  await sql`insert into maker_change (maker_id, act, details, actor_id, actor_name, at)
    select "makerId", act, details, ${by.accountId ?? null}::bigint, ${by.name}::text, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as row ("makerId" bigint, act text, details jsonb)`.execute(
    tx,
  )
}

/** The shipped list was put in. */
export async function noteMakersLoaded(tx: Tx, details: object): Promise<void> {
  await sql`insert into maker_change (act, details, actor_name, at)
    values ('loaded', ${JSON.stringify(details)}::jsonb, 'system', now())`.execute(tx)
}

export async function changesOfMaker(db: Db, makerId: number): Promise<KeptMakerChange[]> {
  const { rows } =
    await sql<KeptMakerChange>`select maker_id as "makerId", act, details, actor_name as "actorName", at
    from maker_change where maker_id = ${makerId} order by id desc limit 100`.execute(db)
  return rows
}

/** What instruments say of their maker, and how many say so. */
export async function makerTexts(db: Db): Promise<{ text: string; instruments: number }[]> {
  const { rows } = await sql<{
    text: string
    instruments: number
  }>`select maker_text as text, count(*)::int as instruments
    from instrument where maker_text is not null and disposed_on is null
    group by maker_text order by count(*) desc, maker_text`.execute(db)
  return rows
}

/** Puts the shipped list in: new makers, and news of those nobody changed. Answers whether anything differed. */
export async function writeShippedMakers(
  tx: Tx,
  makers: readonly { readonly name: string; readonly nameEn: string; readonly country: string }[],
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`insert into maker (name, name_en, country, shipped_as)
    select name, "nameEn", country, name
    from jsonb_to_recordset(${JSON.stringify(makers)}::jsonb) as row (name text, "nameEn" text, country text)
    on conflict (shipped_as) do update set name_en = excluded.name_en, country = excluded.country
    where not maker.edited and (maker.name_en, maker.country) is distinct from (excluded.name_en, excluded.country)
    returning id`.execute(tx)
  return rows.length > 0
}
