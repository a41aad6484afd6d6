/** The door for other modules. */
export type { PriorityLevel } from './domain/project.ts'
export { priorityOf } from './use-cases/priority-of.ts'
export { standingGate } from './use-cases/standing-gate.ts'
