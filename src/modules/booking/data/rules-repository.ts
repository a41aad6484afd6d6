import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { ClosureKind } from '../domain/booking-rules.ts'
import type { BookingRules } from '../domain/rules.ts'
import type { StoredClosure, StoredRules } from './booking-ground.ts'
import type { RulesPart } from '../domain/template-parts.ts'
import { tables } from './tables.ts'

/** From which template rules were taken, and which of their parts are the instrument's own. */
export interface FromTemplate {
  readonly templateId: number | undefined
  readonly ownParts: readonly RulesPart[]
}
export type StoredVersion = StoredRules & FromTemplate

/** Every version of an instrument's rules, newest first. */
export async function rulesVersions(db: Db, unitId: number, instrumentId: number): Promise<StoredVersion[]> {
  const rows = await tables(db)
    .selectFrom('booking_rules')
    .select(['version', 'effective_from as effectiveFrom', 'bookable', 'rules', 'revision'])
    .select(['template_id as templateId', 'own_parts as ownParts'])
    .where('unit_id', '=', unitId)
    .where('instrument_id', '=', instrumentId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ templateId, ...row }) => ({ ...row, templateId: templateId ?? undefined }))
}

/**
 * Makes every booking that was judged by the present calendar and is not written yet start over, and waits for those that
 * are being written.
 */
export async function bumpRevision(tx: Tx, unitId: number, instrumentId: number): Promise<void> {
  await sql`update booking_rules set revision = revision + 1 where unit_id = ${unitId} and instrument_id = ${instrumentId}`.execute(
    tx,
  )
}

export async function insertRules(
  tx: Tx,
  at: {
    unitId: number
    instrumentId: number
    version: number
    effectiveFrom: Instant
    now: Instant
    by: number
  },
  bookable: boolean,
  rules: BookingRules,
  { templateId, ownParts }: FromTemplate,
): Promise<void> {
  await tables(tx)
    .insertInto('booking_rules')
    .values({
      unit_id: at.unitId,
      instrument_id: at.instrumentId,
      version: at.version,
      effective_from: at.effectiveFrom,
      bookable,
      rules,
      changed_by: at.by,
      changed_at: at.now,
      template_id: templateId ?? null,
      own_parts: [...ownParts],
    })
    .execute()
}

/** Closures that are not over at an instant, by start. */
export async function closuresFrom(
  db: Db,
  unitId: number,
  instrumentId: number,
  from: Instant,
): Promise<StoredClosure[]> {
  return tables(db)
    .selectFrom('closure')
    .select(['id', 'starts_at as start', 'ends_at as end', 'kind', 'reason'])
    .where('unit_id', '=', unitId)
    .where('instrument_id', '=', instrumentId)
    .where('ends_at', '>', from)
    .orderBy('starts_at')
    .limit(500)
    .execute()
}

export async function insertClosure(
  tx: Tx,
  closure: { unitId: number; instrumentId: number; span: Interval; kind: ClosureKind; reason: string },
  by: number,
  now: Instant,
): Promise<number> {
  const row = await tables(tx)
    .insertInto('closure')
    .values({
      unit_id: closure.unitId,
      instrument_id: closure.instrumentId,
      starts_at: closure.span.start,
      ends_at: closure.span.end,
      kind: closure.kind,
      reason: closure.reason,
      created_by: by,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Removes a closure and returns what it was; undefined when there is none. */
export async function deleteClosure(
  tx: Tx,
  unitId: number,
  instrumentId: number,
  id: number,
): Promise<StoredClosure | undefined> {
  return tables(tx)
    .deleteFrom('closure')
    .where('unit_id', '=', unitId)
    .where('instrument_id', '=', instrumentId)
    .where('id', '=', id)
    .returning(['id', 'starts_at as start', 'ends_at as end', 'kind', 'reason'])
    .executeTakeFirst()
}

/** The rules in force now of each instrument that is open for booking. */
export async function bookingRulesOf(
  db: Db,
  instrumentIds: readonly number[],
  now: Instant,
): Promise<ReadonlyMap<number, BookingRules>> {
  if (instrumentIds.length === 0) return new Map()
  const { rows } = await sql<{ instrumentId: number; bookable: boolean; rules: BookingRules }>`
    select distinct on (instrument_id) instrument_id as "instrumentId", bookable, rules from booking_rules
    where instrument_id = any(${[...instrumentIds]}::bigint[]) and effective_from <= ${now}
      and unit_id in (select unit_id from instrument where id = any(${[...instrumentIds]}::bigint[]))
    order by instrument_id, version desc`.execute(db)
  return new Map(rows.filter((row) => row.bookable).map((row) => [row.instrumentId, row.rules]))
}
