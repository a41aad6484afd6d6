import { actorMay, type SignedIn } from '#kernel/actor.ts'
import type { Ability, Place } from '#kernel/permissions.ts'
import type { ChainStep, StepDecider } from './approval-chain.ts'

/** What a decision of a step by the holder of an office needs; heads of groups are known by their members. */
export const abilityOfStep = {
  lead: 'booking.manage',
  centre: 'booking.approve_for_centre',
} as const satisfies Record<Exclude<StepDecider, 'group_lead'>, Ability>

/** As whom somebody decides: as themselves, or in the place of one who named them as deputy. */
export interface Hat {
  readonly person: SignedIn
  /** Accounts of the groups this person heads. */
  readonly members: readonly number[]
}

/** Whether this person may take a step of a request of that owner; nobody decides about their own. */
export function mayTakeStep({ person, members }: Hat, by: StepDecider, place: Place, owner: number): boolean {
  if (by === 'group_lead') return members.includes(owner) && person.accountId !== owner
  return actorMay(person, abilityOfStep[by], place)
}

/** The first of the hats in which a step may be taken; undefined for the owner of the request. */
export const hatFor = (
  hats: readonly Hat[],
  by: StepDecider,
  place: Place,
  owner: number,
): Hat | undefined =>
  hats[0]?.person.accountId === owner ? undefined : hats.find((hat) => mayTakeStep(hat, by, place, owner))

/** The steps of a chain that are left for a booking: not those its maker could take, nor a head of a group that is not there. */
export const stepsLeft = (
  steps: readonly ChainStep[],
  maker: SignedIn,
  place: Place,
  headed: boolean,
): readonly ChainStep[] =>
  steps.filter(({ by }) => (by === 'group_lead' ? headed : !actorMay(maker, abilityOfStep[by], place)))
