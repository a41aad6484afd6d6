export const practicalStates = ['waiting', 'passed', 'failed'] as const
export type PracticalState = (typeof practicalStates)[number]
export const practicalActs = ['pass', 'fail'] as const
export type PracticalAct = (typeof practicalActs)[number]

/** Every change of a practical check there is; after a failed one a new one is asked for. */
export const practicalSteps: Readonly<
  Record<PracticalState, Readonly<Partial<Record<PracticalAct, PracticalState>>>>
> = { waiting: { pass: 'passed', fail: 'failed' }, passed: {}, failed: {} }
