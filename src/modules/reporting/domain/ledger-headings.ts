import { foldedHeading, reasonPrefix } from '#kernel/sheet-heading.ts'
import {
  isTarget,
  leftOn,
  type LedgerCell,
  type LedgerElement,
  standing,
  systemNumber,
  worthRange,
  worthUnit,
} from './ledger-element.ts'
import { columnUnitOf, readNumber, readRange, type ValueUnit } from './ledger-numbers.ts'
import { readDate } from './ledger-dates.ts'
import { isBlankMark } from './ledger-text.ts'

/** How sure a match is; the page shows it in words. */
export const certainties = ['remembered', 'sure', 'likely', 'by_values', 'none'] as const
export type Certainty = (typeof certainties)[number]

export interface LedgerColumn {
  readonly heading: string
  readonly position: number
  readonly samples: readonly LedgerCell[]
  /** The file hides the column. */
  readonly hidden?: true
}
export interface ColumnMatch {
  readonly position: number
  /** Element id, `#worthRange`, or '' when the column is left out. */
  readonly element: string
  readonly valueUnit: ValueUnit
  readonly certainty: Certainty
}
/** What was chosen for a heading in the unit's last import. */
export interface RememberedColumn {
  readonly element: string
  readonly valueUnit: ValueUnit
}

/** 元 or 万元 as the heading itself says. */
export function unitInHeading(heading: string): ValueUnit {
  const text = heading.normalize('NFKC').toLowerCase()
  if (/万元|万\)|\(万|10k|_wan\b/.test(text)) return 'wan'
  return /元|rmb|cny|yuan|¥/.test(text) ? 'yuan' : ''
}

interface Candidate {
  readonly element: string
  readonly certainty: Certainty
  readonly score: number
}

/** The words of a Latin heading: `people.tel`, `ContactName` and `contact_name` have two each. */
const wordsOf = (heading: string): string =>
  ` ${heading
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join(' ')} `

interface KnownHeading {
  readonly folded: string
  readonly words: string
  readonly element: LedgerElement
  readonly rank: number
}

const extraHeadings: readonly (readonly [string, ...string[]])[] = [
  [worthRange, '价格区间', '价格范围', '原值区间', '价值区间', 'price_range', 'pricerange', 'value range'],
  [worthUnit, '金额单位', '价值单位', '原值单位', '计价单位', 'cost unit', 'unit of value', 'value unit'],
  [
    standing,
    '资产状态',
    '使用状态',
    '使用现状',
    '资产现状',
    '现状',
    '处置状态',
    '在用状态',
    '设备状态',
    'asset status',
    'asset state',
    'status',
  ],
  [
    leftOn,
    '处置日期',
    '报废日期',
    '核销日期',
    '销账日期',
    '减少日期',
    'disposal date',
    'disposed on',
    'date of disposal',
    'write-off date',
  ],
  [
    systemNumber,
    '主机编号',
    '主设备编号',
    '主资产编号',
    '所属主机编号',
    '所属系统编号',
    '成套编号',
    '成套设备编号',
    'parent asset',
    'parent asset number',
    'main unit number',
    'system number',
  ],
]

/** Says whether the samples of a column can be values of an element; undefined when there are none to tell by. */
export type FitOf = (element: LedgerElement, samples: readonly LedgerCell[]) => boolean | undefined

const filledOf = (samples: readonly LedgerCell[]) =>
  samples.filter((cell) => !isBlankMark(String(cell).trim()))
const share = (samples: readonly LedgerCell[], test: (cell: LedgerCell) => boolean) =>
  samples.length === 0 ? 0 : samples.filter(test).length / samples.length

type Test = (cell: LedgerCell) => boolean
const byTypeTests: Readonly<Record<string, Test>> = {
  date: (cell) => readDate(cell, 'Asia/Shanghai') !== undefined,
  number: (cell) => readNumber(cell) !== undefined,
  integer: (cell) => readNumber(cell) !== undefined,
  email: (cell) => String(cell).includes('@'),
}
const isMoneyUnit: Test = (cell) => /^(万?元|人民币|rmb|cny)$/i.test(String(cell).trim())
const isCountryCode: Test = (cell) => /^[A-Z]{2}$/.test(String(cell).trim())
const isWebAddress: Test = (cell) => /^https?:\/\//i.test(String(cell))

/** Whether texts are too long for an element as a rule, not by exception. */
const tooLongFor = ({ type, maxLength }: LedgerElement, filled: readonly LedgerCell[]) =>
  type === 'text' &&
  maxLength !== undefined &&
  filled.length > 2 &&
  share(filled, (cell) => String(cell).trim().length > maxLength) >= 0.7

/** Fit by type alone; code tables are asked by the caller. */
export function fitsByType(element: LedgerElement, samples: readonly LedgerCell[]): boolean | undefined {
  const filled = filledOf(samples)
  if (filled.length === 0) return undefined
  const test = byTypeTests[element.type]
  if (test !== undefined) return share(filled, test) >= 0.3
  if (element.type !== 'url' && share(filled, isWebAddress) >= 0.5) return false
  if (element.type === 'text' && share(filled, isMoneyUnit) >= 0.6) return false
  if (element.id === 'manufacturer' && share(filled, isCountryCode) >= 0.8) return false
  if (tooLongFor(element, filled)) return false
  return element.id !== 'cname' || share(filled, (cell) => !/^[\d.,\s-]+$/.test(String(cell))) >= 0.3
}

/** Everything the dictionary says about headings, folded once. */
export class HeadingBook {
  private readonly known: KnownHeading[] = []
  private readonly elements: readonly LedgerElement[]
  private readonly exact = new Map<string, KnownHeading[]>()

  constructor(elements: readonly LedgerElement[]) {
    this.elements = elements.filter(isTarget)
    for (const element of this.elements) {
      const headings = [element.label.zh, element.label.en, element.id, ...(element.headings ?? [])]
      for (const [rank, heading] of headings.entries()) {
        const known = { folded: foldedHeading(heading), words: wordsOf(heading), element, rank }
        this.known.push(known)
        this.exact.set(known.folded, [...(this.exact.get(known.folded) ?? []), known])
      }
    }
  }

  /** Whether a text is a heading of the dictionary. */
  knows(heading: string): boolean {
    return this.exact.has(foldedHeading(heading))
  }

  /** What a heading may mean, the likeliest first. */
  candidates(heading: string): Candidate[] {
    const folded = foldedHeading(heading)
    if (folded === '' || heading.startsWith(reasonPrefix)) return []
    const best = new Map<string, Candidate>()
    const offer = (one: Candidate) => {
      if ((best.get(one.element)?.score ?? 0) < one.score) best.set(one.element, one)
    }
    for (const [element, ...headings] of extraHeadings)
      if (headings.some((known) => foldedHeading(known) === folded))
        offer({ element, certainty: 'sure', score: 200 })
    for (const { element, rank } of this.exact.get(folded) ?? [])
      offer({ element: element.id, certainty: 'sure', score: 150 - Math.min(rank, 40) })
    for (const candidate of this.within(heading, folded)) offer(candidate)
    return [...best.values()].toSorted((a, b) => b.score - a.score)
  }

  /**
   * Known headings that are a part of this one. `people.name` holds the letters of `ename`, but not the word; one long
   * word may hold anything.
   */
  private within(heading: string, folded: string): Candidate[] {
    const words = wordsOf(heading)
    const several = words.trim().includes(' ')
    return this.known.flatMap(({ folded: known, words: knownWords, element }) => {
      const han = /\p{Script=Han}/u.test(known)
      if (known.length < (han ? 2 : 4) || folded.length <= known.length) return []
      const holds = !han && several ? words.includes(knownWords) : folded.includes(known)
      const score = 40 + (60 * known.length) / folded.length
      return holds ? [{ element: element.id, certainty: 'likely', score }] : []
    })
  }

  element(id: string): LedgerElement | undefined {
    return this.elements.find((element) => element.id === id)
  }
}

/** Values that tell what a column is when its heading does not. */
function byValues(column: LedgerColumn): string | undefined {
  const filled = filledOf(column.samples)
  if (filled.length < 2) return undefined
  if (share(filled, (cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(cell).trim())) >= 0.6) return 'email'
  if (share(filled, isMoneyUnit) >= 0.6) return worthUnit
  if (share(filled, (cell) => readRange(cell) !== undefined) >= 0.6) return worthRange
  if (share(filled, (cell) => ['wan', 'yuan'].includes(readNumber(cell)?.unit ?? '')) >= 0.6) return 'worth'
  const isDay = (cell: LedgerCell) =>
    typeof cell === 'string' && /[-/.年]/.test(cell) && readDate(cell, 'Asia/Shanghai') !== undefined
  return share(filled, isDay) >= 0.6 ? 'beginDate' : undefined
}

interface Offer extends Candidate {
  readonly column: LedgerColumn
}

function offersFor(
  column: LedgerColumn,
  book: HeadingBook,
  remembered: ReadonlyMap<string, RememberedColumn>,
  fit: FitOf,
): Offer[] {
  const known = remembered.get(column.heading)
  if (known !== undefined) return [{ column, element: known.element, certainty: 'remembered', score: 1000 }]
  const offers = book.candidates(column.heading).filter(({ element }) => {
    const definition = book.element(element)
    return definition === undefined || fit(definition, column.samples) !== false
  })
  const told = column.heading.startsWith(reasonPrefix) ? undefined : byValues(column)
  const guess: Candidate[] = told === undefined ? [] : [{ element: told, certainty: 'by_values', score: 30 }]
  return [...offers, ...guess].map((offer) => ({ ...offer, column }))
}

const unitFor = (column: LedgerColumn): ValueUnit =>
  unitInHeading(column.heading) || columnUnitOf(column.samples)

/** Matches each column to at most one element and each element to at most one column, the surest first. */
export function matchHeadings(
  columns: readonly LedgerColumn[],
  book: HeadingBook,
  remembered: ReadonlyMap<string, RememberedColumn>,
  fit: FitOf,
): ColumnMatch[] {
  const offers = columns
    .flatMap((column) => offersFor(column, book, remembered, fit))
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        Number(a.column.hidden === true) - Number(b.column.hidden === true) ||
        a.column.position - b.column.position,
    )
  const taken = new Set<string>()
  const chosen = new Map<number, ColumnMatch>()
  for (const { column, element, certainty } of offers) {
    const { position } = column
    if (chosen.has(position) || (element !== '' && taken.has(element))) continue
    if (element !== '') taken.add(element)
    const unit = element === 'worth' ? (remembered.get(column.heading)?.valueUnit ?? unitFor(column)) : ''
    chosen.set(position, { position, element, certainty, valueUnit: unit })
  }
  return columns.map(
    // The unit is kept for a column that is said to be the worth later.
    (column) =>
      chosen.get(column.position) ?? {
        position: column.position,
        element: '',
        valueUnit: columnUnitOf(column.samples),
        certainty: 'none',
      },
  )
}
