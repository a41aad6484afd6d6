import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { OtherUse } from '../domain/correction-rules.ts'
import type { UseParts } from '../domain/effective-hours.ts'
import type { Use } from '../domain/use.ts'

type Row = { [K in Exclude<keyof Use, 'parts'>]: Use[K] | null } & UseParts

const columns = sql`unit_id as "unitId", id, instrument_id as "instrumentId", booking_id as "bookingId",
  account_id as "accountId", user_unit_id as "userUnitId", started_at as "startedAt", ended_at as "endedAt",
  preparation_minutes as "preparationMinutes", measuring_minutes as "measuringMinutes",
  processing_minutes as "processingMinutes", idle_minutes as "idleMinutes", kind, evidence, status, note, version`

function useOf(row: Row): Use {
  const { preparationMinutes, measuringMinutes, processingMinutes, idleMinutes, ...rest } = row
  const known = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value ?? undefined]))
  return {
    ...(known as unknown as Omit<Use, 'parts'>),
    parts: { preparationMinutes, measuringMinutes, processingMinutes, idleMinutes },
  }
}

export async function useById(db: Db, id: number): Promise<Use | undefined> {
  const { rows } = await sql<Row>`select ${columns} from use_log where id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : useOf(rows[0])
}

/** Like useById, and nobody else changes the use until the transaction ends. */
export async function lockedUse(tx: Tx, id: number): Promise<Use | undefined> {
  const { rows } = await sql<Row>`select ${columns} from use_log where id = ${id} for update`.execute(tx)
  return rows[0] === undefined ? undefined : useOf(rows[0])
}

/** The use that is running on an instrument, if one is. */
export async function runningUse(tx: Tx, unitId: number, instrumentId: number): Promise<Use | undefined> {
  const { rows } = await sql<Row>`select ${columns} from use_log
    where unit_id = ${unitId} and instrument_id = ${instrumentId} and status = 'running'`.execute(tx)
  return rows[0] === undefined ? undefined : useOf(rows[0])
}

/** Finished and running uses of the instrument that touch the span, apart from one; a running one lasts until `now`. */
export async function usesTouching(
  tx: Tx,
  instrument: { unitId: number; id: number },
  span: Interval,
  except: { useId: number | undefined; now: Instant },
): Promise<OtherUse[]> {
  const { rows } = await sql<{ id: number; start: Instant; end: Instant }>`
    select id, started_at as start, coalesce(ended_at, ${except.now}::timestamptz) as end from use_log
    where unit_id = ${instrument.unitId} and instrument_id = ${instrument.id} and status <> 'void'
      and id is distinct from ${except.useId ?? null}::bigint
      and started_at < ${span.end}::timestamptz
      and coalesce(ended_at, ${except.now}::timestamptz) > ${span.start}::timestamptz
    order by started_at limit 20`.execute(tx)
  return rows.map(({ id, start, end }) => ({ id, span: { start, end } }))
}

export type NewUse = Omit<Use, 'id' | 'version'>

export async function insertUse(tx: Tx, use: NewUse, by: number | undefined, now: Instant): Promise<number> {
  const finishedBy = use.status === 'finished' ? (by ?? null) : null
  const { rows } = await sql<{
    id: number
  }>`insert into use_log (unit_id, instrument_id, booking_id, account_id,
      user_unit_id, started_at, ended_at, preparation_minutes, measuring_minutes, processing_minutes, idle_minutes, kind,
      evidence, status, note, checked_in_by, checked_out_by, created_at)
    values (${use.unitId}, ${use.instrumentId}, ${use.bookingId ?? null}, ${use.accountId}, ${use.userUnitId ?? null},
      ${use.startedAt}, ${use.endedAt ?? null}, ${use.parts.preparationMinutes}, ${use.parts.measuringMinutes},
      ${use.parts.processingMinutes}, ${use.parts.idleMinutes}, ${use.kind}, ${use.evidence}, ${use.status}, ${use.note},
      ${by ?? null}, ${finishedBy}, ${now})
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** Writes what may change and counts the version up; `by` is who checked out, when that is what happened. */
export async function saveUse(tx: Tx, use: Use, by?: number): Promise<void> {
  await sql`update use_log set started_at = ${use.startedAt}, ended_at = ${use.endedAt ?? null},
      preparation_minutes = ${use.parts.preparationMinutes}, measuring_minutes = ${use.parts.measuringMinutes},
      processing_minutes = ${use.parts.processingMinutes}, idle_minutes = ${use.parts.idleMinutes}, kind = ${use.kind},
      evidence = ${use.evidence}, status = ${use.status}, note = ${use.note}, version = version + 1,
      checked_out_by = coalesce(${by ?? null}::bigint, checked_out_by)
    where unit_id = ${use.unitId} and id = ${use.id}`.execute(tx)
}

export interface Correction {
  readonly version: number
  readonly before: unknown
  readonly after: unknown
  readonly reason: string
  readonly correctedByName: string
  readonly correctedAt: Instant
}

export async function insertCorrection(
  tx: Tx,
  use: Use,
  correction: Omit<Correction, 'version'> & { correctedBy: number | undefined },
): Promise<void> {
  await sql`insert into use_correction (unit_id, use_id, version, before, after, reason, corrected_by, corrected_by_name,
      corrected_at)
    values (${use.unitId}, ${use.id}, ${use.version + 1}, ${JSON.stringify(correction.before)}::jsonb,
      ${JSON.stringify(correction.after)}::jsonb, ${correction.reason}, ${correction.correctedBy ?? null},
      ${correction.correctedByName}, ${correction.correctedAt})`.execute(tx)
}

/** Every correction of a use, newest first. */
export async function correctionsOf(db: Db, use: Use): Promise<Correction[]> {
  const { rows } =
    await sql<Correction>`select version, before, after, reason, corrected_by_name as "correctedByName",
      corrected_at as "correctedAt"
    from use_correction where unit_id = ${use.unitId} and use_id = ${use.id} order by version desc`.execute(
      db,
    )
  return rows
}
