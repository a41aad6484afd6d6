import type { Ability } from '#kernel/permissions.ts'

/** The states of a declaration of not reporting (annex 3); the database's check lists the same. */
export const declarationStates = [
  'draft',
  'unit_review',
  'department_review',
  'province_review',
  'filed',
  'returned',
  'withdrawn',
  'expired',
] as const
export type DeclarationState = (typeof declarationStates)[number]

export const declarationSteps = [
  'hand_in',
  'sign',
  'confirm',
  'file',
  'return',
  'take_back',
  'withdraw',
  'expire',
] as const
export type DeclarationStep = (typeof declarationSteps)[number]

/** One way from a state to another and who may take it; nobody but the program when `by` is empty. */
export interface DeclarationTransition {
  readonly step: DeclarationStep
  readonly from: DeclarationState
  readonly to: DeclarationState
  /** Any of these abilities over the unit suffices. */
  readonly by: readonly Ability[]
}

/**
 * The way of a declaration (notice, section one, and article 12 of the national rules): written and handed in, signed by
 * the unit's leader, confirmed by the department, filed by the province; each of the three may return it.
 */
export const declarationTransitions: readonly DeclarationTransition[] = [
  { step: 'hand_in', from: 'draft', to: 'unit_review', by: ['declaration.write'] },
  { step: 'hand_in', from: 'returned', to: 'unit_review', by: ['declaration.write'] },
  { step: 'sign', from: 'unit_review', to: 'department_review', by: ['declaration.sign'] },
  { step: 'confirm', from: 'department_review', to: 'province_review', by: ['declaration.confirm'] },
  { step: 'file', from: 'province_review', to: 'filed', by: ['declaration.file'] },
  { step: 'return', from: 'unit_review', to: 'returned', by: ['declaration.sign'] },
  { step: 'return', from: 'department_review', to: 'returned', by: ['declaration.confirm'] },
  { step: 'return', from: 'province_review', to: 'returned', by: ['declaration.file'] },
  { step: 'take_back', from: 'unit_review', to: 'draft', by: ['declaration.write'] },
  { step: 'take_back', from: 'department_review', to: 'draft', by: ['declaration.sign'] },
  { step: 'take_back', from: 'province_review', to: 'draft', by: ['declaration.sign'] },
  { step: 'withdraw', from: 'draft', to: 'withdrawn', by: ['declaration.write'] },
  { step: 'withdraw', from: 'returned', to: 'withdrawn', by: ['declaration.write'] },
  { step: 'withdraw', from: 'filed', to: 'withdrawn', by: ['declaration.sign', 'declaration.file'] },
  { step: 'expire', from: 'filed', to: 'expired', by: [] },
]

/** The transition a step takes from a state, if there is one. */
export const declarationTransition = (
  step: DeclarationStep,
  from: DeclarationState,
): DeclarationTransition | undefined =>
  declarationTransitions.find((transition) => transition.step === step && transition.from === from)

/** States in which its content may be changed. */
export const isDeclarationOpen = (state: DeclarationState): boolean =>
  state === 'draft' || state === 'returned'

/** Whether files of a kind may be added and removed: evidence is fixed with what is judged, signed copies come later. */
export const takesFiles = (state: DeclarationState, kind: 'evidence' | 'signed_copy'): boolean =>
  kind === 'evidence' ? isDeclarationOpen(state) : state !== 'withdrawn'
