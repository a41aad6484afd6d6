import type { z } from 'zod'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { availabilityContract, FoundSlotView, SlotSearch } from './contract.ts'
import type { SlotQuestion } from './domain/wish.ts'
import { type FoundSlot, findSlots, siteZone } from './use-cases/find-slots.ts'
import { cityNames } from './use-cases/city-names.ts'

function questionOf({
  class: classCode,
  hoursFrom,
  hoursTo,
  ...rest
}: z.output<typeof SlotSearch>): SlotQuestion {
  if ((hoursFrom === undefined) !== (hoursTo === undefined))
    return refuse('invalid', { code: 'availability.hours_both_or_none' })
  if (hoursFrom !== undefined && hoursTo !== undefined && hoursFrom >= hoursTo)
    return refuse('invalid', { code: 'availability.ends_before_it_starts' })
  if (rest.from !== undefined && rest.to !== undefined && rest.to < rest.from)
    return refuse('invalid', { code: 'availability.ends_before_it_starts' })
  const hours =
    hoursFrom === undefined || hoursTo === undefined ? undefined : { from: hoursFrom, to: hoursTo }
  return { ...rest, classCode, hours }
}

/** What turns a found slot into a view for one reader. */
interface Speaking {
  readonly city: { zh: string; en: string } | undefined
  readonly signedIn: boolean
  readonly say: (refusal: Refusal) => string
}

function viewOf(
  { entry, zone, slots, userKind, approval, gates, hourlyYuan, km }: FoundSlot,
  { city, signedIn, say }: Speaking,
): FoundSlotView {
  return {
    instrumentId: entry.instrumentId,
    name: entry.name,
    nameEn: entry.nameEn,
    model: entry.model,
    unitId: entry.unitId,
    unitName: entry.unitName,
    unitNameEn: entry.unitNameEn,
    ...(entry.cityCode === undefined ? {} : { cityCode: entry.cityCode }),
    ...(city === undefined ? {} : { city }),
    ...(km === undefined ? {} : { km }),
    timeZone: zone,
    slots: slots.map(({ start, end }) => ({ start: isoIn(start, zone), end: isoIn(end, zone) })),
    userKind,
    needs: [...(signedIn ? [] : (['sign_in'] as const)), ...(approval ? (['approval'] as const) : [])],
    gates: gates.map((refusal) => ({ ...refusal, message: say(refusal) })),
    ...(hourlyYuan === undefined ? {} : { hourlyYuan }),
    price: entry.price,
  }
}

export const availabilityHandlers: Handlers<typeof availabilityContract, Deps> = {
  async findSlots({ actor, query, locale }, deps) {
    const found = await findSlots(deps, actor, questionOf(query))
    const nameOf = await cityNames(deps)
    const signedIn = actor.kind === 'account'
    const say = (refusal: Refusal) => deps.words.say(locale, refusal.code, refusal)
    return {
      items: found.items.map((item) => viewOf(item, { city: nameOf(item.entry.cityCode), signedIn, say })),
      total: found.total,
      asOf: isoIn(found.asOf, siteZone),
      loosen: found.loosen.map((each) => ({ ...each })),
    }
  },
}
