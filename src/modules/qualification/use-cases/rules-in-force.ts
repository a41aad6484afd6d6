import { dateIn } from '#kernel/time.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Level } from '../domain/levels.ts'

/** The rule set `qualification`: levels in their order, night, what is proposed for new courses, prompts. */
export interface QualificationRules {
  readonly levels: readonly Level[]
  readonly night: { readonly from: string; readonly until: string }
  readonly defaults: {
    readonly validMonths: number
    readonly questions: number
    readonly passPercent: number
    readonly attempts: number
    readonly waitHours: number
    readonly minutes: number
  }
  /** Days before the end of a certificate on which its holder is told. */
  readonly expiryPromptDays: readonly number[]
  readonly maxRowsPerImport: number
}

/** Days of the rules begin and end in the province. */
export const siteZone = 'Asia/Shanghai'

/** The rules on a day; without any there are no levels, and nothing can be asked for. */
export async function qualificationRulesOn(db: Db, on: string): Promise<QualificationRules> {
  const set = (await ruleSet(db, 'qualification', on)) ?? {}
  const none = { validMonths: 24, questions: 10, passPercent: 80, attempts: 3, waitHours: 24, minutes: 30 }
  return {
    levels: (set['levels'] ?? []) as readonly Level[],
    night: (set['night'] ?? { from: '00:00', until: '00:00' }) as QualificationRules['night'],
    defaults: (set['defaults'] ?? none) as QualificationRules['defaults'],
    expiryPromptDays: (set['expiryPromptDays'] ?? []) as readonly number[],
    maxRowsPerImport: (set['maxRowsPerImport'] ?? 2_000) as number,
  }
}

/** The rules in force now. */
export const qualificationRules = ({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<QualificationRules> =>
  qualificationRulesOn(db, dateIn(clock.now(), siteZone))
