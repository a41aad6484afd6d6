import type { Locale } from '#kernel/locale.ts'
import type { Instant } from '#kernel/time.ts'
import { displayed, findByInnerIds } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { answersOfRows, type StoredAnswer } from '../data/ledger-answer-repository.ts'
import type { StoredRow } from '../data/ledger-row-repository.ts'
import { refusedValues } from '../data/suggestion-refusal-repository.ts'
import { answeredKey, type SuggestionAnswer } from '../domain/ledger-answers.ts'
import type { LedgerValue } from '../domain/ledger-element.ts'
import { ledgerGround } from './ledger-ground.ts'
import type { ImportKey } from './read-ledger.ts'
import { type ShownSuggestion, suggestionsOf } from './suggestions.ts'

type OpenRow = Pick<StoredRow, 'no' | 'elements'>

/** What is suggested for rows that go in, each seen with what the registry knows of it; what was answered is left out. */
export async function rowSuggestions(
  db: Db,
  key: ImportKey,
  rows: readonly OpenRow[],
  now: Instant,
  locale: Locale,
): Promise<ShownSuggestion[][]> {
  const numberOf = ({ elements }: OpenRow) => String(elements['innerId'])
  const found = await findByInnerIds(db, key.unitId, rows.map(numberOf))
  const known = new Map(found.map((one) => [one.innerId, one]))
  const records = rows.map((row) => ({ ...known.get(numberOf(row))?.elements, ...row.elements }))
  const all = await suggestionsOf(db, records, now, locale)
  const before = await refusedValues(
    db,
    found.map(({ id }) => id),
  )
  const refused = new Set(before.map((one) => `${one.instrumentId} ${one.element} ${one.value}`))
  const answered = await answersOfRows(
    db,
    key,
    rows.map(({ no }) => no),
  )
  const settled = new Set(answered.map((one) => `${one.no} ${one.element} ${one.value}`))
  const taken = new Set(
    answered.flatMap((one) => (one.answer === 'taken' ? [`${one.no} ${one.element}`] : [])),
  )
  return rows.map((row, i) =>
    (all[i] ?? []).filter(({ element, value }) => {
      const instrument = known.get(numberOf(row))?.id ?? 0
      const offered = `${element} ${answeredKey(value)}`
      return (
        !settled.has(`${row.no} ${offered}`) &&
        !taken.has(`${row.no} ${element}`) &&
        !refused.has(`${instrument} ${offered}`)
      )
    }),
  )
}

/** An answer with the names people know its element and value by. */
export interface ShownAnswer {
  readonly element: string
  readonly elementLabel: { readonly zh: string; readonly en: string }
  readonly value: LedgerValue
  readonly label: string
  readonly answer: SuggestionAnswer
  readonly byName: string
}

/** Words answers as a reader of the locale sees them. */
export async function answerWording(db: Db, { unitId }: ImportKey, now: Instant, locale: Locale) {
  const { validation } = await ledgerGround(db, unitId, now, [])
  const definitions = new Map(validation.dictionary.elements.map((one) => [one.id, one]))
  return ({
    element,
    value: text,
    answer,
    byName,
  }: Pick<StoredAnswer, 'element' | 'value' | 'answer' | 'byName'>): ShownAnswer[] => {
    const definition = definitions.get(element)
    if (definition === undefined) return []
    const value = JSON.parse(text) as LedgerValue
    const label = displayed(definition, value, validation.tables, locale)
    return [{ element, elementLabel: definition.label, value, label, answer, byName }]
  }
}
