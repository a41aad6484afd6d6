import { type Actor, actorMay } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import { dateIn } from '#kernel/time.ts'
import {
  type CodeTable,
  type ElementProblem,
  instrumentKind,
  instrumentsById,
  problemsOf,
  type Suggestion,
  validationGround,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'

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

/** What a proposed value is called in the reader's language. */
function nameOf({ value, label }: Suggestion, table: CodeTable | undefined, locale: Locale): string {
  const entry = table?.byCode.get(value)
  return entry === undefined ? label : inLocale({ zh: entry.name, en: entry.nameEn || entry.name }, locale)
}

function proposalsAmong(
  problems: readonly ElementProblem[],
  table: CodeTable | undefined,
  locale: Locale,
): ElementGap['proposals'] {
  const labels = problems.flatMap(({ suggestion }) =>
    suggestion === undefined ? [] : nameOf(suggestion, table, locale),
  )
  return [...Map.groupBy(labels, (label) => label)]
    .map(([label, ones]) => ({ label, count: ones.length }))
    .toSorted((a, b) => b.count - a.count)
}

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
  const errors = instruments.map((one) =>
    problemsOf(one.elements, ground).filter((problem) => problem.level === 'error'),
  )
  const tableOf = (element: string) =>
    ground.tables[ground.dictionary.elements.find(({ id }) => id === element)?.codeTable ?? '']
  const gaps = [...Map.groupBy(errors.flat(), (problem) => problem.element)].map(
    ([element, problems]): ElementGap => {
      const wrong = problems.filter(({ code }) => code !== missing && code !== tooLong)
      return {
        element,
        missing: problems.filter(({ code }) => code === missing).length,
        tooLong: problems.filter(({ code }) => code === tooLong).length,
        wrong: wrong.length,
        suggested: problems.filter(({ suggestion }) => suggestion !== undefined).length,
        proposals: proposalsAmong(problems, tableOf(element), locale),
      }
    },
  )
  return {
    instruments: instruments.length,
    complete: errors.filter((problems) => problems.length === 0).length,
    gaps: gaps.toSorted((a, b) => b.missing + b.tooLong + b.wrong - (a.missing + a.tooLong + a.wrong)),
  }
}
