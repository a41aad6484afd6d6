import type { Locale } from '#kernel/locale.ts'
import { reasonPrefix } from '#kernel/sheet-heading.ts'
import type { Words } from '../i18n/words.ts'
import type { Cell } from './sheet.ts'

/** A column of the sheet that came in; one in trouble gets a column of reasons beside it when the sheet goes back. */
export interface GivenColumn {
  readonly heading: string
  readonly position: number
  readonly troubled: boolean
}

/** Why a row came back: because of the cell at a position, or as a whole. */
export interface PlacedReason {
  readonly position: number | undefined
  readonly text: string
}

/** The headings of a sheet that goes back; columns without a heading of their own go back without one. */
export function headerWithReasons(columns: readonly GivenColumn[], words: Words, locale: Locale): string[] {
  const header = columns.flatMap(({ heading, troubled }) => {
    const shown = heading.startsWith('#') ? '' : heading
    return troubled
      ? [shown, `${reasonPrefix}${words.say(locale, 'sheet.reason_for', { heading: shown })}`]
      : [shown]
  })
  return [...header, `${reasonPrefix}${words.say(locale, 'sheet.reason_for_row')}`]
}

const joined = (reasons: readonly PlacedReason[]) => reasons.map(({ text }) => text).join('\n')

/** One row with its reasons: beside the cells they are about, what remains at the end. */
export function cellsWithReasons(
  columns: readonly GivenColumn[],
  cells: readonly Cell[],
  reasons: readonly PlacedReason[],
): Cell[] {
  const beside = new Set(columns.flatMap(({ position, troubled }) => (troubled ? [position] : [])))
  const own = columns.flatMap(({ position, troubled }) => {
    const cell = cells[position] ?? ''
    return troubled ? [cell, joined(reasons.filter((reason) => reason.position === position))] : [cell]
  })
  const rest = reasons.filter(({ position }) => position === undefined || !beside.has(position))
  return [...own, joined(rest)]
}

/** `预约-待更正.xlsx` of `预约.csv`. */
export const returnedName = (
  fileName: string,
  words: Words,
  locale: Locale,
  format: 'xlsx' | 'csv',
): string => `${fileName.replace(/\.\w{2,6}$/, '')}-${words.say(locale, 'sheet.returned_file')}.${format}`
