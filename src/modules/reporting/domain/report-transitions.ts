import type { Ability } from '#kernel/permissions.ts'

/** The states of a report; registry's instrument carries them, the database's check lists the same. */
export const reportStates = ['draft', 'unit_review', 'province_review', 'accepted', 'returned'] as const
export type ReportState = (typeof reportStates)[number]

export const reportSteps = [
  'submit_to_unit',
  'return_in_unit',
  'submit_to_province',
  'accept',
  'return',
  'withdraw',
  'withdraw_from_public',
  'reopen',
  'amend',
] as const
export type ReportStep = (typeof reportSteps)[number]

/** One way from a state to another and who may take it. */
export interface Transition {
  readonly step: ReportStep
  readonly from: ReportState
  readonly to: ReportState
  /** Any of these abilities over the instrument suffices. */
  readonly by: readonly Ability[]
}

/**
 * The way of a report from the unit to the province (notice N4: reported by the unit, checked by another person there,
 * then by the province). Withdrawing from the public is possible wherever the working version is on its way, as long as
 * an accepted one is shown; the working version stays where it is. Amending changes elements that need no review (rule
 * set `review`): what is shown changes with it.
 */
export const transitions: readonly Transition[] = [
  { step: 'submit_to_unit', from: 'draft', to: 'unit_review', by: ['report.submit_to_unit'] },
  { step: 'submit_to_unit', from: 'returned', to: 'unit_review', by: ['report.submit_to_unit'] },
  { step: 'return_in_unit', from: 'unit_review', to: 'returned', by: ['report.review_in_unit'] },
  { step: 'submit_to_province', from: 'unit_review', to: 'province_review', by: ['report.review_in_unit'] },
  { step: 'accept', from: 'province_review', to: 'accepted', by: ['report.review_in_province'] },
  { step: 'return', from: 'province_review', to: 'returned', by: ['report.review_in_province'] },
  { step: 'withdraw', from: 'unit_review', to: 'draft', by: ['report.submit_to_unit'] },
  { step: 'withdraw', from: 'province_review', to: 'draft', by: ['report.review_in_unit'] },
  { step: 'withdraw_from_public', from: 'accepted', to: 'draft', by: ['report.withdraw_from_public'] },
  { step: 'withdraw_from_public', from: 'draft', to: 'draft', by: ['report.withdraw_from_public'] },
  { step: 'withdraw_from_public', from: 'returned', to: 'returned', by: ['report.withdraw_from_public'] },
  {
    step: 'withdraw_from_public',
    from: 'unit_review',
    to: 'unit_review',
    by: ['report.withdraw_from_public'],
  },
  {
    step: 'withdraw_from_public',
    from: 'province_review',
    to: 'province_review',
    by: ['report.withdraw_from_public'],
  },
  { step: 'reopen', from: 'accepted', to: 'draft', by: ['instrument.edit'] },
  { step: 'reopen', from: 'returned', to: 'draft', by: ['instrument.edit'] },
  { step: 'amend', from: 'accepted', to: 'accepted', by: ['instrument.edit'] },
]

/** The transition a step takes from a state, if there is one. */
export const transitionFor = (step: ReportStep, from: ReportState): Transition | undefined =>
  transitions.find((transition) => transition.step === step && transition.from === from)

/** States in which nothing may be edited because somebody judges it. */
export const isUnderReview = (state: ReportState): boolean =>
  state === 'unit_review' || state === 'province_review'
