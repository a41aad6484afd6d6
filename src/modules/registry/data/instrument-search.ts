import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { Elements, InstrumentState } from '../domain/instrument.ts'

export interface KnownInstrument {
  readonly id: number
  readonly innerId: string
  readonly state: InstrumentState
  readonly version: number
  readonly elements: Elements
}

/**
 * What a unit already has under the given numbers of its own. The unit comes through a list (`offset 0` keeps it there):
 * for a unit the statistics do not know yet, as while its first import runs, a plan for the unit itself expects hardly
 * a row, and reads all of them for every number.
 */
export async function findByInnerIds(
  db: Db,
  unitId: number,
  innerIds: readonly string[],
): Promise<KnownInstrument[]> {
  if (innerIds.length === 0) return []
  const { rows } =
    await sql<KnownInstrument>`select i.id, i.inner_id as "innerId", i.state, i.version, i.elements
    from (select ${unitId}::bigint as unit_id, inner_id
      from jsonb_array_elements_text(${JSON.stringify(innerIds)}::jsonb) as listed (inner_id) offset 0) given
    join instrument i on i.unit_id = given.unit_id and i.inner_id = given.inner_id`.execute(db)
  return rows
}

/** What makes two records of a unit look like one thing: name, model and booking date. */
export interface Thing {
  readonly name: string
  readonly model: string
  /** `2026-11-23` */
  readonly bookedOn: string
}
export interface SameThing {
  /** Place of the thing asked about in the list given. */
  readonly index: number
  readonly id: number
  readonly innerId: string
}

/** Instruments of a unit with the same name, model and booking date as the things given, under whatever number. */
export async function findSameThings(db: Db, unitId: number, things: readonly Thing[]): Promise<SameThing[]> {
  if (things.length === 0) return []
  const given = things.map((thing, index) => ({ index, ...thing }))
  const { rows } = await sql<SameThing>`select given.index, i.id, i.inner_id as "innerId"
    from (select ${unitId}::bigint as unit_id, listed.* from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as listed (index int, name text, model text, "bookedOn" date) offset 0) given
    join instrument i on i.unit_id = given.unit_id and i.name = given.name and i.booked_on = given."bookedOn"
      and coalesce(i.elements ->> 'instrVersion', '') = given.model
    order by given.index, i.id`.execute(db)
  return rows
}

/** Numbers of other instruments of a unit that read the same but for spaces, hyphens and case. */
export async function findSameNumbers(
  db: Db,
  of: { readonly unitId: number; readonly id: number; readonly innerId: string },
): Promise<string[]> {
  const plain = (text: RawBuilder<unknown>) => sql`lower(regexp_replace(${text}, '[\\s_./-]+', '', 'g'))`
  const { rows } = await sql<{ innerId: string }>`select inner_id as "innerId" from instrument i
    where i.unit_id = ${of.unitId} and i.id <> ${of.id}
      and ${plain(sql`i.inner_id`)} = ${plain(sql`${of.innerId}::text`)} order by inner_id limit 5`.execute(
    db,
  )
  return rows.map((row) => row.innerId)
}
