import {
  type CellStyle,
  colToLetter,
  type ColumnDef,
  type DataValidation,
  writeXlsx,
  type WriteSheet,
} from 'hucre/xlsx'
import { type Cell, harmless } from './sheet.ts'

/** A column somebody is to fill in. */
export interface FormColumn {
  readonly heading: string
  /** Shown beside the heading. */
  readonly note: string
  readonly wanted: 'always' | 'sometimes' | 'no'
  readonly kind: 'text' | 'number' | 'date'
  readonly width: number
  /** Values offered; a cell may hold others only when `strict` is false. */
  readonly choices?: readonly string[] | undefined
  readonly strict?: boolean
  readonly maxLength?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
}
/** A sheet whose headings and example row are locked and whose other rows are to be filled. */
export interface FormSheet {
  readonly name: string
  readonly columns: readonly FormColumn[]
  readonly example: readonly Cell[]
}
/** A page that only explains. */
export interface ExplainingSheet {
  readonly name: string
  readonly header: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}
/** Titles and words of the messages a program shows when a cell is refused. */
export interface FormWords {
  readonly author: string
  readonly wrongTitle: string
  readonly wrongChoice: string
  readonly wrongNumber: string
  readonly wrongDate: string
  readonly tooLong: (most: number) => string
}

/** Rows that can be filled in one form. */
export const formRows = 1_000
const firstRow = 3
const lastRow = firstRow + formRows - 1
const listsName = '_lists'

const fills = { always: 'FFFBE3D6', sometimes: 'FFFFF4D6', no: 'FFE8F1F6' } as const
const formats = { text: '@', number: 'General', date: 'yyyy-mm-dd' } as const
const headingStyle = (column: FormColumn): CellStyle => ({
  font: { bold: column.wanted === 'always' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fills[column.wanted] } },
  alignment: { wrapText: true, vertical: 'center' },
  protection: { locked: true },
})
const exampleStyle: CellStyle = {
  font: { italic: true, color: { rgb: 'FF667684' } },
  alignment: { wrapText: true, vertical: 'top' },
  protection: { locked: true },
}
const openStyle = (column: FormColumn): CellStyle => ({
  numFmt: formats[column.kind],
  alignment: { wrapText: true, vertical: 'top' },
  protection: { locked: false },
})

/** The lists cells choose from: one hidden column each, equal ones once. */
class Lists {
  private readonly places = new Map<string, string>()
  readonly columns: (readonly string[])[] = []

  rangeOf(choices: readonly string[]): string {
    const key = choices.join('\n')
    const there = this.places.get(key)
    if (there !== undefined) return there
    const letter = colToLetter(this.columns.length)
    const range = `'${listsName}'!$${letter}$1:$${letter}$${choices.length}`
    this.places.set(key, range)
    this.columns.push(choices)
    return range
  }

  sheet(): WriteSheet {
    const longest = Math.max(0, ...this.columns.map((column) => column.length))
    const rows = Array.from({ length: longest }, (_, row) =>
      this.columns.map((column) => column[row] ?? null),
    )
    return { name: listsName, rows, hidden: true }
  }
}

const refusing = (words: FormWords, message: string, strict: boolean) => ({
  allowBlank: true,
  showErrorMessage: strict,
  errorStyle: 'stop' as const,
  errorTitle: words.wrongTitle,
  errorMessage: message,
})

function numberRule(column: FormColumn, words: FormWords): Omit<DataValidation, 'range'> {
  const { min, max } = column
  const bounds =
    min !== undefined && max !== undefined
      ? { operator: 'between' as const, formula1: String(min), formula2: String(max) }
      : min === undefined
        ? { operator: 'lessThanOrEqual' as const, formula1: String(max ?? 1e15) }
        : { operator: 'greaterThanOrEqual' as const, formula1: String(min) }
  return { type: 'decimal', ...bounds, ...refusing(words, words.wrongNumber, true) }
}

function ruleOf(
  column: FormColumn,
  lists: Lists,
  words: FormWords,
): Omit<DataValidation, 'range'> | undefined {
  const { choices, kind, maxLength } = column
  if (choices !== undefined && choices.length > 0)
    return {
      type: 'list',
      formula1: lists.rangeOf(choices),
      ...refusing(words, words.wrongChoice, column.strict !== false),
    }
  if (kind === 'number') return numberRule(column, words)
  if (kind === 'date')
    return {
      ...{ type: 'date', operator: 'greaterThanOrEqual', formula1: '1' },
      ...refusing(words, words.wrongDate, true),
    }
  if (maxLength === undefined) return undefined
  return {
    ...{ type: 'textLength', operator: 'lessThanOrEqual', formula1: String(maxLength) },
    ...refusing(words, words.tooLong(maxLength), true),
  }
}

function sheetOf(form: FormSheet, lists: Lists, words: FormWords): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  for (const [i, column] of form.columns.entries()) {
    cells.set(`0,${i}`, {
      value: column.heading,
      type: 'string',
      style: headingStyle(column),
      ...(column.note === '' ? {} : { comment: { author: words.author, text: column.note } }),
    })
    const shown = form.example[i] ?? ''
    cells.set(`1,${i}`, {
      value: typeof shown === 'string' ? harmless(shown) : shown,
      type: typeof shown === 'string' ? 'string' : 'number',
      style: exampleStyle,
    })
  }
  const rules = form.columns.flatMap((column, i): DataValidation[] => {
    const rule = ruleOf(column, lists, words)
    const letter = colToLetter(i)
    return rule === undefined ? [] : [{ ...rule, range: `${letter}${firstRow}:${letter}${lastRow}` }]
  })
  // Cells that hold nothing are written too: only so can a locked sheet be filled.
  for (const [i, column] of form.columns.entries()) {
    const style = openStyle(column)
    for (let row = firstRow; row <= lastRow; row++)
      cells.set(`${row - 1},${i}`, { value: null, type: 'empty', style })
  }
  return {
    name: form.name,
    rows: [form.columns.map(({ heading }) => heading), [...form.example]],
    cells,
    columns: form.columns.map((column): ColumnDef => ({ width: column.width })),
    dataValidations: rules,
    freezePane: { rows: 1, columns: 1 },
    protection: { sheet: true, formatColumns: true, formatRows: true, sort: true, autoFilter: true },
  }
}

const explaining = ({ name, header, widths, rows }: ExplainingSheet): WriteSheet => ({
  name,
  rows: [[...header], ...rows.map((row) => [...row])],
  columns: widths.map((width) => ({ width, style: { alignment: { wrapText: true, vertical: 'top' } } })),
  freezePane: { rows: 1 },
})

/** A workbook to be filled in: drop-down lists, notes at the headings, headings that cannot be changed. */
export async function writeForm(
  explanation: ExplainingSheet,
  forms: readonly FormSheet[],
  words: FormWords,
): Promise<Buffer> {
  const lists = new Lists()
  const sheets = forms.map((form) => sheetOf(form, lists, words))
  const bytes = await writeXlsx({
    sheets: [...sheets, explaining(explanation), ...(lists.columns.length > 0 ? [lists.sheet()] : [])],
    defaultFont: { name: 'Noto Sans CJK SC', size: 10 },
  })
  return Buffer.from(bytes)
}
