import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Elements } from '../domain/instrument.ts'

/** An instrument as the public may see it: the version the province accepted last. */
export interface AcceptedInstrument {
  readonly unitId: number
  readonly id: number
  readonly centreId: number | undefined
  readonly dictionary: string
  readonly elements: Elements
  readonly acceptedAt: Instant
  /** Its first picture. */
  readonly pictureId: number | undefined
}

type Row = { [Key in keyof AcceptedInstrument]: AcceptedInstrument[Key] | null }

const select = sql`select i.unit_id as "unitId", i.id, i.centre_id as "centreId", i.dictionary, v.elements,
  i.accepted_at as "acceptedAt", p.file_id as "pictureId"
  from instrument i
  join instrument_version v on v.unit_id = i.unit_id and v.instrument_id = i.id and v.version = i.accepted_version
  left join lateral (select file_id from instrument_picture
    where unit_id = i.unit_id and instrument_id = i.id and from_version <= i.accepted_version
      and (until_version is null or until_version > i.accepted_version) order by position, file_id limit 1) p on true
  where i.accepted_at is not null and i.disposed_on is null`

const acceptedOf = (row: Row): AcceptedInstrument =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value ?? undefined]),
  ) as unknown as AcceptedInstrument

/** What the public may see of an instrument; undefined when it is not accepted, withdrawn or disposed of. */
export async function acceptedInstrument(db: Db, id: number): Promise<AcceptedInstrument | undefined> {
  const { rows } = await sql<Row>`${select} and i.id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : acceptedOf(rows[0])
}

/** The next accepted instruments after an id, in the order of ids; for whoever goes through all of them. */
export async function acceptedInstrumentsAfter(
  db: Db,
  id: number,
  limit: number,
): Promise<AcceptedInstrument[]> {
  const { rows } = await sql<Row>`${select} and i.id > ${id} order by i.id limit ${limit}`.execute(db)
  return rows.map(acceptedOf)
}
