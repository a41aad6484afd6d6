import { dateIn, type Instant } from '#kernel/time.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { creditRulesOf, priorityRulesOf } from '../data/rule-sets.ts'
import type { CreditRules } from '../domain/credit-rules.ts'
import type { PriorityRules } from '../domain/project.ts'

/** The zone by whose calendar rule sets begin to hold. */
export const siteZone = 'Asia/Shanghai'

/** The rules of credit in force at a moment. */
export const creditRulesAt = async (db: Db, at: Instant): Promise<CreditRules> =>
  creditRulesOf(await ruleSet(db, 'credit', dateIn(at, siteZone)))

/** The rules of priority in force on a day, `YYYY-MM-DD`. */
export const priorityRulesOn = async (db: Db, on: string): Promise<PriorityRules> =>
  priorityRulesOf(await ruleSet(db, 'priority', on))
