import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { AppealState } from '../domain/appeal.ts'
import type { Outcome } from '../domain/credit-rules.ts'
import type { LiftCause, SanctionCause } from '../domain/sanction.ts'
import type { SanctionKind } from '../domain/sanction-kinds.ts'

/** Where something happened, with names; empty when it happened nowhere. */
export interface PlaceNames {
  readonly unitId: number | null
  readonly unitName: string | null
  readonly unitNameEn: string | null
  readonly instrumentId: number | null
  readonly instrumentName: string | null
  readonly instrumentNameEn: string | null
  readonly zone: string | null
}

/** A line of somebody's ledger with the words around it. */
export interface EntryLine extends PlaceNames {
  readonly id: number
  readonly bookingId: number | null
  readonly useId: number | null
  readonly outcome: Outcome
  readonly points: number
  readonly pointsByRule: number
  readonly balanceAfter: number
  readonly minutes: number | null
  readonly rulesVersion: string
  /** What an entry that undoes takes back. */
  readonly undoesOutcome: Outcome | null
  readonly undoneBecause: string
  /** How this entry was undone itself; empty while it stands. */
  readonly undone: string
  readonly happenedAt: Instant
  readonly createdAt: Instant
  readonly appealState: AppealState | null
}

const place = sql`, un.name as "unitName", un.name_en as "unitNameEn", un.time_zone as zone, i.name as "instrumentName",
  i.elements ->> 'ename' as "instrumentNameEn"`
const around = (of: string) => {
  const column = (name: string) => sql.ref(`${of}.${name}`)
  return sql`left join unit un on un.id = ${column('unit_id')}
    left join instrument i on i.unit_id = ${column('unit_id')} and i.id = ${column('instrument_id')}`
}

export async function balanceOf(db: Db, accountId: number): Promise<number | undefined> {
  const { rows } = await sql<{ balance: number }>`select balance from credit_account
    where account_id = ${accountId}`.execute(db)
  return rows[0]?.balance
}

/** Somebody's ledger, newest first. */
export async function entryLines(
  db: Db,
  accountId: number,
  page: { readonly before: number | undefined; readonly limit: number },
): Promise<EntryLine[]> {
  const { rows } = await sql<EntryLine>`
    select e.id, e.unit_id as "unitId", e.instrument_id as "instrumentId", e.booking_id as "bookingId", e.use_id as "useId",
      e.outcome, e.points, e.points_by_rule as "pointsByRule", e.balance_after as "balanceAfter", e.minutes,
      e.rules_version as "rulesVersion", o.outcome as "undoesOutcome", e.undone_because as "undoneBecause",
      coalesce(u.undone_because, '') as undone, e.happened_at as "happenedAt", e.created_at as "createdAt",
      a.state as "appealState" ${place}
    from credit_entry e
    left join credit_entry u on u.account_id = e.account_id and u.undoes_id = e.id
    left join credit_entry o on o.account_id = e.account_id and o.id = e.undoes_id
    left join appeal a on a.entry_id = e.id and a.state <> 'withdrawn'
    ${around('e')}
    where e.account_id = ${accountId} and (${page.before ?? null}::bigint is null or e.id < ${page.before ?? null})
    order by e.id desc limit ${page.limit}`.execute(db)
  return rows
}

/** A sanction with the words around it. */
export interface SanctionLine extends PlaceNames {
  readonly id: number
  readonly accountId: number
  readonly userName: string
  readonly kind: SanctionKind
  readonly cause: SanctionCause
  readonly grounds: Readonly<Record<string, string | number>>
  readonly reason: string
  readonly setByName: string | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly liftedAt: Instant | null
  readonly liftedBecause: LiftCause | ''
  readonly liftReason: string
  readonly liftedByName: string | null
  readonly version: number
  readonly createdAt: Instant
  readonly appealState: AppealState | null
}

const sanctionsWhere = (where: RawBuilder<unknown>, limit: number) => sql<SanctionLine>`
  select s.id, s.unit_id as "unitId", s.instrument_id as "instrumentId", s.account_id as "accountId",
    who.display_name as "userName", s.kind, s.cause, s.grounds, s.reason, giver.display_name as "setByName",
    s.starts_at as "startsAt", s.ends_at as "endsAt", s.lifted_at as "liftedAt", s.lifted_because as "liftedBecause",
    s.lift_reason as "liftReason", lifter.display_name as "liftedByName", s.version, s.created_at as "createdAt",
    a.state as "appealState" ${place}
  from sanction s join account who on who.id = s.account_id
  left join account giver on giver.id = s.set_by left join account lifter on lifter.id = s.lifted_by
  left join appeal a on a.sanction_id = s.id and a.state <> 'withdrawn'
  ${around('s')} where ${where} order by s.id desc limit ${limit}`

export const sanctionLinesOf = async (db: Db, accountId: number, limit: number): Promise<SanctionLine[]> =>
  (await sanctionsWhere(sql`s.account_id = ${accountId}`, limit).execute(db)).rows

/** Sanctions within a scope, those in force only when asked. */
export async function sanctionLinesWithin(
  db: Db,
  scope: ScopeFilter,
  wish: {
    readonly inForceAt: Instant | undefined
    readonly before: number | undefined
    readonly limit: number
  },
): Promise<SanctionLine[]> {
  const inForce =
    wish.inForceAt === undefined
      ? sql`true`
      : sql`s.lifted_at is null and s.ends_at > ${wish.inForceAt}::timestamptz`
  const after = sql`(${wish.before ?? null}::bigint is null or s.id < ${wish.before ?? null})`
  const where = sql`${withinScope(scope, { unit: 'un', instrument: 'i' })} and ${inForce} and ${after}`
  return (await sanctionsWhere(where, wish.limit).execute(db)).rows
}

/** An appeal with what it is about. */
export interface AppealLine extends PlaceNames {
  readonly id: number
  readonly accountId: number
  readonly userName: string
  readonly state: AppealState
  readonly reason: string
  readonly decisionNote: string
  readonly decidedByName: string | null
  readonly decidedAt: Instant | null
  readonly version: number
  readonly createdAt: Instant
  readonly entryId: number | null
  readonly outcome: Outcome | null
  readonly points: number | null
  readonly minutes: number | null
  readonly bookingId: number | null
  readonly happenedAt: Instant | null
  readonly notedByName: string | null
  readonly notedBy: number | null
  readonly sanctionId: number | null
  readonly sanctionKind: SanctionKind | null
  readonly sanctionReason: string | null
  readonly sanctionEndsAt: Instant | null
}

const appealsWhere = (where: RawBuilder<unknown>, limit: number) => sql<AppealLine>`
  select a.id, a.unit_id as "unitId", a.account_id as "accountId", who.display_name as "userName", a.state, a.reason,
    a.decision_note as "decisionNote", decider.display_name as "decidedByName", a.decided_at as "decidedAt", a.version,
    a.created_at as "createdAt", a.entry_id as "entryId", e.outcome, e.points_by_rule as points, e.minutes,
    e.booking_id as "bookingId", e.happened_at as "happenedAt", noter.display_name as "notedByName",
    coalesce(e.noted_by, s.set_by) as "notedBy", a.sanction_id as "sanctionId", s.kind as "sanctionKind",
    s.reason as "sanctionReason", s.ends_at as "sanctionEndsAt", un.name as "unitName", un.name_en as "unitNameEn",
    un.time_zone as zone, i.id as "instrumentId", i.name as "instrumentName", i.elements ->> 'ename' as "instrumentNameEn"
  from appeal a join account who on who.id = a.account_id join unit un on un.id = a.unit_id
  left join account decider on decider.id = a.decided_by
  left join credit_entry e on e.account_id = a.account_id and e.id = a.entry_id
  left join sanction s on s.unit_id = a.unit_id and s.id = a.sanction_id
  left join account noter on noter.id = coalesce(e.noted_by, s.set_by)
  left join instrument i on i.unit_id = a.unit_id and i.id = coalesce(e.instrument_id, s.instrument_id)
  where ${where} order by a.state = 'waiting' desc, a.id desc limit ${limit}`

export const appealLinesOf = async (db: Db, accountId: number, limit: number): Promise<AppealLine[]> =>
  (await appealsWhere(sql`a.account_id = ${accountId}`, limit).execute(db)).rows

export async function appealLinesWithin(
  db: Db,
  scope: ScopeFilter,
  wish: { readonly state: AppealState | undefined; readonly limit: number },
): Promise<AppealLine[]> {
  const state = sql`(${wish.state ?? null}::text is null or a.state = ${wish.state ?? null})`
  return (await appealsWhere(sql`${withinScope(scope, { unit: 'un' })} and ${state}`, wish.limit).execute(db))
    .rows
}
