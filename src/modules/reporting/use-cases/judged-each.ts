import { type Actor, actorMay } from '#kernel/actor.ts'
import type { Ability } from '#kernel/permissions.ts'
import { type Refusal, type RefusalKind, Refused } from '#kernel/refusal.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { isUnderReview } from '../domain/report-transitions.ts'

export interface RefusedOne {
  readonly instrumentId: number
  readonly refusals: readonly Refusal[]
}

/** Why the actor may not change this instrument now: unknown to them, not theirs to change, or being judged. */
export function changeRefusals(
  actor: Actor,
  ability: Ability,
  instrument: Instrument | undefined,
): Refusal[] {
  if (instrument === undefined || !actorMay(actor, 'instrument.read_unpublished', instrument.place))
    return [{ code: 'not_found', subject: 'instrument' }]
  if (!actorMay(actor, ability, instrument.place)) return [{ code: 'forbidden', ability }]
  return isUnderReview(instrument.state)
    ? [{ code: 'registry.under_review', innerId: instrument.innerId }]
    : []
}

const kindOf = (refusals: readonly Refusal[]): RefusalKind => {
  const codes = refusals.map((refusal) => refusal.code)
  if (codes.includes('not_found')) return 'not_found'
  return codes.includes('forbidden') ? 'forbidden' : 'conflict'
}

/** Of many, each is told its own reasons; a single one is refused as a whole. */
export function refuseTheOnlyOne(asked: number, refused: readonly RefusedOne[]): void {
  const [only] = refused
  if (asked === 1 && only !== undefined) throw new Refused(only.refusals, kindOf(only.refusals))
}
