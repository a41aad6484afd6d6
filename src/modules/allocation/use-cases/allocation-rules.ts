import { dateIn } from '#kernel/time.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import type { HoldRules } from '../domain/waiting.ts'

/** The rule set `allocation`: how long offers are held, how much one may wait for, how long ballots are open. */
export interface AllocationRules {
  readonly waitlist: HoldRules & {
    readonly mostEntriesPerPerson: number
    readonly mostInstruments: number
    readonly mostDays: number
    /** Offers a wish may leave unanswered before it ends. */
    readonly unansweredUntilOut: number
  }
}

const none: AllocationRules = {
  waitlist: {
    offerMinutes: [],
    leastMinutes: 0,
    mostEntriesPerPerson: 0,
    mostInstruments: 0,
    mostDays: 0,
    unansweredUntilOut: 1,
  },
}

/** The rules in force today in the province; without any nobody can wait. */
export async function allocationRules({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<AllocationRules> {
  const set = await ruleSet(db, 'allocation', dateIn(clock.now(), 'Asia/Shanghai'))
  return set === undefined ? none : { ...none, ...(set as unknown as AllocationRules) }
}
