import type { Actor } from '#kernel/actor.ts'
import { type Refusal, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import {
  differingElements,
  type ElementDefinition,
  errorsAmong,
  type Instrument,
  instrumentKind,
  lockedInstruments,
  problemsOf,
  problemsOfElement,
  validationGround,
  type ValidationGround,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { copiesText, type ElementFill, filledElements, type FillScope } from '../domain/element-fill.ts'
import { changeRefusals, type RefusedOne, refuseTheOnlyOne } from './judged-each.ts'
import { type Offers, offersForGaps } from './offers-for-gaps.ts'
import { saveChanges } from './save-changes.ts'

export interface FillWish {
  readonly instrumentIds: readonly number[]
  readonly fills: readonly ElementFill[]
  readonly scope: FillScope
}
export interface FillResult {
  readonly done: readonly number[]
  /** Had nothing to be filled. */
  readonly unchanged: readonly number[]
  readonly refused: readonly RefusedOne[]
  /** How many of those asked for have no errors left. */
  readonly complete: number
}

const texts = ['text', 'longtext']

/** The unit's number is one instrument's own, and pictures and what the program fills are not typed. */
const isFillable = (definition: ElementDefinition | undefined): definition is ElementDefinition =>
  definition !== undefined &&
  definition.system !== true &&
  definition.type !== 'image' &&
  definition.id !== 'innerId'

/** Every reason why these values cannot be filled in anywhere, each naming its element. */
function wishRefusals(fills: readonly ElementFill[], ground: ValidationGround): Refusal[] {
  const definitions = new Map(ground.dictionary.elements.map((definition) => [definition.id, definition]))
  const isText = (element: string) => texts.includes(definitions.get(element)?.type ?? '')
  return fills.flatMap((fill): Refusal[] => {
    const definition = definitions.get(fill.element)
    if (!isFillable(definition) || !copiesText(fill, isText))
      return [{ code: 'reporting.cannot_fill', element: fill.element }]
    if (fill.by !== 'value') return []
    const problems = problemsOfElement(definition, { [fill.element]: fill.value }, ground)
    return problems.filter((problem) => problem.level === 'error').map((problem) => ({ ...problem }))
  })
}

function filled(instrument: Instrument, wish: FillWish, ground: ValidationGround, offers: Offers) {
  const limits = ground.dictionary.elements.flatMap(({ id, maxLength }) =>
    maxLength === undefined ? [] : [[id, maxLength] as const],
  )
  const problems = problemsOf(instrument.elements, ground)
  const wrong = problems.filter(({ code, level }) => level === 'error' && code !== 'registry.too_long')
  return filledElements(instrument.elements, wish.fills, wish.scope, {
    limits: new Map(limits),
    suggestions: new Map([...offers].map(([element, { value }]) => [element, value] as const)),
    wrong: new Set(wrong.map(({ element }) => element)),
  })
}

/**
 * Fills the same elements of many instruments at once, each judged for itself; a value that is wrong wherever it goes
 * refuses the whole.
 */
export function fillElements(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: FillWish,
): Promise<FillResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const ground = await validationGround(tx, instrumentKind, dateIn(now, 'Asia/Shanghai'))
    const asked = [...new Set(wish.instrumentIds)]
    const instruments = new Map((await lockedInstruments(tx, asked)).map((one) => [one.id, one]))
    const judged = asked.map((instrumentId) => ({
      instrumentId,
      refusals: changeRefusals(actor, 'instrument.edit', instruments.get(instrumentId)),
    }))
    const refused = judged.filter((one) => one.refusals.length > 0)
    refuseTheOnlyOne(asked.length, refused)
    refuseIfAny(wishRefusals(wish.fills, ground))
    const open = judged.flatMap((one) =>
      one.refusals.length > 0 ? [] : (instruments.get(one.instrumentId) ?? []),
    )
    const offers = await offersForGaps(tx, open, ground, now, 'zh-CN')
    const after = open.map((instrument, i) => {
      const elements = filled(instrument, wish, ground, offers[i] ?? new Map())
      return { instrument, elements, differing: differingElements(instrument.elements, elements) }
    })
    const changes = after.filter((one) => one.differing.length > 0)
    await saveChanges(tx, actor, now, 'instrument.filled', changes)
    return {
      done: changes.map((one) => one.instrument.id),
      unchanged: after.filter((one) => one.differing.length === 0).map((one) => one.instrument.id),
      refused,
      complete: after.filter((one) => errorsAmong(problemsOf(one.elements, ground)) === 0).length,
    }
  })
}
