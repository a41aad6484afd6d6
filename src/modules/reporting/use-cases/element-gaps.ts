import { type Actor, actorMay } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { dateIn } from '#kernel/time.ts'
import { instrumentKind, instrumentsById, problemsOf, validationGround } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { type Offer, offersForGaps } from './offers-for-gaps.ts'

/** What keeps an element from being right over several instruments. */
export interface ElementGap {
  readonly element: string
  /** Instruments in which it is empty though wanted. */
  readonly missing: number
  readonly tooLong: number
  /** Instruments in which it is wrong in another way. */
  readonly wrong: number
  /** Of all these, those for which the program proposes the right value. */
  readonly suggested: number
  /** What it proposes, the most frequent first. */
  readonly proposals: readonly { readonly label: string; readonly count: number }[]
}

const missing = 'registry.missing'
const tooLong = 'registry.too_long'

const proposalsAmong = (offers: readonly Offer[]): ElementGap['proposals'] =>
  [...Map.groupBy(offers, ({ label }) => label)]
    .map(([label, ones]) => ({ label, count: ones.length }))
    .toSorted((a, b) => b.count - a.count)

/** Which elements are still to be filled or mended over the instruments chosen, most first; others' are not counted. */
export async function elementGaps(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentIds: readonly number[],
  locale: Locale,
): Promise<{ instruments: number; complete: number; gaps: ElementGap[] }> {
  const ground = await validationGround(deps.db, instrumentKind, dateIn(deps.clock.now(), 'Asia/Shanghai'))
  const instruments = (await instrumentsById(deps.db, instrumentIds)).filter((one) =>
    actorMay(actor, 'instrument.edit', one.place),
  )
  const offers = await offersForGaps(deps.db, instruments, ground, deps.clock.now(), locale)
  const errors = instruments.map((one, of) =>
    problemsOf(one.elements, ground)
      .filter((problem) => problem.level === 'error')
      .map(({ element, code }) => ({ element, code, of })),
  )
  const gaps = [...Map.groupBy(errors.flat(), (problem) => problem.element)].map(
    ([element, problems]): ElementGap => {
      const owners = new Set(problems.map(({ of }) => of))
      const offered = [...owners].flatMap((of) => offers[of]?.get(element) ?? [])
      const wrong = problems.filter(({ code }) => code !== missing && code !== tooLong)
      return {
        element,
        missing: problems.filter(({ code }) => code === missing).length,
        tooLong: problems.filter(({ code }) => code === tooLong).length,
        wrong: wrong.length,
        suggested: offered.length,
        proposals: proposalsAmong(offered),
      }
    },
  )
  return {
    instruments: instruments.length,
    complete: errors.filter((problems) => problems.length === 0).length,
    gaps: gaps.toSorted((a, b) => b.missing + b.tooLong + b.wrong - (a.missing + a.tooLong + a.wrong)),
  }
}
