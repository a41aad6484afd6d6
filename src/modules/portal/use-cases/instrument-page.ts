import type { Actor } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { zoned } from '#kernel/time.ts'
import { type BookingRules, bookingRulesOf, nextFreeSlots } from '#modules/booking/index.ts'
import {
  type CatalogueEntry,
  type InstrumentContact,
  type PublicInstrument,
  readContact,
  showInstrument,
  similarInstruments,
} from '#modules/catalogue/index.ts'
import { acceptedToday } from '#modules/orders/index.ts'
import { type InstrumentProfile, profileOfInstrument } from '#modules/profiles/index.ts'
import { yearOfInstrument, type YearSums } from '#modules/usage/index.ts'
import type { Deps } from '#platform/module/module.ts'

/** What the page of an instrument shows; parts that are not known are left out. */
export interface InstrumentPage {
  readonly instrument: PublicInstrument
  readonly free: readonly Interval[]
  readonly minutes: number
  readonly rules: BookingRules | undefined
  /** Days until results when samples can be sent; undefined when none are taken. */
  readonly turnaroundDays: number | undefined
  readonly similar: readonly CatalogueEntry[]
  readonly profile: InstrumentProfile
  readonly years: readonly { readonly year: number; readonly sums: YearSums }[]
}

/** Reads an instrument for its public page; refuses with `not_found`. */
export async function showInstrumentPage(deps: Deps, instrumentId: number): Promise<InstrumentPage> {
  const instrument = await showInstrument(deps, instrumentId)
  const { unitId } = instrument.entry
  const { year } = zoned(deps.clock.now(), instrument.timeZone)
  const [slots, rules, orders, similar, profile, ...sums] = await Promise.all([
    nextFreeSlots(deps, { instrumentIds: [instrumentId], count: 3, daytime: true }),
    bookingRulesOf(deps.db, [instrumentId], deps.clock.now()),
    acceptedToday(deps, { unitId, id: instrumentId }),
    similarInstruments(deps, instrumentId, 5),
    profileOfInstrument(deps, { unitId, id: instrumentId, centreId: instrument.centre?.id }),
    ...[year - 1, year].map((one) => yearOfInstrument(deps.db, unitId, instrumentId, one)),
  ])
  return {
    instrument,
    free: slots[0]?.slots ?? [],
    minutes: slots[0]?.minutes ?? 0,
    rules: rules.get(instrumentId),
    turnaroundDays: orders?.turnaroundDays,
    similar,
    profile,
    years: [year - 1, year].flatMap((one, i) => {
      const of = sums[i]
      return of === undefined || of.records === 0 ? [] : [{ year: one, sums: of }]
    }),
  }
}

/** The contact of an instrument with phone and e-mail, for one reader who asked for it. */
export async function showContact(
  deps: Deps,
  reader: { readonly actor: Actor; readonly source: string },
  instrumentId: number,
): Promise<{ instrument: PublicInstrument; contact: InstrumentContact }> {
  const instrument = await showInstrument(deps, instrumentId)
  return { instrument, contact: await readContact(deps, reader, instrumentId) }
}

/** The next free time of each of some instruments, for a list. */
export async function nextFreeOf(
  deps: Deps,
  entries: readonly CatalogueEntry[],
): Promise<ReadonlyMap<number, { readonly slot: Interval; readonly zone: string }>> {
  const found = await nextFreeSlots(deps, {
    instrumentIds: entries.map((entry) => entry.instrumentId),
    count: 1,
    days: 7,
    daytime: true,
  })
  return new Map(
    found.flatMap(({ instrumentId, slots, zone }) =>
      slots[0] === undefined ? [] : [[instrumentId, { slot: slots[0], zone }] as const],
    ),
  )
}

export type { InstrumentContact, PublicInstrument } from '#modules/catalogue/index.ts'
export type { InstrumentProfile } from '#modules/profiles/index.ts'
