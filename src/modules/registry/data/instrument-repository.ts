import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { Elements, Instrument } from '../domain/instrument.ts'

type Row = Omit<Instrument, 'place'> & { departmentId: number | undefined; cityCode: string | undefined }

/** The days of a filed declaration, of the instrument with the alias `i`. */
export const excusedSpans = sql`coalesce((select jsonb_agg(jsonb_build_object('from', lower(span), 'until', upper(span) - 1))
  from unnest(i.excused) span), '[]'::jsonb)`

const selectInstrument = sql`select i.unit_id as "unitId", i.id, i.inner_id as "innerId", i.centre_id as "centreId",
  i.lead_account_id as "leadAccountId", i.dictionary, i.elements, i.version, i.revision, i.state, i.accepted_version as "acceptedVersion",
  i.accepted_at as "acceptedAt", i.secrecy, i.disposed_on as "disposedOn", i.name, i.worth_fen as "worthFen", i.booked_on as "bookedOn",
  i.class_code as "classCode", i.problems, ${excusedSpans} as excused, i.updated_at as "updatedAt", u.department_id as "departmentId", u.city_code as "cityCode"
  from instrument i join unit u on u.id = i.unit_id`

function instrumentOf(row: Row): Instrument {
  const { departmentId, cityCode, ...rest } = Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, (value as unknown) ?? undefined]),
  ) as unknown as Row
  return {
    ...rest,
    place: { unitId: rest.unitId, departmentId, cityCode, centreId: rest.centreId, instrumentId: rest.id },
  }
}

/** The working version of an instrument, whoever asks; the caller checks permissions against `place`. */
export async function instrumentById(db: Db, id: number): Promise<Instrument | undefined> {
  const { rows } = await sql<Row>`${selectInstrument} where i.id = ${id} and i.purged_at is null`.execute(db)
  return rows[0] === undefined ? undefined : instrumentOf(rows[0])
}

/** Like instrumentById, and keeps others from changing it until the transaction ends. */
export async function lockedInstrument(db: Db, id: number): Promise<Instrument | undefined> {
  const { rows } =
    await sql<Row>`${selectInstrument} where i.id = ${id} and i.purged_at is null for update of i`.execute(db)
  return rows[0] === undefined ? undefined : instrumentOf(rows[0])
}

/** The elements of the version the province accepted last; undefined when the instrument is not public. */
export async function acceptedElements(db: Db, id: number): Promise<Elements | undefined> {
  const { rows } = await sql<{ elements: Elements }>`select v.elements from instrument i
    join instrument_version v on v.unit_id = i.unit_id and v.instrument_id = i.id and v.version = i.accepted_version
    where i.id = ${id}`.execute(db)
  return rows[0]?.elements
}

/** Several at once, for reading. */
export async function instrumentsById(db: Db, ids: readonly number[]): Promise<Instrument[]> {
  const { rows } = await sql<Row>`${selectInstrument}
    where i.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint)`.execute(db)
  return rows.map(instrumentOf)
}

/** Several at once, locked in one order so that two bulk acts cannot wait for each other. */
export async function lockedInstruments(db: Db, ids: readonly number[]): Promise<Instrument[]> {
  const { rows } = await sql<Row>`${selectInstrument}
    where i.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint) and i.purged_at is null
    order by i.id for update of i`.execute(db)
  return rows.map(instrumentOf)
}
