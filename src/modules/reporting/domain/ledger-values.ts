import { type CodeIndex, findChoice, findLoosely, severalIn } from './ledger-codes.ts'
import { readDate } from './ledger-dates.ts'
import type { LedgerCell, LedgerElement, LedgerValue, RowProblem } from './ledger-element.ts'
import { readNumber, readRange, readWorth, type ValueUnit } from './ledger-numbers.ts'
import { cleanText, isBlankMark, mendsOf } from './ledger-text.ts'

/** What cells are judged against. */
export interface LedgerGround {
  /** The unit's zone, for epoch times. */
  readonly zone: string
  /** Today in that zone, `2026-11-23`. */
  readonly today: string
  index(codeTable: string): CodeIndex | undefined
  /** The entry an unknown text most likely means. */
  likely(element: LedgerElement, text: string): { value: string; label: string } | undefined
  /** What a person decided for all cells of this text; '' leaves them empty. */
  fix(element: string, text: string): string | undefined
}

/** What a cell became; no value when it is empty or unusable. */
export interface CleanCell {
  readonly value?: LedgerValue
  readonly problems: readonly RowProblem[]
}
/** What stands beside a cell and helps to understand it. */
export interface CellNeighbours {
  readonly valueUnit: ValueUnit
  readonly range?: LedgerCell | undefined
}

const show = (text: string) => text.slice(0, 200)
const problem = (
  element: LedgerElement,
  code: string,
  level: RowProblem['level'],
  details: object = {},
): RowProblem => ({
  element: element.id,
  code: `ledger.${code}`,
  level,
  ...details,
})
const unusable = (element: LedgerElement, code: string, text: string, details: object = {}): CleanCell => ({
  problems: [problem(element, code, 'error', { from: show(text), ...details })],
})

function dateCell(element: LedgerElement, text: string, ground: LedgerGround): CleanCell {
  const read = readDate(text, ground.zone)
  if (read === undefined) return unusable(element, 'bad_date', text)
  if (read.date > ground.today) return unusable(element, 'date_in_future', text, { to: read.date })
  if (read.mended === undefined) return { value: read.date, problems: [] }
  return {
    value: read.date,
    problems: [{ element: element.id, code: read.mended, level: 'mended', from: show(text), to: read.date }],
  }
}

function worthCell(
  element: LedgerElement,
  cell: LedgerCell,
  { valueUnit, range }: CellNeighbours,
): CleanCell {
  const text = String(cell)
  const written = readNumber(cell)
  if (written === undefined) return unusable(element, 'not_a_number', text)
  if (written.unit === 'foreign') return unusable(element, 'foreign_currency', text)
  if (written.unit === 'other') return unusable(element, 'not_a_number', text)
  if (written.number < 0) return unusable(element, 'below_minimum', text, { min: 0 })
  const read = readWorth(written, valueUnit, readRange(range))
  const to = `${read.wan} 万元`
  if (read.corrected !== undefined)
    return {
      value: read.wan,
      problems: [problem(element, `unit_was_${read.corrected}`, 'mended', { from: text, to })],
    }
  if (read.doubtful === true)
    return { value: read.wan, problems: [problem(element, 'doubtful_worth', 'warning', { from: text, to })] }
  return { value: read.wan, problems: [] }
}

function numberCell(element: LedgerElement, cell: LedgerCell): CleanCell {
  const text = String(cell)
  const written = readNumber(
    typeof cell === 'string' ? cell.replace(/(小时|机时|h|hours?|hrs?)$/i, '') : cell,
  )
  if (written === undefined || written.unit === 'foreign') return unusable(element, 'not_a_number', text)
  const scale = 10 ** (element.type === 'integer' ? 0 : (element.decimals ?? 6))
  const value =
    Math.round((written.unit === 'wan' ? written.number * 10_000 : written.number) * scale) / scale
  if (element.min !== undefined && value < element.min)
    return unusable(element, 'below_minimum', text, { min: element.min })
  if (element.max !== undefined && value > element.max)
    return unusable(element, 'above_maximum', text, { max: element.max })
  return { value, problems: [] }
}

interface FoundCode {
  readonly code?: string
  readonly problems: readonly RowProblem[]
}

function oneCode(element: LedgerElement, text: string, ground: LedgerGround): FoundCode {
  const index = ground.index(element.codeTable ?? '')
  if (index === undefined) return { code: text, problems: [] }
  const entry = findLoosely(index, text, element.level)
  if (entry === undefined) {
    const likely = ground.likely(element, text)
    return {
      problems: [
        problem(element, 'unknown_code', 'error', { from: show(text), ...(likely ? { likely } : {}) }),
      ],
    }
  }
  if (element.level === undefined && index.isGroup(entry))
    return {
      code: entry.code,
      problems: [problem(element, 'only_a_group', 'warning', { from: show(text), name: entry.name })],
    }
  return { code: entry.code, problems: [] }
}

function codesCell(element: LedgerElement, text: string, ground: LedgerGround): CleanCell {
  const whole = ground.index(element.codeTable ?? '')
  const parts = whole?.find(text) !== undefined ? [text] : severalIn(text)
  const found = parts.map((part) => oneCode(element, part, ground))
  const codes = [...new Set(found.flatMap(({ code }) => code ?? []))]
  const problems = found.flatMap((one) => one.problems)
  return several(element, text, codes, problems)
}

function several(
  element: LedgerElement,
  text: string,
  values: readonly string[],
  problems: readonly RowProblem[],
): CleanCell {
  const most = element.maxValues ?? values.length
  if (values.length > most)
    return {
      value: values.slice(0, most),
      problems: [...problems, problem(element, 'too_many_values', 'warning', { from: show(text), most })],
    }
  return values.length === 0 ? { problems } : { value: values, problems }
}

const namesOfChoices = (element: LedgerElement) =>
  (element.enum ?? []).map(({ zh, value }) => zh ?? value).join('、')

function choiceCell(element: LedgerElement, text: string): CleanCell {
  const value = findChoice(element.enum ?? [], text)
  return value === undefined
    ? unusable(element, 'not_one_of', text, { allowed: namesOfChoices(element) })
    : { value, problems: [] }
}

function choicesCell(element: LedgerElement, text: string): CleanCell {
  const found = severalIn(text).map((part) => ({ part, value: findChoice(element.enum ?? [], part) }))
  const unknown = found.filter(({ value }) => value === undefined)
  const values = [...new Set(found.flatMap(({ value }) => value ?? []))]
  if (unknown.length > 0) return unusable(element, 'not_one_of', text, { allowed: namesOfChoices(element) })
  return several(element, text, values, [])
}

const formats: Readonly<Record<string, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  phone: /^[+\d(][\d\s()\-转,，、/]{4,}$/,
  url: /^https?:\/\/\S+$/i,
}
/** A text above this is not a long text any more but a mistake. */
const longestText = 5000

function textCell(element: LedgerElement, text: string): CleanCell {
  const { maxLength, pattern, type } = element
  const length = maxLength !== undefined && text.length > maxLength ? [...text].length : 0
  if (maxLength !== undefined && length > maxLength) {
    if (type !== 'longtext' || length > longestText)
      return unusable(element, 'too_long', text, { maxLength, length })
    // Kept whole in the draft: nobody's text is cut, the form asks to shorten it before it is submitted.
    return { value: text, problems: [problem(element, 'long_text', 'warning', { maxLength, length })] }
  }
  const format = pattern === undefined ? formats[type] : new RegExp(pattern, 'u')
  if (format !== undefined && !format.test(text))
    return { value: text, problems: [problem(element, 'bad_format', 'warning', { from: show(text) })] }
  return { value: text, problems: [] }
}

function typedCell(
  element: LedgerElement,
  text: string,
  ground: LedgerGround,
  beside: CellNeighbours,
): CleanCell {
  switch (element.type) {
    case 'number':
    case 'integer':
      return element.id === 'worth' ? worthCell(element, text, beside) : numberCell(element, text)
    case 'date':
      return dateCell(element, text, ground)
    case 'code': {
      const { code, problems } = oneCode(element, text, ground)
      return code === undefined ? { problems } : { value: code, problems }
    }
    case 'codes':
      return codesCell(element, text, ground)
    case 'enum':
    case 'boolean':
      return choiceCell(element, text)
    case 'enums':
      return choicesCell(element, text)
    default:
      return textCell(element, text)
  }
}

const hasChoice = (element: LedgerElement, text: string) =>
  element.enum?.some(({ value, zh }) => value === text || zh === text) === true

/** Text a person reads, for looking up what was decided for it and for the preview's groups. */
export const readableText = (cell: LedgerCell): string => cleanText(String(cell)).text

/** Cleans one cell of a column that carries an element. */
export function cleanCell(
  element: LedgerElement,
  cell: LedgerCell,
  ground: LedgerGround,
  beside: CellNeighbours,
): CleanCell {
  const raw = String(cell)
  const clean = cleanText(raw)
  const mends = mendsOf(element.id, clean)
  if (isBlankMark(clean.text) && !hasChoice(element, clean.text)) return { problems: [] }
  const plain = typedCell(element, clean.text, ground, beside)
  const failed =
    plain.problems.some(({ level }) => level === 'error') ||
    plain.problems.some(({ code }) => code === 'ledger.only_a_group')
  const decided = failed ? ground.fix(element.id, show(clean.text)) : undefined
  if (decided === undefined) return { ...plain, problems: [...mends, ...plain.problems] }
  const fixed = problem(element, decided === '' ? 'left_empty' : 'fixed', 'mended', {
    from: show(clean.text),
    to: decided,
  })
  if (decided === '') return { problems: [...mends, fixed] }
  const again = typedCell(element, decided, ground, beside)
  return {
    ...again,
    problems: [...mends, fixed, ...again.problems.filter(({ level }) => level !== 'mended')],
  }
}
