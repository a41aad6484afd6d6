import type { Refusal } from '#kernel/refusal.ts'
import type { UseStatus } from './use.ts'

export const useSteps = ['check_out', 'correct', 'void'] as const
export type UseStep = (typeof useSteps)[number]

/** The one transition table of a use: a missing entry is a step that may not be taken. */
export const useTransitions: Readonly<Record<UseStatus, Partial<Record<UseStep, UseStatus>>>> = {
  running: { check_out: 'finished', void: 'void' },
  finished: { correct: 'finished', void: 'void' },
  void: {},
}

/** Why a step may not be taken from a status; empty when it may. */
export const stepRefusals = (status: UseStatus, step: UseStep): Refusal[] =>
  useTransitions[status][step] === undefined ? [{ code: 'usage.not_in_this_state', status, step }] : []
