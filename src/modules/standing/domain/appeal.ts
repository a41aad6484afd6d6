import type { Refusal } from '#kernel/refusal.ts'
import { day, type Instant, plus } from '#kernel/time.ts'

/** Every state of an appeal; the database's check lists the same. */
export const appealStates = ['waiting', 'granted', 'refused', 'withdrawn'] as const
export type AppealState = (typeof appealStates)[number]
export const appealActs = ['grant', 'refuse', 'withdraw'] as const
export type AppealAct = (typeof appealActs)[number]

/** The one transition table of an appeal. */
export const appealTransitions: Readonly<Record<AppealState, Partial<Record<AppealAct, AppealState>>>> = {
  waiting: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: {},
  refused: {},
  withdrawn: {},
}

/** Why an act does not fit the state; empty when it does. */
export const appealRefusals = (state: AppealState, act: AppealAct): Refusal[] =>
  appealTransitions[state][act] === undefined ? [{ code: 'standing.appeal_not_in_state', state, act }] : []

/** Until when one may appeal against what was entered then, by the rules' `appealDays`. */
export const appealUntil = (enteredAt: Instant, appealDays: number): Instant =>
  plus(enteredAt, appealDays * day)

/** Who decided is neither whose appeal it is nor who noted or gave what it is about. */
export const biasRefusals = (
  deciderId: number,
  about: { readonly accountId: number; readonly notedBy: number | undefined },
): Refusal[] =>
  deciderId === about.accountId || deciderId === about.notedBy
    ? [{ code: 'standing.appeal_concerns_you' }]
    : []
