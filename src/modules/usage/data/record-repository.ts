import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { RecordElements, RecordState } from '../domain/service-record-elements.ts'
import type { ServiceType } from '../domain/service-type-rules.ts'
import type { EvidenceGrade } from '../domain/use.ts'

/** A service record as it is stored: figures beside the elements of the national form. */
export interface ServiceRecord {
  readonly unitId: number
  readonly id: number
  readonly recordNo: string
  readonly instrumentId: number
  readonly useId: number
  readonly bookingId: number | undefined
  readonly accountId: number | undefined
  readonly userUnitId: number | undefined
  readonly serviceType: ServiceType
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly year: number
  readonly effectiveMinutes: number
  readonly amountFen: number
  readonly evidence: EvidenceGrade
  readonly state: RecordState
  readonly elements: RecordElements
}
type Row = { [K in keyof ServiceRecord]: ServiceRecord[K] | null }

const columns = sql`unit_id as "unitId", id, record_no as "recordNo", instrument_id as "instrumentId", use_id as "useId",
  booking_id as "bookingId", account_id as "accountId", user_unit_id as "userUnitId", service_type as "serviceType",
  started_at as "startedAt", ended_at as "endedAt", year, effective_minutes as "effectiveMinutes",
  amount_fen as "amountFen", evidence, state, elements`

const recordOf = (row: Row): ServiceRecord =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value ?? undefined]),
  ) as unknown as ServiceRecord

export async function lockedRecord(tx: Tx, id: number): Promise<ServiceRecord | undefined> {
  const { rows } = await sql<Row>`select ${columns} from service_record where id = ${id} for update`.execute(
    tx,
  )
  return rows[0] === undefined ? undefined : recordOf(rows[0])
}

/** The record of a use, void or not, locked until the transaction ends. */
export async function recordOfUse(tx: Tx, unitId: number, useId: number): Promise<ServiceRecord | undefined> {
  const { rows } = await sql<Row>`select ${columns} from service_record
    where unit_id = ${unitId} and use_id = ${useId} for update`.execute(tx)
  return rows[0] === undefined ? undefined : recordOf(rows[0])
}

/** Writes the one record of a use: new, or in place of what it was; the number stays. */
export async function putRecord(tx: Tx, record: Omit<ServiceRecord, 'id'>, now: Instant): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into service_record (unit_id, record_no, instrument_id, use_id,
      booking_id, account_id, user_unit_id, service_type, started_at, ended_at, year, effective_minutes, amount_fen,
      evidence, state, elements, created_at, updated_at)
    values (${record.unitId}, ${record.recordNo}, ${record.instrumentId}, ${record.useId}, ${record.bookingId ?? null},
      ${record.accountId ?? null}, ${record.userUnitId ?? null}, ${record.serviceType}, ${record.startedAt},
      ${record.endedAt}, ${record.year}, ${record.effectiveMinutes}, ${record.amountFen}, ${record.evidence},
      ${record.state}, ${JSON.stringify(record.elements)}::jsonb, ${now}, ${now})
    on conflict (unit_id, use_id) do update set service_type = excluded.service_type, started_at = excluded.started_at,
      ended_at = excluded.ended_at, year = excluded.year, effective_minutes = excluded.effective_minutes,
      amount_fen = excluded.amount_fen, evidence = excluded.evidence, state = excluded.state,
      elements = excluded.elements, updated_at = excluded.updated_at
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function setRecordElements(
  tx: Tx,
  record: Pick<ServiceRecord, 'unitId' | 'id' | 'state' | 'elements'>,
  now: Instant,
): Promise<void> {
  await sql`update service_record set elements = ${JSON.stringify(record.elements)}::jsonb, state = ${record.state},
    updated_at = ${now} where unit_id = ${record.unitId} and id = ${record.id}`.execute(tx)
}
