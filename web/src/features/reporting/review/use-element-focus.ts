import { useState } from 'react'
import type { ReviewView } from '#modules/reporting/contract.ts'
import type { Row } from './judgement.ts'

/** Which element the keys speak of; it begins at the first the program doubts. */
export function useElementFocus(rows: readonly Row[], review: ReviewView | undefined) {
  const [chosen, setChosen] = useState<string>()
  const doubtful = new Set([
    ...(review?.checks ?? []).map((check) => check.element),
    ...(review?.returned?.answers ?? [])
      .filter((answer) => answer.answer === 'unchanged')
      .map((answer) => answer.element),
  ])
  const first = rows.find((row) => doubtful.has(row.element)) ?? rows[0]
  const current = rows.some((row) => row.element === chosen) ? (chosen ?? '') : (first?.element ?? '')
  const at = rows.findIndex((row) => row.element === current)
  const move = (step: number) => setChosen(rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.element)
  const nextProblem = () => {
    const order = [...rows.slice(at + 1), ...rows.slice(0, at + 1)]
    setChosen(order.find((row) => doubtful.has(row.element))?.element ?? current)
  }
  return { current, setChosen, move, nextProblem }
}
