import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'

export interface PriorityUse {
  readonly unitId: number
  readonly bookingId: number
  readonly instrumentId: number
  readonly projectId: number
  readonly level: string
  readonly early: boolean
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Keeps that a booking had priority; told again, or moved, it is the same line. */
export async function keepPriorityUse(tx: Tx, use: PriorityUse): Promise<void> {
  await sql`insert into priority_use (unit_id, booking_id, instrument_id, project_id, level, early, starts_at, ends_at)
    values (${use.unitId}, ${use.bookingId}, ${use.instrumentId}, ${use.projectId}, ${use.level}, ${use.early},
      ${use.startsAt}::timestamptz, ${use.endsAt}::timestamptz)
    on conflict (unit_id, booking_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      given_up = false`.execute(tx)
}

export async function giveUpPriorityUse(tx: Tx, unitId: number, bookingId: number): Promise<void> {
  await sql`update priority_use set given_up = true where unit_id = ${unitId} and booking_id = ${bookingId}`.execute(
    tx,
  )
}

export interface LevelFigure {
  readonly level: string
  readonly projects: number
  readonly bookings: number
  readonly early: number
  readonly minutes: number
}

/** Bookings with priority that begin in a year, by level, of instruments within a scope. */
export async function priorityFigures(
  db: Db,
  scope: ScopeFilter,
  span: { readonly start: Instant; readonly end: Instant },
): Promise<LevelFigure[]> {
  const { rows } = await sql<LevelFigure>`
    select pu.level, count(distinct pu.project_id)::int as projects, count(*)::int as bookings,
      (count(*) filter (where pu.early))::int as early,
      coalesce(sum(extract(epoch from pu.ends_at - pu.starts_at) / 60), 0)::int as minutes
    from priority_use pu join unit un on un.id = pu.unit_id
    where not pu.given_up and pu.starts_at >= ${span.start}::timestamptz and pu.starts_at < ${span.end}::timestamptz
      and ${withinScope(scope, { unit: 'un' })}
    group by pu.level order by pu.level`.execute(db)
  return rows
}
