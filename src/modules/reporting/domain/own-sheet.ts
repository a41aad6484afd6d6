import type { LedgerCell, LedgerElement, LedgerValue } from './ledger-element.ts'
import { isTarget } from './ledger-element.ts'
import type { CleanRow, MappedColumn, RowPlan } from './ledger-row.ts'

/** An element with the exact heading of its column in the national sheet. */
export type HeadedElement = LedgerElement & { readonly heading?: string }

const headingOf = ({ heading, label }: HeadedElement) => heading ?? label.zh
/** Fewer known headings are found in ledgers of other programs too. */
const fewest = 10

/**
 * The columns of a sheet the platform made itself, a template or an export: every heading is, to the letter, one of the
 * national sheet, number and name among them. Undefined for any other sheet.
 */
export function ownColumns(
  headings: readonly string[],
  elements: readonly HeadedElement[],
): MappedColumn[] | undefined {
  const known = new Map(elements.map((element) => [headingOf(element), element]))
  const columns = headings.flatMap((heading, position): MappedColumn[] => {
    const element = known.get(heading)
    if (element === undefined) return []
    const valueUnit = element.id === 'worth' ? 'wan' : ''
    return [{ position, element: isTarget(element) ? element.id : '', valueUnit }]
  })
  const carried = new Set(columns.map(({ element }) => element))
  const whole = columns.length === headings.length && columns.length >= fewest
  return whole && carried.has('innerId') && carried.has('cname') ? columns : undefined
}

/** Columns of a sheet to complete: what tells the instruments apart, then what is open in most of them, then the rest. */
export function columnsToComplete<E extends { readonly id: string; readonly system?: boolean }>(
  columns: readonly E[],
  open: ReadonlyMap<string, number>,
): E[] {
  const rank = ({ id, system }: E) => {
    if (id === 'innerId' || id === 'cname') return 0
    if (system === true) return 3
    return open.has(id) ? 1 : 2
  }
  const most = (one: E) => (rank(one) === 1 ? (open.get(one.id) ?? 0) : 0)
  return columns.toSorted((a, b) => rank(a) - rank(b) || most(b) - most(a))
}

/** What the platform would write for a record it holds, cell by cell. */
export interface WrittenRecord {
  readonly elements: Readonly<Record<string, LedgerValue>>
  cell(elementId: string): LedgerCell
}

/** Control characters are never written, and readers leave out what stands before and behind. */
const same = (written: LedgerCell, found: LedgerCell): boolean => {
  const text = String(written).replaceAll(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/gu,
    '',
  )
  return String(found).trim() === text.trim()
}

/**
 * A row of the platform's own sheet beside the record it came from: a cell that still says what the platform wrote changes
 * nothing and is no problem, however it would read otherwise.
 */
export function withoutEchoes(
  row: CleanRow,
  cells: readonly LedgerCell[],
  plan: RowPlan,
  record: WrittenRecord,
): CleanRow {
  const echoes = plan.columns
    .filter(({ at, element }) => same(record.cell(element.id), cells[at] ?? ''))
    .map(({ element }) => element.id)
  const silent = new Set(echoes)
  const kept = Object.entries(row.elements).filter(([id]) => !silent.has(id))
  const held = echoes.flatMap((id) => {
    const value = record.elements[id]
    return value === undefined ? [] : [[id, value] as const]
  })
  return {
    elements: Object.fromEntries([...kept, ...held]),
    problems: row.problems.filter(({ element }) => element !== '' && !silent.has(element)),
    skipped: false,
  }
}
