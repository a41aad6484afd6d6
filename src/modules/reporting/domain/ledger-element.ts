import type { Bilingual } from '#kernel/locale.ts'

/** An element of a record, as far as an import needs to know it; the dictionary's definitions fit it. */
export interface LedgerElement {
  readonly id: string
  readonly label: Bilingual
  readonly type: string
  readonly maxLength?: number
  readonly decimals?: number
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly unit?: string
  readonly required: boolean
  readonly emptyAs?: string
  readonly enum?: readonly { readonly value: string; readonly zh?: string; readonly en: string }[]
  readonly codeTable?: string
  readonly level?: string
  readonly maxValues?: number
  readonly system?: boolean
  readonly headings?: readonly string[]
}

export type LedgerValue = string | number | readonly string[]
/** A cell as it stands in the file. */
export type LedgerCell = string | number

export const problemLevels = ['error', 'warning', 'mended'] as const
export type ProblemLevel = (typeof problemLevels)[number]

/** What was found in one cell; `element` is '' for the row as a whole. */
export interface RowProblem {
  readonly element: string
  readonly code: string
  /** An error keeps the row back; a warning goes in marked; mended goes in changed, `from` → `to`. */
  readonly level: ProblemLevel
  readonly from?: string
  readonly to?: string
  /** The value that is most likely meant, with the name people know it by. */
  readonly likely?: { readonly value: string; readonly label: string }
  readonly [detail: string]: unknown
}

/** Price bracket of a column beside the price, for example `20万-50万`; used only to tell 元 from 万元. */
export const worthRange = '#worthRange'
/** What the worth beside it is counted in, row by row: `元`, `万元`. */
export const worthUnit = '#worthUnit'
/** Whether a thing is still in the books, as 在用 or 报废. */
export const standing = '#standing'
/** The day a thing left the books. */
export const leftOn = '#leftOn'
/** The number of the system (成套) a thing is a part of. */
export const systemNumber = '#system'
/** What a column may carry besides elements: read by the comparison with the registry, never stored as an element. */
export const besideElements: readonly string[] = [worthRange, worthUnit, standing, leftOn, systemNumber]
/** Number made from the row itself, for ledgers without one. */
export const madeNumber = '#madeNumber'

/** Remembered for a unit whose files are its whole ledger. */
export const wholeLedger = '#whole'

/** Elements a column may carry: what the program fills itself, and pictures, are not among them. */
export const isTarget = (element: LedgerElement): boolean =>
  element.system !== true && element.type !== 'image'
