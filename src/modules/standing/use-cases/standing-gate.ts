import type { Refusal } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { gateGround } from '../data/gate-query.ts'
import { standingRefusals } from '../domain/gate-rules.ts'
import { namingRefusals } from '../domain/project.ts'
import { creditRulesAt, siteZone } from './rules-in-force.ts'

/** What booking asks before it gives a slot to somebody. */
export interface StandingQuestion {
  readonly db: Db
  readonly accountId: number
  /** The legal person of the instrument. */
  readonly unitId: number
  readonly instrumentId: number
  readonly zone: string
  readonly projectId: number | undefined
  readonly manages: boolean
  readonly now: Instant
}

/** Everything the person's credit, their sanctions and the project they name have against a booking. */
export async function standingGate(asked: StandingQuestion): Promise<Refusal[]> {
  const { db, zone, now, manages, projectId } = asked
  const [ground, rules] = await Promise.all([gateGround(db, asked), creditRulesAt(db, now)])
  return [
    ...standingRefusals({
      balance: ground.balance ?? rules.start,
      needed: rules.neededToBook,
      bars: ground.bars,
      manages,
      zone,
    }),
    ...(projectId === undefined ? [] : namingRefusals(ground.project, dateIn(now, siteZone))),
  ]
}
