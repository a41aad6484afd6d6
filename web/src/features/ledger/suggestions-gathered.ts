import type { LedgerSuggestionsView, SuggestionView } from '#modules/reporting/contract.ts'

type Item = LedgerSuggestionsView['items'][number]

/** The same value suggested for the same element of several rows. */
export interface GatheredSuggestion
  extends Pick<SuggestionView, 'element' | 'elementLabel' | 'value' | 'label'> {
  readonly key: string
  /** The least confidence among its rows. */
  readonly confidence: SuggestionView['confidence']
  /** Whether some rows have other reasons than the first. */
  readonly several: boolean
  readonly rows: readonly {
    readonly no: number
    readonly row: number
    readonly sheet?: string | undefined
    readonly innerId: string
    readonly name: string
    readonly current: string
    readonly confidence: SuggestionView['confidence']
    readonly reasons: readonly string[]
  }[]
}

const rank = { sure: 0, likely: 1, possible: 2 } as const

/** Brings the same suggestions of all rows together, those for most rows first; classes before what follows from them. */
export function gathered(items: readonly Item[]): GatheredSuggestion[] {
  const all = items.flatMap(({ suggestions, ...row }) => suggestions.map((one) => ({ row, one })))
  const groups = Map.groupBy(all, ({ one }) => `${one.element} ${JSON.stringify(one.value)}`)
  return [...groups]
    .flatMap(([key, ones]): GatheredSuggestion[] => {
      const first = ones[0]?.one
      if (first === undefined) return []
      const { element, elementLabel, value, label } = first
      const rows = ones.map(({ row, one }) => ({
        ...{ ...row, current: one.current, confidence: one.confidence, reasons: one.reasons },
      }))
      const worst = ones.map(({ one }) => one.confidence).toSorted((a, b) => rank[b] - rank[a])[0]
      const several = new Set(rows.map(({ reasons }) => reasons.join())).size > 1
      return [
        { ...{ key, element, elementLabel, value, label, several, rows }, confidence: worst ?? 'possible' },
      ]
    })
    .toSorted((a, b) => b.rows.length - a.rows.length)
}

/** Every value that is almost sure, row by row. */
export const sureOnes = (groups: readonly GatheredSuggestion[]) =>
  groups.flatMap(({ element, value, rows }) =>
    rows.filter(({ confidence }) => confidence === 'sure').map(({ no }) => ({ no, element, value })),
  )
