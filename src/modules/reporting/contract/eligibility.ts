import { z } from 'zod'
import { eligibilities, eligibilityReasons } from '../domain/eligibility-rules.ts'

export const EligibilityView = z
  .object({
    result: z.enum(eligibilities),
    reasons: z.array(z.enum(eligibilityReasons)),
    /** Version of the rule set that was applied. */
    ruleSet: z.string(),
    thresholdWan: z.number(),
  })
  .meta({ id: 'Eligibility' })
export type EligibilityView = z.infer<typeof EligibilityView>
