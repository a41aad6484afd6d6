/** The door for other modules. */
export { type GateQuestion, qualificationGate } from './use-cases/qualification-gate.ts'
