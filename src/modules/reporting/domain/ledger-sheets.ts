import { foldedHeading } from '#kernel/sheet-heading.ts'

/** A worksheet of the file. */
export interface LedgerSheet {
  readonly name: string
  /** Its rows were read; otherwise its headings are of another kind. */
  readonly read: boolean
  readonly rows: number
  /** A person said that its rows stay out. */
  readonly leftOut: boolean
}

/** Remembered for a worksheet a unit leaves out; a heading cannot begin so. */
export const sheetKey = (name: string): string => `#sheet:${name}`
export const leftOutSheet = '#leftOut'

/** So much of the headings two worksheets of one ledger share at least. */
const leastShared = 0.6
const named = (headings: readonly string[]) =>
  new Set(headings.filter((heading) => !heading.startsWith('#')).map(foldedHeading))

/** Whether two worksheets are parts of one ledger: most of their headings are the same, in whatever order. */
export function belongTogether(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [named(a), named(b)]
  const most = Math.max(one.size, other.size)
  return most >= 3 && one.intersection(other).size / most >= leastShared
}
