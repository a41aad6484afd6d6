import { fenFromWan } from '#kernel/money.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'
import { validationGround } from './data/reference-reader.ts'
import { errorsAmong, problemsOf } from './domain/element-validation.ts'
import type { Elements, InstrumentState } from './domain/instrument.ts'
import { type Attached, recordName, type ResourceKind, resourceKinds } from './domain/resource-record.ts'
import { instrumentKind } from './use-cases/save-instruments.ts'
import { errorsOf, type RecordGround, recordGround } from './use-cases/save-records.ts'

export type { Elements, InstrumentState } from './domain/instrument.ts'
export type { ResourceKind } from './domain/resource-record.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedInstrument {
  readonly unitId: number
  readonly id: number
  readonly innerId: string
  readonly centreId: number | undefined
  readonly leadId: number
  readonly dictionary: string
  readonly elements: Elements
  readonly version: number
  readonly state: InstrumentState
  readonly acceptedVersion: number | undefined
  readonly acceptedAt: Instant | undefined
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly disposedOn: string | undefined
  readonly problems: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}
export interface SeedVersion {
  readonly unitId: number
  readonly instrumentId: number
  readonly version: number
  readonly elements: Elements
  readonly changedBy: number
  readonly changedByName: string
  readonly changedAt: Instant
}

const instrumentColumns = [
  'unit_id',
  'id',
  'inner_id',
  'centre_id',
  'lead_account_id',
  'dictionary',
  'elements',
  'version',
  'state',
  'accepted_version',
  'accepted_at',
  'secrecy',
  'disposed_on',
  'name',
  'worth_fen',
  'booked_on',
  'class_code',
  'problems',
  'created_at',
  'updated_at',
  'state_since',
]

export async function seedInstruments(sql: Sql, instruments: Iterable<SeedInstrument>): Promise<void> {
  await copyRows(
    sql,
    'instrument',
    instrumentColumns,
    rowsOf(instruments, (one) => {
      const { cname, worth, beginDate, instrCategory } = one.elements
      return [
        one.unitId,
        one.id,
        one.innerId,
        one.centreId,
        one.leadId,
        one.dictionary,
        one.elements,
        one.version,
        one.state,
        one.acceptedVersion,
        timeCell(one.acceptedAt),
        one.secrecy,
        one.disposedOn,
        cname ?? '',
        typeof worth === 'number' ? fenFromWan(worth) : undefined,
        beginDate,
        instrCategory,
        one.problems,
        timeCell(one.createdAt),
        timeCell(one.updatedAt),
        timeCell(one.updatedAt),
      ]
    }),
  )
}

export async function seedVersions(sql: Sql, versions: Iterable<SeedVersion>): Promise<void> {
  await copyRows(
    sql,
    'instrument_version',
    [
      'unit_id',
      'instrument_id',
      'version',
      'elements',
      'changed_by',
      'changed_by_name',
      'changed_at',
      'cause',
    ],
    rowsOf(versions, (one) => [
      one.unitId,
      one.instrumentId,
      one.version,
      one.elements,
      one.changedBy,
      one.changedByName,
      timeCell(one.changedAt),
      'seed',
    ]),
  )
}

/** After the last instrument. */
export const finishInstruments = (sql: Sql): Promise<void> => moveSequence(sql, 'instrument')

/** Counts what keeps a record from being submitted, as the dictionary in force on the day sees it. */
export async function openJudge(db: Db, today: string) {
  const ground = await validationGround(db, instrumentKind, today)
  return {
    dictionary: ground.dictionary.version,
    problems: (elements: Elements): number => errorsAmong(problemsOf(elements, ground)),
  }
}

export interface SeedResourceRecord {
  readonly unitId: number
  readonly id: number
  readonly kind: ResourceKind
  readonly innerId: string
  readonly facilityId: number | undefined
  readonly instrumentId: number | undefined
  readonly centreId: number | undefined
  readonly elements: Elements
  readonly attached: Attached
  readonly state: InstrumentState
  readonly author: { readonly id: number; readonly displayName: string }
  readonly at: Instant
}

/** Instruments under customs supervision, for whom customs records are made. */
export async function supervisedInstruments(sql: Sql) {
  return sql<
    { unitId: number; id: number; innerId: string; name: string; bookedOn: string; state: InstrumentState }[]
  >`
    select unit_id::int as "unitId", id::int as id, inner_id as "innerId", name, booked_on::text as "bookedOn", state
    from instrument where elements ->> 'instrSupervise' = '是' order by id`
}

async function seedRecordVersions(sql: Sql, records: readonly SeedResourceRecord[]): Promise<void> {
  await copyRows(
    sql,
    'resource_record_version',
    [
      'unit_id',
      'record_id',
      'version',
      'elements',
      'attached',
      'changed_by',
      'changed_by_name',
      'changed_at',
      'cause',
    ],
    rowsOf(records, ({ unitId, id, elements, attached, author, at }) => [
      ...[unitId, id, 1, elements, attached, author.id, author.displayName, timeCell(at), 'seed'],
    ]),
  )
}

/** Records of other kinds with their one version; what is wrong with each is counted as the dictionaries of the day see it. */
export async function seedResourceRecords(
  sql: Sql,
  db: Db,
  today: string,
  records: readonly SeedResourceRecord[],
): Promise<void> {
  const grounds = new Map<ResourceKind, RecordGround>()
  for (const kind of resourceKinds) grounds.set(kind, await recordGround(db, kind, today))
  await copyRows(
    sql,
    'resource_record',
    [
      ...[
        'unit_id',
        'id',
        'kind',
        'inner_id',
        'facility_id',
        'instrument_id',
        'centre_id',
        'dictionary',
        'elements',
      ],
      ...[
        'attached',
        'state',
        'accepted_version',
        'name',
        'problems',
        'created_at',
        'updated_at',
        'state_since',
      ],
    ],
    rowsOf(records, (one) => {
      const ground = grounds.get(one.kind)
      return [
        ...[one.unitId, one.id, one.kind, one.innerId, one.facilityId, one.instrumentId, one.centreId],
        ground?.main.dictionary.version ?? '',
        ...[one.elements, one.attached, one.state, one.state === 'accepted' ? 1 : undefined],
        recordName(one.kind, one.elements),
        ground === undefined ? 0 : errorsOf(ground, one.elements, one.attached),
        ...[timeCell(one.at), timeCell(one.at), timeCell(one.at)],
      ]
    }),
  )
  await seedRecordVersions(sql, records)
  await moveSequence(sql, 'resource_record')
}
