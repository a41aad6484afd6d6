import type { Actor } from '#kernel/actor.ts'
import { type FoundSlots, findSlots, type SlotQuestion } from '#modules/availability/index.ts'
import { type ReferenceNames, referenceNames } from '#modules/catalogue/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { type QuickChoice, quickChoices } from './slots-address.ts'

export type { FoundSlot, SlotQuestion } from '#modules/availability/index.ts'
export { serviceModes, slotOrders, slotUserKinds } from '#modules/availability/index.ts'

/** Free time with everything around it. */
export interface SlotsPage {
  readonly question: SlotQuestion
  readonly found: FoundSlots
  readonly names: ReferenceNames
  readonly quick: readonly QuickChoice[]
}

/** Finds free time for a reader of the page. */
export async function showSlots(
  deps: Deps,
  actor: Actor,
  question: SlotQuestion,
  zone: string,
): Promise<SlotsPage> {
  const [found, names] = await Promise.all([findSlots(deps, actor, question), referenceNames(deps.db)])
  return { question, found, names, quick: quickChoices(deps.clock.now(), zone) }
}
