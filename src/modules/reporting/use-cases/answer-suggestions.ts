import type { Actor } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  differingElements,
  type Elements,
  type ElementValue,
  type Instrument,
  lockedInstruments,
} from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { noteTaken } from '../data/suggestion-taken-repository.ts'
import { rememberRefused } from '../data/suggestion-refusal-repository.ts'
import { changeRefusals, type RefusedOne, refuseTheOnlyOne } from './judged-each.ts'
import { authorOf } from './note-reopened.ts'
import { saveChanges } from './save-changes.ts'
import { suggestedFor, valueKey } from './suggestions.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

/** A value that was suggested for an element of an instrument. */
export interface AnsweredSuggestion {
  readonly instrumentId: number
  readonly element: string
  readonly value: ElementValue
}
export interface AnswerResult {
  readonly done: readonly number[]
  readonly refused: readonly RefusedOne[]
}
interface Answered {
  readonly instrument: Instrument
  readonly answers: readonly AnsweredSuggestion[]
}

/** The instruments that are the actor's to change, with what was answered for each; the others with their reasons. */
async function mine(
  tx: Tx,
  actor: Actor,
  answers: readonly AnsweredSuggestion[],
): Promise<{ open: Answered[]; refused: RefusedOne[] }> {
  const asked = Map.groupBy(answers, ({ instrumentId }) => instrumentId)
  const found = new Map((await lockedInstruments(tx, [...asked.keys()])).map((one) => [one.id, one]))
  const open: Answered[] = []
  const refused: RefusedOne[] = []
  for (const [instrumentId, own] of asked) {
    const instrument = found.get(instrumentId)
    const refusals = changeRefusals(actor, 'instrument.edit', instrument)
    if (instrument === undefined || refusals.length > 0) refused.push({ instrumentId, refusals })
    else open.push({ instrument, answers: own })
  }
  refuseTheOnlyOne(asked.size, refused)
  return { open, refused }
}

/** Values are taken only while they are suggested: what changed meanwhile is looked at again. */
function judgedTake({ answers }: Answered, offered: ReadonlySet<string>): Refusal[] {
  return answers
    .filter(({ element, value }) => !offered.has(`${element} ${valueKey(value)}`))
    .map(({ element }) => ({ code: 'reporting.suggestion_gone', element }))
}

/** Where the values come from, for whoever looks at the records later. */
const takenOf = (
  judged: readonly (Answered & { readonly refusals: readonly Refusal[] })[],
  { accountId: by, name: byName }: ReturnType<typeof authorOf>,
) =>
  judged
    .filter(({ refusals }) => refusals.length === 0)
    .flatMap(({ instrument: { id: instrumentId, unitId }, answers }) =>
      answers.map(({ element, value }) => ({
        ...{ unitId, instrumentId, element, value: valueKey(value), by, byName },
      })),
    )

/** Takes suggestions over as ordinary edits, each instrument judged for itself. */
export function takeSuggestions(
  deps: Needs,
  actor: Actor,
  answers: readonly AnsweredSuggestion[],
): Promise<AnswerResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { open, refused } = await mine(tx, actor, answers)
    const suggested = await suggestedFor(
      tx,
      open.map(({ instrument }) => instrument),
      now,
      'zh-CN',
    )
    const judged = open.map((one, i) => {
      const offered = (suggested[i]?.suggestions ?? []).map(
        ({ element, value }) => `${element} ${valueKey(value)}`,
      )
      return { ...one, refusals: judgedTake(one, new Set(offered)) }
    })
    const gone = judged
      .filter(({ refusals }) => refusals.length > 0)
      .map(({ instrument, refusals }) => ({ instrumentId: instrument.id, refusals }))
    refuseTheOnlyOne(judged.length + refused.length, gone)
    const changes = judged
      .filter(({ refusals }) => refusals.length === 0)
      .map(({ instrument, answers: own }) => {
        const taken: Elements = Object.fromEntries(own.map(({ element, value }) => [element, value]))
        const elements = { ...instrument.elements, ...taken }
        return { instrument, elements, differing: differingElements(instrument.elements, elements) }
      })
    await saveChanges(tx, actor, now, 'instrument.suggestion_taken', changes)
    await noteTaken(tx, takenOf(judged, authorOf(actor)), now)
    return { done: changes.map(({ instrument }) => instrument.id), refused: [...refused, ...gone] }
  })
}

/** Remembers that a suggestion is not wanted: the value is not suggested for this instrument again. */
export function refuseSuggestions(
  deps: Needs,
  actor: Actor,
  answers: readonly AnsweredSuggestion[],
): Promise<AnswerResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { open, refused } = await mine(tx, actor, answers)
    const values = open.flatMap(({ instrument, answers: own }) =>
      own.map(({ element, value }) => ({
        ...{ unitId: instrument.unitId, instrumentId: instrument.id, element, value: valueKey(value) },
      })),
    )
    await rememberRefused(tx, values, authorOf(actor).accountId, now)
    const entries = values.map(({ unitId, instrumentId, element, value }) => ({
      ...{ action: 'instrument.suggestion_refused', subject: 'instrument', subjectId: instrumentId, unitId },
      changes: { element, value },
    }))
    await writeAudit(tx, actor, now, entries)
    return { done: open.map(({ instrument }) => instrument.id), refused }
  })
}
