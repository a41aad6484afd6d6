import type { Ability } from '#kernel/permissions.ts'

/** How an instrument stands towards the public, whatever its working version is doing. */
export const standings = ['hidden', 'shown', 'disposed'] as const
export type Standing = (typeof standings)[number]

export const standingActs = ['show', 'withdraw', 'dispose', 'take_back'] as const
export type StandingAct = (typeof standingActs)[number]

export interface StandingChange {
  readonly act: StandingAct
  readonly from: Standing
  readonly to: Standing
  readonly by: Ability
}

/**
 * What may become of an instrument's standing. What was disposed of is shown again only after the disposal is taken back
 * and a new review; a wrong day of disposal is noted anew.
 */
export const standingChanges: readonly StandingChange[] = [
  { act: 'show', from: 'hidden', to: 'shown', by: 'report.review_in_province' },
  { act: 'show', from: 'shown', to: 'shown', by: 'report.review_in_province' },
  { act: 'withdraw', from: 'shown', to: 'hidden', by: 'report.withdraw_from_public' },
  { act: 'dispose', from: 'hidden', to: 'disposed', by: 'instrument.edit' },
  { act: 'dispose', from: 'shown', to: 'disposed', by: 'instrument.edit' },
  { act: 'dispose', from: 'disposed', to: 'disposed', by: 'instrument.edit' },
  { act: 'take_back', from: 'disposed', to: 'hidden', by: 'instrument.edit' },
]

/** How an instrument stands. */
export function standingOf(instrument: {
  readonly acceptedVersion: number | undefined
  readonly disposedOn: string | undefined
}): Standing {
  if (instrument.disposedOn !== undefined) return 'disposed'
  return instrument.acceptedVersion === undefined ? 'hidden' : 'shown'
}

/** The change an act makes to a standing, if it can. */
export const standingChange = (act: StandingAct, from: Standing): StandingChange | undefined =>
  standingChanges.find((change) => change.act === act && change.from === from)
