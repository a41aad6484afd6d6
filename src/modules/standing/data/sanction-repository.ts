import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { LiftCause, SanctionCause } from '../domain/sanction.ts'
import type { SanctionKind } from '../domain/sanction-kinds.ts'

export interface NewSanction {
  readonly unitId: number
  readonly accountId: number
  readonly kind: SanctionKind
  readonly instrumentId: number | undefined
  readonly cause: SanctionCause
  readonly onceKey: string
  readonly entryId: number | undefined
  readonly rulesVersion: string
  readonly grounds: Readonly<Record<string, string | number>>
  readonly reason: string
  readonly setBy: number | undefined
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Gives a sanction; undefined when it was given before on the same occasion. */
export async function insertSanction(tx: Tx, one: NewSanction, now: Instant): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into sanction (unit_id, account_id, kind, instrument_id, cause, once_key, entry_id, rules_version, grounds, reason,
      set_by, starts_at, ends_at, created_at)
    values (${one.unitId}, ${one.accountId}, ${one.kind}, ${one.instrumentId ?? null}, ${one.cause}, ${one.onceKey},
      ${one.entryId ?? null}, ${one.rulesVersion}, ${JSON.stringify(one.grounds)}::jsonb, ${one.reason},
      ${one.setBy ?? null}, ${one.startsAt}::timestamptz, ${one.endsAt}::timestamptz, ${now}::timestamptz)
    on conflict (account_id, once_key) do nothing returning id`.execute(tx)
  return rows[0]?.id
}

export interface Sanction {
  readonly unitId: number
  readonly id: number
  readonly accountId: number
  readonly kind: SanctionKind
  readonly instrumentId: number | null
  readonly cause: SanctionCause
  readonly setBy: number | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly liftedAt: Instant | null
  readonly version: number
  readonly createdAt: Instant
}

const columns = sql`unit_id as "unitId", id, account_id as "accountId", kind, instrument_id as "instrumentId", cause,
  set_by as "setBy", starts_at as "startsAt", ends_at as "endsAt", lifted_at as "liftedAt", version,
  created_at as "createdAt"`

export async function lockedSanction(tx: Tx, id: number): Promise<Sanction | undefined> {
  const { rows } = await sql<Sanction>`select ${columns} from sanction where id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

export interface Lifting {
  readonly because: LiftCause
  readonly by: number | undefined
  readonly reason: string
}

const lifted = ({ because, by, reason }: Lifting, now: Instant) => sql`lifted_at = ${now}::timestamptz,
  lifted_because = ${because}, lifted_by = ${by ?? null}, lift_reason = ${reason}, version = version + 1`

export async function liftSanction(tx: Tx, id: number, by: Lifting, now: Instant): Promise<void> {
  await sql`update sanction set ${lifted(by, now)} where id = ${id} and lifted_at is null`.execute(tx)
}

/** What was given because of an entry falls with it. */
export async function liftSanctionsOf(tx: Tx, entryIds: readonly number[], by: Lifting, now: Instant) {
  await sql`update sanction set ${lifted(by, now)}
    where entry_id = any(${[...entryIds]}::bigint[]) and lifted_at is null`.execute(tx)
}
