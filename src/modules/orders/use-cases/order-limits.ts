import { dateIn, type Instant } from '#kernel/time.ts'
import { groupsOf } from '#modules/organizations/index.ts'
import { codeTable, ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { OrderLimits } from '../domain/order-rules.ts'

/** The periods and limits of sample orders in force on a day. */
export async function orderLimitsOn(db: Db, on: string): Promise<OrderLimits> {
  const rules = await ruleSet(db, 'orders', on)
  if (rules === undefined) throw new Error('No rules of orders: run npm run db:reference')
  return rules as unknown as OrderLimits
}

/** Hazards a sample may be declared with on a day. */
export async function hazardsOn(db: Db, on: string) {
  return (await codeTable(db, 'sample-hazards', on))?.entries ?? []
}

/** The research groups of a unit somebody belongs to or leads. */
export async function groupsOfMember(db: Db, unitId: number | undefined, accountId: number) {
  if (unitId === undefined) return []
  const groups = await groupsOf(db, unitId)
  return groups.filter(
    ({ memberIds, leadAccountId }) => leadAccountId === accountId || memberIds.includes(accountId),
  )
}

/** The day it is where the unit is. */
export const dayAt = (now: Instant, zone: string | undefined): string => dateIn(now, zone ?? 'Asia/Shanghai')
