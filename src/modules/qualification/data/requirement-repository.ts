import { sql } from 'kysely'
import type { SignedIn } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Requirement } from '../domain/gate-rules.ts'

/** One version of what an instrument asks. */
export interface RequirementVersion extends Requirement {
  readonly unitId: number
  readonly instrumentId: number
  readonly version: number
  readonly effectiveFrom: Instant
  readonly changedByName: string
  readonly changedAt: Instant
}
type Row = Omit<RequirementVersion, 'byDay' | 'atNight' | 'guided'> & {
  byDay: string | null
  atNight: string | null
  guided: string | null
}

/** All versions of some instruments, newest first. */
export async function requirementVersions(
  db: Db,
  instrumentIds: readonly number[],
): Promise<RequirementVersion[]> {
  const { rows } = await sql<Row>`select unit_id as "unitId", instrument_id as "instrumentId", version,
      effective_from as "effectiveFrom", by_day as "byDay", at_night as "atNight", guided, night_from as "nightFrom",
      night_until as "nightUntil", changed_by_name as "changedByName", changed_at as "changedAt"
    from instrument_requirement where instrument_id = any(${[...instrumentIds]}::bigint[])
    order by instrument_id, version desc`.execute(db)
  return rows.map((row) => ({
    ...row,
    byDay: row.byDay ?? undefined,
    atNight: row.atNight ?? undefined,
    guided: row.guided ?? undefined,
  }))
}

/** Puts the next version beside the earlier ones; 0 when somebody else wrote one meanwhile. */
export async function addRequirement(
  tx: Tx,
  of: { readonly unitId: number; readonly instrumentId: number; readonly version: number },
  wish: Requirement & { readonly effectiveFrom: Instant },
  by: SignedIn,
  now: Instant,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into instrument_requirement (unit_id, instrument_id, version, effective_from, by_day, at_night, guided, night_from,
      night_until, changed_by, changed_by_name, changed_at)
    select ${of.unitId}, ${of.instrumentId}, ${of.version + 1}, ${wish.effectiveFrom}, ${wish.byDay ?? null}::text,
      ${wish.atNight ?? null}::text, ${wish.guided ?? null}::text, ${wish.nightFrom}, ${wish.nightUntil}, ${by.accountId},
      ${by.displayName}, ${now}
    where coalesce((select max(version) from instrument_requirement
      where unit_id = ${of.unitId} and instrument_id = ${of.instrumentId}), 0) = ${of.version}
    on conflict do nothing returning version`.execute(tx)
  return rows[0]?.version ?? 0
}
