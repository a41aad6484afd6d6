import type { Instant } from '#kernel/time.ts'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

export interface Claim {
  readonly accountId: number
  readonly unitId: number
  readonly unitName: string
  readonly timeZone: string
  readonly claimedAt: Instant
}

const selectClaims = (db: Db) =>
  tables(db)
    .selectFrom('membership_claim')
    .innerJoin('unit', 'unit.id', 'membership_claim.unit_id')
    .select([
      'account_id as accountId',
      'unit.id as unitId',
      'unit.name as unitName',
      'unit.time_zone as timeZone',
      'claimed_at as claimedAt',
    ])

export async function claimOf(db: Db, accountId: number): Promise<Claim | undefined> {
  return selectClaims(db).where('account_id', '=', accountId).executeTakeFirst()
}

/** Claims on units within the scope, oldest first. */
export async function claimsWithin(db: Db, scope: ScopeFilter): Promise<Claim[]> {
  let query = selectClaims(db).orderBy('claimed_at').limit(500)
  if (!scope.everything) query = query.where('unit.id', 'in', scope.unitIds.length > 0 ? scope.unitIds : [-1])
  return query.execute()
}

export async function putClaim(tx: Tx, accountId: number, unitId: number, claimedAt: Instant): Promise<void> {
  await tables(tx)
    .insertInto('membership_claim')
    .values({ account_id: accountId, unit_id: unitId, claimed_at: claimedAt })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ unit_id: unitId, claimed_at: claimedAt }),
    )
    .execute()
}

export async function removeClaim(tx: Tx, accountId: number): Promise<void> {
  await tables(tx).deleteFrom('membership_claim').where('account_id', '=', accountId).execute()
}
