import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { DerivedFigures } from '../domain/derived-figures.ts'
import type { VersionMade } from '../domain/editing-session.ts'
import type { Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'

/** One instrument about to be written, with what the program derived. */
export interface InstrumentRow extends DerivedFigures {
  readonly unitId: number
  readonly innerId: string
  readonly elements: Elements
  readonly dictionary: string
  readonly problems: number
  /** Replaces the version that stands instead of making the next one. */
  readonly continues?: boolean
  /** The new version is shown at once: nothing in it needs a review. */
  readonly staysAccepted?: boolean
}
/** What stands under the same number already. */
export interface Standing {
  readonly unitId: number
  readonly innerId: string
  readonly id: number
  readonly state: InstrumentState
  readonly version: number
  readonly same: boolean
  /** The elements the public sees, when they are the ones that stand and others are about to replace them. */
  readonly shown: Elements | null
  /** Who made the version that stands, when and how. */
  readonly made: VersionMade
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
  type Row = Omit<Standing, 'made'> & VersionMade
  const result =
    await sql<Row>`select i.unit_id as "unitId", i.inner_id as "innerId", i.id, i.state, i.version,
      i.elements = given.elements as same,
      case when i.state = 'accepted' and i.accepted_version = i.version and i.elements <> given.elements then i.elements
        end as shown, v.changed_by as by, v.changed_at as at, v.cause
    from ${asRows(keys)} as given ("unitId" bigint, "innerId" text, elements jsonb)
    join instrument i on i.unit_id = given."unitId" and i.inner_id = given."innerId"
    left join instrument_version v on v.unit_id = i.unit_id and v.instrument_id = i.id and v.version = i.version
    order by i.unit_id, i.id for update of i`.execute(tx)
  return result.rows.map(({ by, at, cause, ...row }) => ({ ...row, made: { by, at, cause } }))
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
      booked_on, class_code, problems, created_at, updated_at, state_since)
    select "unitId", "innerId", dictionary, elements, 'draft', name, "worthFen", "bookedOn", "classCode", problems,
      ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from ${asRows(rows)} as given ("unitId" bigint, "innerId" text, dictionary text, elements jsonb, name text,
      "worthFen" bigint, "bookedOn" date, "classCode" text, problems int)
    returning unit_id as "unitId", inner_id as "innerId", id, version`.execute(tx)
  return result.rows
}

/** Gives instruments their next version, or goes on with the one that stands; what was accepted or returned becomes a draft again, unless the change needs no review. */
export async function updateInstruments(
  tx: Tx,
  rows: readonly InstrumentRow[],
  now: Instant,
): Promise<Written[]> {
  if (rows.length === 0) return []
  const result =
    await sql<Written>`update instrument i set elements = given.elements, dictionary = given.dictionary,
      version = i.version + case when given.continues then 0 else 1 end, revision = i.revision + 1,
      state = case when given."staysAccepted" then i.state else 'draft' end,
      accepted_version = case when given."staysAccepted" then i.version + 1 else i.accepted_version end,
      state_since = case when given."staysAccepted" or i.state = 'draft' then i.state_since else ${now}::timestamptz end,
      name = given.name, worth_fen = given."worthFen",
      booked_on = given."bookedOn", class_code = given."classCode", problems = given.problems,
      updated_at = ${now}::timestamptz
    from ${asRows(rows)} as given ("unitId" bigint, "innerId" text, dictionary text, elements jsonb, name text,
      "worthFen" bigint, "bookedOn" date, "classCode" text, problems int, continues boolean, "staysAccepted" boolean)
    where i.unit_id = given."unitId" and i.inner_id = given."innerId"
    returning i.unit_id as "unitId", i.inner_id as "innerId", i.id, i.version`.execute(tx)
  return result.rows
}

/** Raises the version without touching the elements; whoever edits them at the moment goes on undisturbed. */
export async function raiseVersion(
  tx: Tx,
  to: {
    readonly unitId: number
    readonly id: number
    readonly version: number
    readonly staysAccepted: boolean
  },
  now: Instant,
): Promise<void> {
  const { unitId, id, version, staysAccepted } = to
  await sql`update instrument set version = ${version},
      state = case when ${staysAccepted}::boolean then state else 'draft' end,
      accepted_version = case when ${staysAccepted}::boolean then ${version} else accepted_version end,
      state_since = case when ${staysAccepted}::boolean or state = 'draft' then state_since else ${now}::timestamptz end,
      updated_at = ${now}::timestamptz
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Keeps the elements of a version; inside an editing session they replace what the session kept before. */
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
    from ${asRows(versions)} as given ("unitId" bigint, id bigint, version int, elements jsonb, cause text)
    on conflict (unit_id, instrument_id, version)
      do update set elements = excluded.elements, changed_at = excluded.changed_at`.execute(tx)
}
