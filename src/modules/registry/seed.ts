import { fenFromWan } from '#kernel/money.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'
import { validationGround } from './data/reference-reader.ts'
import { errorsAmong, problemsOf } from './domain/element-validation.ts'
import type { Elements, InstrumentState } from './domain/instrument.ts'
import { instrumentKind } from './use-cases/save-instruments.ts'

export type { Elements, InstrumentState } from './domain/instrument.ts'

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
