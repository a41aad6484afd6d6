/** The door for other modules. */
export { type EligibilityVerdict, eligibilityOf } from './domain/eligibility-rules.ts'
export { eligibilityRulesOn } from './use-cases/eligibility-in-force.ts'
export { lastDueAcceptanceOn } from './use-cases/joining-in-force.ts'
