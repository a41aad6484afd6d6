import { placeAmongSheets } from '#platform/sheets/sheet.ts'
import type { RowProblem } from '../domain/ledger-element.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'

/** Where a row stands for people: its number, and its worksheet where there are several. */
export interface RowPlace {
  readonly row: number
  readonly sheet?: string
}

/** Where the row of a number stands in the file. */
export function placeOf(number: number, sheets: readonly LedgerSheet[]): RowPlace {
  const { at, no } = placeAmongSheets(number)
  const several = sheets.filter(({ read }) => read).length > 1
  return several ? { row: no, sheet: sheets[at]?.name ?? '' } : { row: no }
}

/** A problem that speaks of other rows speaks of them as people know them. */
export function withPlaces(problem: RowProblem, sheets: readonly LedgerSheet[]): RowProblem {
  const rows = problem['rows']
  if (typeof rows !== 'string') return problem
  const places = rows.split(', ').map((number) => placeOf(Number(number), sheets))
  return {
    ...problem,
    rows: places.map(({ row, sheet }) => (sheet === undefined ? row : `${sheet} ${row}`)).join(', '),
  }
}
