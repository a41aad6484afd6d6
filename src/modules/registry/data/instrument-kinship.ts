import { sql } from 'kysely'
import type { Fen } from '#kernel/money.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

/** Other numbers of a unit's ledger → the inner number they mean. */
export async function ledgerNumbers(db: Db, unitId: number): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ number: string; innerId: string }>`select n.number, i.inner_id as "innerId"
    from ledger_number n join instrument i on i.unit_id = n.unit_id and i.id = n.instrument_id
    where n.unit_id = ${unitId}`.execute(db)
  return new Map(rows.map(({ number, innerId }) => [number, innerId]))
}

export interface NumberLink {
  readonly number: string
  readonly instrumentId: number
}

/** From now on the unit's ledger may call these instruments by these numbers. */
export async function linkNumbers(
  tx: Tx,
  unitId: number,
  by: { readonly importId: number; readonly name: string; readonly at: Instant },
  links: readonly NumberLink[],
): Promise<void> {
  if (links.length === 0) return
  await sql`insert into ledger_number (unit_id, number, instrument_id, linked_in, linked_by_name, linked_at)
    select ${unitId}, number, "instrumentId", ${by.importId}, ${by.name}, ${by.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as given (number text, "instrumentId" bigint)
    on conflict (unit_id, number) do update set instrument_id = excluded.instrument_id,
      linked_in = excluded.linked_in, linked_by_name = excluded.linked_by_name, linked_at = excluded.linked_at`.execute(
    tx,
  )
}

/** Takes back the links an import made to these instruments; the numbers are free again. */
export async function unlinkNumbers(
  tx: Tx,
  unitId: number,
  importId: number,
  instrumentIds: readonly number[],
): Promise<void> {
  await sql`delete from ledger_number where unit_id = ${unitId} and linked_in = ${importId}
    and instrument_id in (select jsonb_array_elements_text(${JSON.stringify(instrumentIds)}::jsonb)::bigint)`.execute(
    tx,
  )
}

export interface StandingInstrument {
  readonly id: number
  readonly innerId: string
  readonly worthFen: Fen | null
}

/** Every instrument of a unit that has not left its books. */
export async function standingInstruments(db: Db, unitId: number): Promise<StandingInstrument[]> {
  const { rows } = await sql<StandingInstrument>`select id, inner_id as "innerId", worth_fen as "worthFen"
    from instrument where unit_id = ${unitId} and disposed_on is null order by id`.execute(db)
  return rows
}

export interface DescribedInstrument extends StandingInstrument {
  readonly name: string
  readonly model: string
  /** `2026-11-23` or ''. */
  readonly bookedOn: string
}

/** What tells instruments of a unit apart. */
export async function describedInstruments(
  db: Db,
  unitId: number,
  ids: readonly number[],
): Promise<DescribedInstrument[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<DescribedInstrument>`select i.id, i.inner_id as "innerId", i.worth_fen as "worthFen", i.name,
      coalesce(i.elements ->> 'instrVersion', '') as model, coalesce(i.booked_on::text, '') as "bookedOn"
    from instrument i where i.unit_id = ${unitId}
      and i.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint) order by i.id`.execute(
      db,
    )
  return rows
}

export interface PartLink {
  readonly partId: number
  readonly systemId: number
}

/**
 * Links parts to their systems; a set has one level, so whoever is a part cannot be a system and the other way round, and
 * such links are left out.
 */
export async function linkParts(
  tx: Tx,
  unitId: number,
  now: Instant,
  links: readonly PartLink[],
): Promise<number> {
  if (links.length === 0) return 0
  const systems = new Set(links.map(({ systemId }) => systemId))
  const flat = links.filter(({ partId, systemId }) => partId !== systemId && !systems.has(partId))
  const { rows } = await sql`insert into instrument_part (unit_id, part_id, system_id, linked_at)
    select ${unitId}, given."partId", given."systemId", ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as given ("partId" bigint, "systemId" bigint)
    where not exists (select from instrument_part p where p.unit_id = ${unitId}
        and (p.part_id = given."systemId" or p.system_id = given."partId"))
    on conflict (unit_id, part_id) do update set system_id = excluded.system_id, linked_at = excluded.linked_at
    returning part_id`.execute(tx)
  return rows.length
}

/** An instrument is no part of a set any more. */
export async function unlinkPart(tx: Tx, unitId: number, partId: number): Promise<void> {
  await sql`delete from instrument_part where unit_id = ${unitId} and part_id = ${partId}`.execute(tx)
}

export interface Descent {
  readonly ancestorId: number
  readonly descendantId: number
  readonly kind: 'split' | 'merged'
}

/** Notes what became of instruments; the same twice is the same once. */
export async function noteDescent(
  tx: Tx,
  unitId: number,
  now: Instant,
  descents: readonly Descent[],
): Promise<void> {
  if (descents.length === 0) return
  await sql`insert into instrument_descent (unit_id, ancestor_id, descendant_id, kind, noted_at)
    select ${unitId}, "ancestorId", "descendantId", kind, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(descents)}::jsonb)
      as given ("ancestorId" bigint, "descendantId" bigint, kind text)
    where "ancestorId" <> "descendantId" on conflict do nothing`.execute(tx)
}

export interface Kin {
  readonly relation: 'system' | 'part' | 'ancestor' | 'descendant'
  readonly id: number
  readonly innerId: string
  readonly name: string
  readonly disposedOn: string | null
}

/** System and parts of an instrument, what it came from and what became of it. */
export async function kinOf(db: Db, unitId: number, id: number): Promise<Kin[]> {
  const { rows } =
    await sql<Kin>`select kin.relation, i.id, i.inner_id as "innerId", i.name, i.disposed_on as "disposedOn"
    from (select 'system' as relation, system_id as id from instrument_part where unit_id = ${unitId} and part_id = ${id}
      union all select 'part', part_id from instrument_part where unit_id = ${unitId} and system_id = ${id}
      union all select 'ancestor', ancestor_id from instrument_descent where unit_id = ${unitId} and descendant_id = ${id}
      union all select 'descendant', descendant_id from instrument_descent where unit_id = ${unitId} and ancestor_id = ${id}
    ) kin join instrument i on i.unit_id = ${unitId} and i.id = kin.id order by kin.relation, i.id`.execute(
      db,
    )
  return rows
}
