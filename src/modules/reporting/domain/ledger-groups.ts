import type { ProblemLevel, RowProblem } from './ledger-element.ts'

/** Problems of one kind, for "fix all like this". */
export interface ProblemGroup {
  readonly code: string
  readonly element: string
  readonly level: ProblemLevel
  readonly count: number
  /** First row of the file that has it. */
  readonly row: number
  /** The text they have in common, or an example when `common` is false. */
  readonly from?: string
  readonly to?: string
  readonly common: boolean
  /** Its rows differ in detail: the words speak of the first row only. */
  readonly varies?: true
  readonly likely?: RowProblem['likely']
  /** The problem itself, for its words. */
  readonly example: RowProblem
}

/** Kinds whose cells of one text can be decided together. */
const byText = new Set([
  'ledger.unknown_code',
  'ledger.only_a_group',
  'ledger.not_one_of',
  'ledger.bad_date',
  'ledger.not_a_number',
  'ledger.foreign_currency',
])
export const isFixable = (code: string): boolean => byText.has(code)

/** What the words of a problem are made of, apart from what is likely meant. */
const detailOf = (problem: RowProblem): string => JSON.stringify({ ...problem, likely: undefined })

const mostGroups = 1000
const levelOrder: Readonly<Record<ProblemLevel, number>> = { error: 0, warning: 1, mended: 2 }

type Growing = { -readonly [K in keyof ProblemGroup]: ProblemGroup[K] }

/** Groups problems row by row; beyond a thousand groups texts of one kind are counted together. */
export class ProblemGrouping {
  private readonly groups = new Map<string, Growing>()

  add(row: number, problems: readonly RowProblem[]): void {
    for (const problem of problems) this.addOne(row, problem)
  }

  private addOne(row: number, problem: RowProblem): void {
    const { code, element, level, from, to, likely } = problem
    const common = isFixable(code) && from !== undefined && this.groups.size < mostGroups
    const key = [code, element, level, common ? from : ''].join('\u001f')
    const there = this.groups.get(key)
    if (there !== undefined) {
      there.count++
      there.row = Math.min(there.row, row)
      if (detailOf(there.example) !== detailOf(problem)) there.varies = true
      if (there.likely?.value !== likely?.value) delete there.likely
      return
    }
    this.groups.set(key, {
      ...{ code, element, level, count: 1, row, common, example: problem },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(likely === undefined ? {} : { likely }),
    })
  }

  /** Errors first, then by how many rows are concerned. */
  result(): ProblemGroup[] {
    return [...this.groups.values()].toSorted(
      (a, b) => levelOrder[a.level] - levelOrder[b.level] || b.count - a.count || a.row - b.row,
    )
  }
}
