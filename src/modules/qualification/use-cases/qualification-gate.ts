import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { gateGround } from '../data/gate-query.ts'
import { gateRefusals } from '../domain/gate-rules.ts'
import { qualificationRulesOn, siteZone } from './rules-in-force.ts'

/** Who wants to use which instrument when, and how. */
export interface GateQuestion {
  readonly db: Db
  /** Whose booking it is. */
  readonly accountId: number
  readonly unitId: number
  readonly instrumentId: number
  readonly zone: string
  readonly slot: Interval
  readonly serviceWay: string
  readonly now: Instant
}

/**
 * Why a person may not use an instrument at a time, and how they get qualified; one statement by keys. Most instruments ask
 * for nothing, and who leads an instrument needs no certificate for it.
 */
export async function qualificationGate(question: GateQuestion): Promise<readonly Refusal[]> {
  const { db, serviceWay } = question
  if (serviceWay !== 'self' && serviceWay !== 'guided') return []
  const ground = await gateGround(db, question)
  if (ground === undefined) return []
  const { levels } = await qualificationRulesOn(db, dateIn(question.now, siteZone))
  return gateRefusals(ground, question, levels)
}
