/** The door for other modules. */
export { type EligibilityVerdict, eligibilityOf } from './domain/eligibility-rules.ts'
export { eligibilityRulesOn } from './use-cases/eligibility-in-force.ts'
export { declareNotSecret } from './use-cases/declare-not-secret.ts'
export { takeStep, type StepResult, type StepWish } from './use-cases/take-step.ts'
