import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'
import type { Attached, ResourceKind, ResourceRecord } from '../domain/resource-record.ts'
import type { Author } from './instrument-writer.ts'

type Row = Omit<ResourceRecord, 'place'> & { departmentId: number | undefined; cityCode: string | undefined }
const selectRecord = sql`select r.unit_id as "unitId", r.id, r.kind, r.inner_id as "innerId", r.facility_id as "facilityId",
  r.instrument_id as "instrumentId", r.centre_id as "centreId", r.dictionary, r.elements, r.attached, r.version, r.revision,
  r.state, r.accepted_version as "acceptedVersion", r.name, r.problems, r.updated_at as "updatedAt",
  u.department_id as "departmentId", u.city_code as "cityCode" from resource_record r join unit u on u.id = r.unit_id`

function recordOf(row: Row): ResourceRecord {
  const { departmentId, cityCode, ...rest } = Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, (value as unknown) ?? undefined]),
  ) as unknown as Row
  return { ...rest, place: { unitId: rest.unitId, departmentId, cityCode } }
}
const idsIn = (ids: readonly number[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint)`

/** A record, whoever asks; the caller checks permissions against `place`. */
export async function resourceRecordById(db: Db, id: number): Promise<ResourceRecord | undefined> {
  const { rows } = await sql<Row>`${selectRecord} where r.id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : recordOf(rows[0])
}

/** Several records, locked in one order until the transaction ends. */
export async function lockedResourceRecords(tx: Tx, ids: readonly number[]): Promise<ResourceRecord[]> {
  const { rows } =
    await sql<Row>`${selectRecord} where r.id in ${idsIn(ids)} order by r.id for update of r`.execute(tx)
  return rows.map(recordOf)
}

export interface RecordKey {
  readonly unitId: number
  readonly kind: ResourceKind
  readonly innerId: string
}

/** What stands under the given numbers, locked. */
export async function lockedRecordsByNumber(tx: Tx, keys: readonly RecordKey[]): Promise<ResourceRecord[]> {
  const { rows } = await sql<Row>`${selectRecord}
    where (r.unit_id, r.kind, r.inner_id) in (select "unitId", kind, "innerId"
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as given ("unitId" bigint, kind text, "innerId" text))
    order by r.id for update of r`.execute(tx)
  return rows.map(recordOf)
}

export interface RecordListFilter {
  readonly scope: ScopeFilter
  readonly kind: ResourceKind
  readonly states?: readonly InstrumentState[] | undefined
  readonly unitId?: number | undefined
  readonly words?: string | undefined
  /** Only those of one facility. */
  readonly facilityId?: number | undefined
  readonly limit: number
}

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`

/** Records of a kind within a scope, latest change first. */
export async function resourceRecords(
  db: Db,
  filter: RecordListFilter,
): Promise<(ResourceRecord & { readonly unitName: string })[]> {
  const { states, unitId, words, facilityId, limit } = filter
  const where = [
    withinScope(filter.scope, { unit: 'u' }),
    sql`r.kind = ${filter.kind}`,
    ...(states === undefined ? [] : [sql`r.state = any(${[...states]}::text[])`]),
    ...(unitId === undefined ? [] : [sql`r.unit_id = ${unitId}`]),
    ...(facilityId === undefined ? [] : [sql`r.facility_id = ${facilityId}`]),
    ...(words === undefined || words === ''
      ? []
      : [
          sql`(r.name ilike ${like(words)} or r.inner_id ilike ${like(words)} or u.name ilike ${like(words)})`,
        ]),
  ]
  const { rows } = await sql<Row & { unitName: string }>`select found.*, u.name as "unitName"
    from (${selectRecord} where ${sql.join(where, sql` and `)} order by r.updated_at desc, r.id desc limit ${limit}) found
    join unit u on u.id = found."unitId" order by found."updatedAt" desc, found.id desc`.execute(db)
  return rows.map((row) => ({ ...recordOf(row), unitName: row.unitName }))
}

/** How many records of each kind and state there are within a scope. */
export async function resourceRecordCounts(
  db: Db,
  scope: ScopeFilter,
): Promise<{ kind: ResourceKind; state: InstrumentState; count: number }[]> {
  const { rows } = await sql<{
    kind: ResourceKind
    state: InstrumentState
    count: number
  }>`select r.kind, r.state,
      count(*)::int as count
    from resource_record r join unit u on u.id = r.unit_id where ${withinScope(scope, { unit: 'u' })}
    group by r.kind, r.state`.execute(db)
  return rows
}

/** A record about to be written, with what the program derived. */
export interface RecordRow extends RecordKey {
  readonly facilityId: number | null
  readonly instrumentId: number | null
  readonly centreId: number | null
  readonly dictionary: string
  readonly elements: Elements
  readonly attached: Attached
  readonly name: string
  readonly problems: number
  readonly cause: VersionCause
  /** An accepted record stays so and shows this version at once. */
  readonly staysAccepted: boolean
}

interface WrittenRecord {
  readonly unitId: number
  readonly id: number
  readonly version: number
  readonly kind: ResourceKind
  readonly innerId: string
}

/** Writes records: new ones as drafts, others as the next version and drafts again unless they stay accepted; each version is kept. */
export async function writeRecords(
  tx: Tx,
  rows: readonly RecordRow[],
  author: Author,
  now: Instant,
): Promise<WrittenRecord[]> {
  if (rows.length === 0) return []
  const given = JSON.stringify(rows)
  const result =
    await sql<WrittenRecord>`insert into resource_record (unit_id, kind, inner_id, facility_id, instrument_id,
      centre_id, dictionary, elements, attached, state, name, problems, created_at,
      updated_at, state_since)
    select "unitId", kind, "innerId", "facilityId", "instrumentId", "centreId", dictionary, elements, attached,
      case when "staysAccepted" then 'accepted' else 'draft' end, name, problems, ${now}::timestamptz, ${now}::timestamptz,
      ${now}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as given ("unitId" bigint, kind text, "innerId" text, "facilityId" bigint,
      "instrumentId" bigint, "centreId" bigint, dictionary text, elements jsonb, attached jsonb, name text, problems int,
      "staysAccepted" boolean)
    on conflict (unit_id, kind, inner_id) do update set facility_id = excluded.facility_id,
      instrument_id = excluded.instrument_id, centre_id = excluded.centre_id, dictionary = excluded.dictionary,
      elements = excluded.elements, attached = excluded.attached, state = excluded.state,
      accepted_version = case when excluded.state = 'accepted' then resource_record.version + 1
        else resource_record.accepted_version end,
      state_since = case when excluded.state = resource_record.state then resource_record.state_since
        else excluded.state_since end, name = excluded.name,
      problems = excluded.problems, version = resource_record.version + 1, revision = resource_record.revision + 1,
      updated_at = excluded.updated_at
    returning unit_id as "unitId", id, version, kind, inner_id as "innerId"`.execute(tx)
  await sql`insert into resource_record_version (unit_id, record_id, version, elements, attached, changed_by,
      changed_by_name, changed_at, cause)
    select r.unit_id, r.id, r.version, r.elements, r.attached, ${author.accountId ?? null}::bigint, ${author.name}::text,
      ${now}::timestamptz, given.cause
    from jsonb_to_recordset(${given}::jsonb) as given ("unitId" bigint, kind text, "innerId" text, cause text)
    join resource_record r on r.unit_id = given."unitId" and r.kind = given.kind and r.inner_id = given."innerId"`.execute(
    tx,
  )
  return result.rows
}

/** Goes on with the version that stands: the same person still at work in the form. */
export async function continueRecord(tx: Tx, row: RecordRow, now: Instant): Promise<void> {
  const { unitId, kind, innerId, facilityId, instrumentId, centreId, dictionary, name, problems } = row
  const [elements, attached] = [JSON.stringify(row.elements), JSON.stringify(row.attached)]
  await sql`with kept as (update resource_record set facility_id = ${facilityId}::bigint,
      instrument_id = ${instrumentId}::bigint, centre_id = ${centreId}::bigint, dictionary = ${dictionary},
      elements = ${elements}::jsonb, attached = ${attached}::jsonb, name = ${name}, problems = ${problems},
      revision = revision + 1, updated_at = ${now}::timestamptz
      where unit_id = ${unitId} and kind = ${kind} and inner_id = ${innerId} returning unit_id, id, version)
    update resource_record_version v set elements = ${elements}::jsonb, attached = ${attached}::jsonb,
      changed_at = ${now}::timestamptz
    from kept where v.unit_id = kept.unit_id and v.record_id = kept.id and v.version = kept.version`.execute(
    tx,
  )
}

/** Changes of state; who may and when is judged by the reporting module. */
export async function moveRecords(
  tx: Tx,
  now: Instant,
  moves: readonly { readonly id: number; readonly state: InstrumentState; readonly accepted: boolean }[],
): Promise<void> {
  await sql`update resource_record r set state = given.state, updated_at = ${now}::timestamptz, state_since = ${now}::timestamptz,
      accepted_version = case when given.accepted then r.version else r.accepted_version end
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as given (id bigint, state text, accepted boolean)
    where r.id = given.id`.execute(tx)
}

export interface RecordVersion {
  readonly version: number
  readonly changedBy: number | null
  readonly changedByName: string
  readonly changedAt: Instant
  readonly cause: VersionCause
}

/** Every version of a record, newest first. */
export async function recordVersions(
  db: Db,
  of: Pick<ResourceRecord, 'unitId' | 'id'>,
): Promise<RecordVersion[]> {
  const { rows } =
    await sql<RecordVersion>`select version, changed_by as "changedBy", changed_by_name as "changedByName",
      changed_at as "changedAt", cause
    from resource_record_version where unit_id = ${of.unitId} and record_id = ${of.id} order by version desc limit 200`.execute(
      db,
    )
  return rows
}

/** What a version of a record said; undefined when there is none. */
export async function recordContentAt(
  db: Db,
  of: Pick<ResourceRecord, 'unitId' | 'id'>,
  version: number,
): Promise<Pick<ResourceRecord, 'elements' | 'attached'> | undefined> {
  const { rows } = await sql<Pick<ResourceRecord, 'elements' | 'attached'>>`select elements, attached
    from resource_record_version where unit_id = ${of.unitId} and record_id = ${of.id} and version = ${version}`.execute(
    db,
  )
  return rows[0]
}

/** Of some instruments, which have a complete record of each kind beside them. */
export async function completeRecordsBeside(
  db: Db,
  instrumentIds: readonly number[],
): Promise<{ instrumentId: number; kind: ResourceKind }[]> {
  const { rows } = await sql<{
    instrumentId: number
    kind: ResourceKind
  }>`select instrument_id as "instrumentId", kind
    from resource_record where instrument_id in ${idsIn(instrumentIds)} and problems = 0`.execute(db)
  return rows
}
