import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { EntryOfOccasion } from '../domain/outcomes.ts'
import type { Outcome } from '../domain/credit-rules.ts'
import type { EarlierEntry } from '../domain/sanction.ts'

/** The balance of a person under lock; whoever has none yet begins with `start`. */
export async function lockedBalance(tx: Tx, accountId: number, start: number, now: Instant): Promise<number> {
  const { rows } = await sql<{ balance: number }>`
    insert into credit_account (account_id, balance, quiet_since)
    values (${accountId}, ${start}, ${now}::timestamptz)
    on conflict (account_id) do update set balance = credit_account.balance returning balance`.execute(tx)
  return rows[0]?.balance ?? start
}

export async function setBalance(
  tx: Tx,
  accountId: number,
  balance: number,
  quietSince: Instant | undefined,
): Promise<void> {
  await sql`update credit_account set balance = ${balance},
      quiet_since = coalesce(${quietSince ?? null}::timestamptz, quiet_since)
    where account_id = ${accountId}`.execute(tx)
}

/** The entries of an occasion that are none of those that undo, each with what undid it. */
export async function entriesOfOccasion(
  tx: Tx,
  accountId: number,
  occasion: string,
): Promise<EntryOfOccasion[]> {
  const { rows } = await sql<EntryOfOccasion>`
    select e.id, e.outcome, e.points, coalesce(u.undone_because, '') as "undoneBecause"
    from credit_entry e
    left join credit_entry u on u.account_id = e.account_id and u.undoes_id = e.id
    where e.account_id = ${accountId} and e.occasion = ${occasion} and e.undoes_id is null order by e.id`.execute(
    tx,
  )
  return rows
}

/** What somebody was held to account for since a moment and what still stands of it. */
export async function standingEntriesSince(
  tx: Tx,
  accountId: number,
  since: Instant,
): Promise<EarlierEntry[]> {
  const { rows } = await sql<{
    outcome: string
    unitId: number | null
    instrumentId: number | null
    happenedAt: Instant
  }>`select e.outcome, e.unit_id as "unitId", e.instrument_id as "instrumentId", e.happened_at as "happenedAt"
    from credit_entry e where e.account_id = ${accountId} and e.points_by_rule < 0
      and e.happened_at >= ${since}::timestamptz and e.undoes_id is null
      and not exists (select 1 from credit_entry u where u.account_id = e.account_id and u.undoes_id = e.id)`.execute(
    tx,
  )
  return rows.map(({ unitId, instrumentId, ...row }) => ({
    ...row,
    unitId: unitId ?? undefined,
    instrumentId: instrumentId ?? undefined,
  }))
}

/** One line of the ledger to be. */
export interface NewEntry {
  readonly accountId: number
  readonly unitId: number | undefined
  readonly instrumentId: number | undefined
  readonly bookingId: number | undefined
  readonly useId: number | undefined
  readonly outcome: Outcome
  readonly occasion: string
  readonly onceKey: string
  readonly pointsByRule: number
  readonly points: number
  readonly balanceAfter: number
  readonly minutes: number | undefined
  readonly rulesVersion: string
  readonly undoesId: number | undefined
  readonly undoneBecause: 'corrected' | 'appeal' | ''
  readonly notedBy: number | undefined
  readonly happenedAt: Instant
}

export async function insertEntry(tx: Tx, entry: NewEntry, now: Instant): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into credit_entry (account_id, unit_id, instrument_id, booking_id, use_id, outcome, occasion, once_key,
      points_by_rule, points, balance_after, minutes, rules_version, undoes_id, undone_because, noted_by, happened_at, created_at)
    values (${entry.accountId}, ${entry.unitId ?? null}, ${entry.instrumentId ?? null}, ${entry.bookingId ?? null},
      ${entry.useId ?? null}, ${entry.outcome}, ${entry.occasion}, ${entry.onceKey}, ${entry.pointsByRule}, ${entry.points},
      ${entry.balanceAfter}, ${entry.minutes ?? null}, ${entry.rulesVersion}, ${entry.undoesId ?? null},
      ${entry.undoneBecause}, ${entry.notedBy ?? null}, ${entry.happenedAt}::timestamptz, ${now}::timestamptz)
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** An entry somebody may appeal against, with where it happened. */
export interface LedgerEntry {
  readonly id: number
  readonly accountId: number
  readonly unitId: number | null
  readonly instrumentId: number | null
  readonly bookingId: number | null
  readonly useId: number | null
  readonly outcome: Outcome
  readonly occasion: string
  readonly points: number
  readonly pointsByRule: number
  readonly notedBy: number | null
  readonly happenedAt: Instant
  readonly createdAt: Instant
  readonly undone: boolean
}

export async function entryById(db: Db, id: number): Promise<LedgerEntry | undefined> {
  const { rows } = await sql<LedgerEntry>`
    select e.id, e.account_id as "accountId", e.unit_id as "unitId", e.instrument_id as "instrumentId",
      e.booking_id as "bookingId", e.use_id as "useId", e.outcome, e.occasion, e.points,
      e.points_by_rule as "pointsByRule", e.noted_by as "notedBy", e.happened_at as "happenedAt",
      e.created_at as "createdAt", exists (select 1 from credit_entry u
        where u.account_id = e.account_id and u.undoes_id = e.id) as undone
    from credit_entry e where e.id = ${id}`.execute(db)
  return rows[0]
}

/**
 * Gives points back to everybody below the start from whom nothing was taken for a while, once in each such while; at most
 * `limit` people, and how many it were.
 */
export async function regain(
  tx: Tx,
  by: {
    readonly start: number
    readonly points: number
    readonly quietSince: Instant
    readonly version: string
  },
  now: Instant,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with due as (
      select account_id, balance from credit_account
      where balance < ${by.start} and quiet_since <= ${by.quietSince}::timestamptz
      order by account_id limit ${limit} for update skip locked),
    given as (
      update credit_account a set balance = least(${by.start}, due.balance + ${by.points}), quiet_since = ${now}::timestamptz
      from due where a.account_id = due.account_id
      returning a.account_id, a.balance, a.balance - due.balance as points)
    insert into credit_entry (account_id, outcome, occasion, once_key, points_by_rule, points, balance_after, rules_version,
      happened_at, created_at)
    select account_id, 'regained', 'regained', 'regained ' || ${now}::timestamptz, ${by.points}, points, balance,
      ${by.version}, ${now}::timestamptz, ${now}::timestamptz from given returning id`.execute(tx)
  return rows.length
}
