import {
  leftOn,
  type LedgerCell,
  type LedgerElement,
  type LedgerValue,
  madeNumber,
  type RowProblem,
  standing,
  systemNumber,
  worthRange,
  worthUnit,
} from './ledger-element.ts'
import { readNumber, type ValueUnit } from './ledger-numbers.ts'
import { isBlankMark } from './ledger-text.ts'
import { cleanCell, type LedgerGround, readableText } from './ledger-values.ts'

/** Which column carries which element; made once for an import. */
export interface RowPlan {
  readonly columns: readonly PlannedColumn[]
  /** Position of the column with a price bracket. */
  readonly rangeAt?: number
  /** Position of the column with what the worth is counted in. */
  readonly unitAt?: number
  /** Position of the column that says whether a thing is still in the books. */
  readonly standingAt?: number
  /** Position of the column with the day it left them. */
  readonly leftOnAt?: number
  /** Position of the column with the number of its system. */
  readonly systemAt?: number
  /** The number is made from the row itself. */
  readonly makesNumber: boolean
}
interface PlannedColumn {
  readonly at: number
  readonly element: LedgerElement
  readonly valueUnit: ValueUnit
}

export interface MappedColumn {
  readonly position: number
  /** Element id, '' when the column is left out. */
  readonly element: string
  readonly valueUnit: ValueUnit
}

/** The plan of an import from its mapping; unknown elements are left out. */
export function planOf(mapping: readonly MappedColumn[], elements: readonly LedgerElement[]): RowPlan {
  const byId = new Map(elements.map((element) => [element.id, element]))
  const columns = mapping.flatMap(({ position, element, valueUnit }) => {
    const definition = byId.get(element)
    return definition === undefined ? [] : [{ at: position, element: definition, valueUnit }]
  })
  const at = <K extends string>(key: K, target: string): Partial<Record<K, number>> => {
    const column = mapping.find(({ element }) => element === target)
    return column === undefined ? {} : ({ [key]: column.position } as Record<K, number>)
  }
  return {
    columns,
    makesNumber: mapping.some(({ element }) => element === madeNumber),
    ...at('rangeAt', worthRange),
    ...at('unitAt', worthUnit),
    ...at('standingAt', standing),
    ...at('leftOnAt', leftOn),
    ...at('systemAt', systemNumber),
  }
}

/** What tells rows apart by number, name, model and date; the English name takes part in reading the name. */
const telling = new Set(['innerId', 'cname', 'ename', 'instrVersion', 'beginDate'])

/** The part of a plan that tells rows apart; all of it when numbers are made from the whole row. */
export const tellingPlan = (plan: RowPlan): RowPlan =>
  plan.makesNumber
    ? plan
    : { ...plan, columns: plan.columns.filter(({ element }) => telling.has(element.id)) }

/** A row after cleaning. */
export interface CleanRow {
  readonly elements: Readonly<Record<string, LedgerValue>>
  readonly problems: readonly RowProblem[]
  /** Totals and notes under the table are no instruments. */
  readonly skipped: boolean
}

const totals =
  /^(?:(?:本页|本表|累计|部门|以上)?\s*(?:合\s*计|总\s*计|小\s*计|共\s*计)(?:\s*[(（:：].*)?|(?:制表|填表|审核|复核|经办|负责)人?\s*[:：].*|total|sum|subtotal)$/i
const isWord = (cell: LedgerCell) =>
  typeof cell === 'string' && !isBlankMark(cell.trim()) && readNumber(cell) === undefined
const isTotal = (cells: readonly LedgerCell[]) =>
  cells.some((cell) => typeof cell === 'string' && totals.test(cell.trim())) &&
  cells.filter(isWord).length <= 2

/** `一、分析仪器` between the rows, `注：…` below them: one cell that speaks of others. */
const aside = /^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|(?:注|备注|说明)\s*\d*\s*[:：])/
const isAside = (cells: readonly LedgerCell[]) => {
  const [only, ...more] = cells.filter((cell) => String(cell).trim() !== '')
  return more.length === 0 && typeof only === 'string' && aside.test(only.trim())
}

/** Chinese and English name in one cell: `激光粒度仪/Laser particle sizer`, `透射电镜 (Transmission electron microscope)`. */
export function splitName(text: string): { zh: string; en: string } | undefined {
  const [, zh, en] =
    /^([\p{Script=Han}][^\n/|(（]*?)\s*(?:[/|\n]\s*|[(（]\s*)([A-Za-z][A-Za-z][^\p{Script=Han}]*?)\s*[)）]?$/u.exec(
      text,
    ) ?? []
  return zh === undefined || en === undefined || !/[a-z]{3}.*\s|[a-z]{6}/.test(en)
    ? undefined
    : { zh: zh.trim(), en: en.trim() }
}

/** `日本尼康` made its way into the maker: the country in front of it fills an empty country. */
function countryOfMaker(values: Record<string, LedgerValue>, ground: LedgerGround): RowProblem[] {
  const maker = values['manufacturer']
  const index = ground.index('countries')
  if (values['nation'] !== undefined || typeof maker !== 'string' || index === undefined) return []
  for (const length of [4, 3, 2]) {
    const country = maker.length > length ? index.find(maker.slice(0, length)) : undefined
    if (country === undefined || !/^\p{Script=Han}+$/u.test(maker.slice(0, length))) continue
    values['nation'] = country.code
    return [
      {
        element: 'nation',
        code: 'ledger.country_from_maker',
        level: 'mended',
        from: maker,
        to: country.name,
      },
    ]
  }
  return []
}

function englishFromName(values: Record<string, LedgerValue>): RowProblem[] {
  const name = values['cname']
  const split = typeof name === 'string' && values['ename'] === undefined ? splitName(name) : undefined
  if (split === undefined || typeof name !== 'string') return []
  values['cname'] = split.zh
  values['ename'] = split.en
  return [
    {
      element: 'ename',
      code: 'ledger.name_split',
      level: 'mended',
      from: name,
      to: `${split.zh} | ${split.en}`,
    },
  ]
}

/** A class that is missing or too wide is guessed from the name; the guess is shown, never taken. */
function withLikelyClass(
  problems: RowProblem[],
  values: Record<string, LedgerValue>,
  plan: RowPlan,
  ground: LedgerGround,
) {
  const name = values['cname']
  const column = plan.columns.find(({ element }) => element.id === 'instrCategory')
  if (typeof name !== 'string' || column === undefined) return problems
  return problems.map((problem) => {
    if (
      problem.element !== 'instrCategory' ||
      !['ledger.empty', 'ledger.only_a_group'].includes(problem.code)
    )
      return problem
    const likely = ground.likely(column.element, name)
    return likely === undefined ? problem : { ...problem, likely }
  })
}

const lostDigits = /^\d(\.\d+)?e\+\d+$/i

function numberProblems(values: Record<string, LedgerValue>, plan: RowPlan): RowProblem[] {
  const number = values['innerId']
  if (typeof number === 'string' && lostDigits.test(number))
    return [{ element: 'innerId', code: 'ledger.digits_lost', level: 'error', from: number }]
  if (number === undefined && !plan.makesNumber)
    return [{ element: 'innerId', code: 'ledger.no_number', level: 'error' }]
  return []
}

/** What every record needs to be one: a number and a name; the rest may be completed later. */
function missingIn(
  values: Record<string, LedgerValue>,
  plan: RowPlan,
  failed: ReadonlySet<string>,
): RowProblem[] {
  const missing: RowProblem[] = []
  for (const { element } of plan.columns) {
    const { id, required, emptyAs } = element
    if (values[id] !== undefined || failed.has(id) || id === 'innerId' || id === 'cname') continue
    if (required && emptyAs === undefined)
      missing.push({ element: id, code: 'ledger.empty', level: 'warning' })
  }
  if (values['cname'] === undefined && !failed.has('cname'))
    missing.push({ element: 'cname', code: 'ledger.no_name', level: 'error' })
  return failed.has('innerId') ? missing : [...numberProblems(values, plan), ...missing]
}

/** A worth with the unit that stands in a column of its own; a unit in the cell itself holds. */
const inItsUnit = ({ id }: LedgerElement, cell: LedgerCell, unit: LedgerCell | undefined): LedgerCell =>
  id !== 'worth' || isBlankMark(String(unit ?? '').trim()) || readNumber(cell)?.unit !== ''
    ? cell
    : `${cell} ${unit}`

/** Cleans one row: elements as they will be stored, and everything that was found. */
export function cleanRow(cells: readonly LedgerCell[], plan: RowPlan, ground: LedgerGround): CleanRow {
  if (isTotal(cells) || isAside(cells)) {
    const note: RowProblem = { element: '', code: 'ledger.total_line', level: 'warning' }
    return { elements: {}, problems: [note], skipped: true }
  }
  const values: Record<string, LedgerValue> = {}
  const problems: RowProblem[] = []
  const failed = new Set<string>()
  const range = plan.rangeAt === undefined ? undefined : cells[plan.rangeAt]
  for (const { at, element, valueUnit } of plan.columns) {
    const cell = cells[at] ?? ''
    if (cell === '') continue
    const said = inItsUnit(element, cell, cells[plan.unitAt ?? -1])
    const clean = cleanCell(element, said, ground, { valueUnit, range })
    if (clean.value !== undefined) values[element.id] = clean.value
    for (const one of clean.problems) {
      problems.push(one)
      if (one.level === 'error' || one.code === 'ledger.left_empty') failed.add(element.id)
    }
  }
  problems.push(...englishFromName(values), ...countryOfMaker(values, ground))
  problems.push(...missingIn(values, plan, failed))
  return { elements: values, problems: withLikelyClass(problems, values, plan, ground), skipped: false }
}

/** What tells one row from another when the ledger has no numbers: name, model, date, maker, department, place. */
export const identityOf = ({ elements }: CleanRow): string =>
  ['cname', 'instrVersion', 'beginDate', 'manufacturer', 'insideDepart', 'street']
    .map((id) => readableText(String(elements[id] ?? '')))
    .join('\u001f')

export const hasErrors = (problems: readonly RowProblem[]): boolean =>
  problems.some(({ level }) => level === 'error')
