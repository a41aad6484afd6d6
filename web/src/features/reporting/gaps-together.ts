import type { ElementGapsView, ElementGapView } from '#modules/reporting/contract.ts'

const sumOf = <T>(all: readonly T[], pick: (one: T) => number) =>
  all.reduce((total, one) => total + pick(one), 0)

function gapTogether(element: string, ones: readonly ElementGapView[]): ElementGapView {
  const proposals = Map.groupBy(
    ones.flatMap((gap) => gap.proposals),
    (proposal) => proposal.label,
  )
  return {
    element,
    missing: sumOf(ones, (gap) => gap.missing),
    tooLong: sumOf(ones, (gap) => gap.tooLong),
    wrong: sumOf(ones, (gap) => gap.wrong),
    suggested: sumOf(ones, (gap) => gap.suggested),
    proposals: [...proposals]
      .map(([label, same]) => ({ label, count: sumOf(same, (proposal) => proposal.count) }))
      .toSorted((a, b) => b.count - a.count),
  }
}

/** What is missing over all the parts of a selection that was asked about in several requests. */
export function gapsTogether(parts: readonly ElementGapsView[]): ElementGapsView {
  const byElement = Map.groupBy(
    parts.flatMap((part) => part.gaps),
    (gap) => gap.element,
  )
  return {
    instruments: sumOf(parts, (part) => part.instruments),
    complete: sumOf(parts, (part) => part.complete),
    gaps: [...byElement].map(([element, ones]) => gapTogether(element, ones)),
  }
}
