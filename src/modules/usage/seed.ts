import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'

export { rebuildSums } from './data/year-sums.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedUse {
  readonly unitId: number
  readonly id: number
  readonly instrumentId: number
  readonly bookingId: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly startedAt: Instant
  readonly endedAt: Instant | undefined
  readonly preparationMinutes: number
  readonly measuringMinutes: number
  readonly processingMinutes: number
  readonly idleMinutes: number
  readonly kind: string
  readonly evidence: string
  readonly note: string
  readonly checkedInBy: number
  readonly checkedOutBy: number | undefined
  readonly version: number
}
export interface SeedRecord {
  readonly unitId: number
  readonly id: number
  readonly recordNo: string
  readonly instrumentId: number
  readonly useId: number
  readonly bookingId: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly serviceType: 120 | 130
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly year: number
  readonly effectiveMinutes: number
  readonly amountFen: number
  readonly evidence: string
  readonly state: 'to_complete' | 'complete'
  readonly elements: Readonly<Record<string, string | number | readonly string[]>>
}
export interface SeedCorrection {
  readonly unitId: number
  readonly useId: number
  readonly before: object
  readonly after: object
  readonly reason: string
  readonly correctedBy: number
  readonly correctedByName: string
  readonly correctedAt: Instant
}

const useColumns = [
  'unit_id',
  'id',
  'instrument_id',
  'booking_id',
  'account_id',
  'user_unit_id',
  'started_at',
  'ended_at',
  'preparation_minutes',
  'measuring_minutes',
  'processing_minutes',
  'idle_minutes',
  'kind',
  'evidence',
  'status',
  'note',
  'checked_in_by',
  'checked_out_by',
  'version',
  'created_at',
]

export async function seedUses(sql: Sql, uses: Iterable<SeedUse>): Promise<void> {
  await copyRows(
    sql,
    'use_log',
    useColumns,
    rowsOf(uses, (one) => [
      one.unitId,
      one.id,
      one.instrumentId,
      one.bookingId,
      one.accountId,
      one.userUnitId,
      timeCell(one.startedAt),
      timeCell(one.endedAt),
      one.preparationMinutes,
      one.measuringMinutes,
      one.processingMinutes,
      one.idleMinutes,
      one.kind,
      one.evidence,
      one.endedAt === undefined ? 'running' : 'finished',
      one.note,
      one.checkedInBy,
      one.checkedOutBy,
      one.version,
      timeCell(one.startedAt),
    ]),
  )
}

const recordColumns = [
  'unit_id',
  'id',
  'record_no',
  'instrument_id',
  'use_id',
  'booking_id',
  'account_id',
  'user_unit_id',
  'service_type',
  'started_at',
  'ended_at',
  'year',
  'effective_minutes',
  'amount_fen',
  'evidence',
  'state',
  'elements',
  'created_at',
  'updated_at',
]

export async function seedRecords(sql: Sql, records: Iterable<SeedRecord>): Promise<void> {
  await copyRows(
    sql,
    'service_record',
    recordColumns,
    rowsOf(records, (one) => [
      one.unitId,
      one.id,
      one.recordNo,
      one.instrumentId,
      one.useId,
      one.bookingId,
      one.accountId,
      one.userUnitId,
      one.serviceType,
      timeCell(one.startedAt),
      timeCell(one.endedAt),
      one.year,
      one.effectiveMinutes,
      one.amountFen,
      one.evidence,
      one.state,
      one.elements,
      timeCell(one.endedAt),
      timeCell(one.endedAt),
    ]),
  )
}

export async function seedCorrections(sql: Sql, corrections: Iterable<SeedCorrection>): Promise<void> {
  await copyRows(
    sql,
    'use_correction',
    [
      'unit_id',
      'use_id',
      'version',
      'before',
      'after',
      'reason',
      'corrected_by',
      'corrected_by_name',
      'corrected_at',
    ],
    rowsOf(corrections, (one) => [
      one.unitId,
      one.useId,
      2,
      one.before,
      one.after,
      one.reason,
      one.correctedBy,
      one.correctedByName,
      timeCell(one.correctedAt),
    ]),
  )
}

/** After the last record; the prepared sums are made afterwards (`rebuildSums`). */
export async function finishUses(sql: Sql): Promise<void> {
  await moveSequence(sql, 'use_log')
  await moveSequence(sql, 'service_record')
}
