import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { DerivedFigures } from '../domain/derived-figures.ts'
import type { Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'

/** One instrument about to be written, with what the program derived. */
export interface InstrumentRow extends DerivedFigures {
  readonly unitId: number
  readonly innerId: string
  readonly elements: Elements
  readonly dictionary: string
  readonly problems: number
}
/** What stands under the same number already. */
export interface Standing {
  readonly unitId: number
  readonly innerId: string
  readonly id: number
  readonly state: InstrumentState
  readonly version: number
  readonly same: boolean
}
export interface Author {
  readonly accountId: number | undefined
  readonly name: string
}

const asRows = (rows: readonly object[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`

/**
 * Before thousands of rows: checks of references must not go on with a plan made while the table was nearly empty
 * (measured: 9 s instead of 2 s for 10 000 rows).
 */
export async function expectManyRows(tx: Tx): Promise<void> {
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tx)
}

/** Locks what stands under the given numbers and says whether its elements are the same. */
export async function lockedStanding(tx: Tx, rows: readonly InstrumentRow[]): Promise<Standing[]> {
  const keys = rows.map(({ unitId, innerId, elements }) => ({ unitId, innerId, elements }))
  const result =
    await sql<Standing>`select i.unit_id as "unitId", i.inner_id as "innerId", i.id, i.state, i.version,
      i.elements = given.elements as same
    from ${asRows(keys)} as given ("unitId" bigint, "innerId" text, elements jsonb)
    join instrument i on i.unit_id = given."unitId" and i.inner_id = given."innerId"
    order by i.unit_id, i.id for update of i`.execute(tx)
  return result.rows
}

export interface Written {
  readonly unitId: number
  readonly innerId: string
  readonly id: number
  readonly version: number
}

/** Inserts new instruments as drafts. */
export async function insertInstruments(
  tx: Tx,
  rows: readonly InstrumentRow[],
  now: Instant,
): Promise<Written[]> {
  if (rows.length === 0) return []
  const result =
    await sql<Written>`insert into instrument (unit_id, inner_id, dictionary, elements, state, name, worth_fen,
      booked_on, class_code, problems, created_at, updated_at)
    select "unitId", "innerId", dictionary, elements, 'draft', name, "worthFen", "bookedOn", "classCode", problems,
      ${now}::timestamptz, ${now}::timestamptz
    from ${asRows(rows)} as given ("unitId" bigint, "innerId" text, dictionary text, elements jsonb, name text,
      "worthFen" bigint, "bookedOn" date, "classCode" text, problems int)
    returning unit_id as "unitId", inner_id as "innerId", id, version`.execute(tx)
  return result.rows
}

/** Gives instruments their next version; what was accepted or returned becomes a draft again. */
export async function updateInstruments(
  tx: Tx,
  rows: readonly InstrumentRow[],
  now: Instant,
): Promise<Written[]> {
  if (rows.length === 0) return []
  const result =
    await sql<Written>`update instrument i set elements = given.elements, dictionary = given.dictionary,
      version = i.version + 1, state = 'draft', name = given.name, worth_fen = given."worthFen",
      booked_on = given."bookedOn", class_code = given."classCode", problems = given.problems,
      updated_at = ${now}::timestamptz
    from ${asRows(rows)} as given ("unitId" bigint, "innerId" text, dictionary text, elements jsonb, name text,
      "worthFen" bigint, "bookedOn" date, "classCode" text, problems int)
    where i.unit_id = given."unitId" and i.inner_id = given."innerId"
    returning i.unit_id as "unitId", i.inner_id as "innerId", i.id, i.version`.execute(tx)
  return result.rows
}

/** Keeps the elements of a version for good. */
export async function insertVersions(
  tx: Tx,
  versions: readonly (Written & { readonly elements: Elements; readonly cause: VersionCause })[],
  author: Author,
  now: Instant,
): Promise<void> {
  if (versions.length === 0) return
  await sql`insert into instrument_version (unit_id, instrument_id, version, elements, changed_by, changed_by_name,
      changed_at, cause)
    select "unitId", id, version, elements, ${author.accountId ?? null}::bigint, ${author.name}::text,
      ${now}::timestamptz, cause
    from ${asRows(versions)} as given ("unitId" bigint, id bigint, version int, elements jsonb, cause text)`.execute(
    tx,
  )
}
