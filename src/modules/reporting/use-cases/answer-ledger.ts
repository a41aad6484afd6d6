import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import type { ElementDictionary } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { answerCounts, saveAnswers, withdrawAnswers } from '../data/ledger-answer-repository.ts'
import { openRows } from '../data/ledger-row-repository.ts'
import { answeredKey, type RowAnswer } from '../domain/ledger-answers.ts'
import type { LedgerValue } from '../domain/ledger-element.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import { decide, type DecideDeps, noted } from './decide-ledger.ts'
import { readLedgerImport } from './read-ledger-import.ts'
import type { ImportKey, LedgerDeps } from './read-ledger.ts'
import { answerWording, rowSuggestions, type ShownAnswer } from './row-suggestions.ts'
import type { ShownSuggestion } from './suggestions.ts'

/** So many rows are looked at in one go; the page asks on. */
const lookedAtOnce = 500

export interface SuggestedRow {
  readonly no: number
  readonly innerId: string
  readonly name: string
  readonly suggestions: readonly ShownSuggestion[]
}
export interface LedgerSuggestions {
  readonly rows: readonly SuggestedRow[]
  readonly answered: readonly (ShownAnswer & { readonly rows: readonly number[] })[]
  readonly looked: number
  readonly next?: number
  readonly dictionary: ElementDictionary
  readonly sheets: readonly LedgerSheet[]
}

/** What is suggested for the rows of a checked file after one of them, and what was answered so far. */
export async function ledgerSuggestions(
  deps: LedgerDeps,
  actor: Actor,
  key: ImportKey,
  after: number,
  locale: Locale,
): Promise<LedgerSuggestions> {
  const { dictionary, ledger } = await readLedgerImport(deps, actor, key)
  const now = deps.clock.now()
  const found =
    ledger.state === 'checked' ? await openRows(deps.db, key, { after, limit: lookedAtOnce + 1 }) : []
  const rows = found.slice(0, lookedAtOnce)
  const suggested = await rowSuggestions(deps.db, key, rows, now, locale)
  const word = await answerWording(deps.db, key, now, locale)
  const counts = await answerCounts(deps.db, key)
  const next = found.length > lookedAtOnce ? rows.at(-1)?.no : undefined
  return {
    rows: rows.flatMap(({ no, elements }, i) => {
      const suggestions = suggested[i] ?? []
      const [innerId, name] = [String(elements['innerId'] ?? ''), String(elements['cname'] ?? '')]
      return suggestions.length === 0 ? [] : [{ no, innerId, name, suggestions }]
    }),
    answered: counts.flatMap((one) => word(one).map((shown) => ({ ...shown, rows: one.rows }))),
    ...{ looked: rows.length, dictionary, sheets: ledger.sheets },
    ...(next === undefined ? {} : { next }),
  }
}

/** A value that was suggested for an element of a row. */
export interface AnsweredRow {
  readonly no: number
  readonly element: string
  readonly value: LedgerValue
}
export interface RowAnswerWish {
  /** `undo` takes an answer back, as long as nothing was imported. */
  readonly act: 'take' | 'refuse' | 'undo'
  readonly items: readonly AnsweredRow[]
}

/** The answers whose values are still suggested; of several values for one element of a row only the first is taken. */
async function stillOffered(db: Db, key: ImportKey, wish: RowAnswerWish, now: Instant): Promise<RowAnswer[]> {
  const numbers = [...new Set(wish.items.map(({ no }) => no))]
  const rows = await openRows(db, key, { among: numbers })
  const suggested = await rowSuggestions(db, key, rows, now, 'zh-CN')
  const offered = new Map(
    rows.map(({ no, elements }, i) => [
      no,
      {
        elements,
        values: new Set((suggested[i] ?? []).map(({ element, value }) => `${element} ${answeredKey(value)}`)),
      },
    ]),
  )
  const answer = wish.act === 'take' ? 'taken' : 'refused'
  const seen = new Set<string>()
  return wish.items.flatMap(({ no, element, value: given }): RowAnswer[] => {
    const row = offered.get(no)
    const value = answeredKey(given)
    const place = answer === 'taken' ? `${no} ${element}` : `${no} ${element} ${value}`
    if (row?.values.has(`${element} ${value}`) !== true || seen.has(place)) return []
    seen.add(place)
    return [{ no, element, value, replaced: answeredKey(row.elements[element]), answer }]
  })
}

/** Takes or refuses suggestions for rows of a checked file; taken values go in with the row, under the name of who took them. */
export async function answerLedgerSuggestions(
  deps: DecideDeps,
  actor: Actor,
  key: ImportKey,
  wish: RowAnswerWish,
): Promise<{ done: number; gone: number }> {
  let done = 0
  await decide(deps, actor, key, 'decide', async (tx) => {
    const now = deps.clock.now()
    const { accountId: by, displayName: byName } = requireSignedIn(actor)
    if (wish.act === 'undo') {
      const items = wish.items.map((one) => ({ ...one, value: answeredKey(one.value) }))
      done = await withdrawAnswers(tx, key, items)
    } else {
      const answers = await stillOffered(tx, key, wish, now)
      await saveAnswers(tx, key, answers, { by, byName, at: now })
      done = answers.length
    }
    const [first] = wish.items
    if (done === 0) refuse('conflict', { code: 'reporting.suggestion_gone', element: first?.element ?? '' })
    const elements = [...new Set(wish.items.map(({ element }) => element))]
    await noted(tx, actor, now, key, 'ledger.suggestions_answered', { act: wish.act, elements, rows: done })
  })
  return { done, gone: wish.items.length - done }
}
