import type { Refusal } from '#kernel/refusal.ts'
import type { ImportColumn, ImportField } from './import-columns.ts'
import type { Level } from './levels.ts'

/** A row of a sheet of certificates, each field as it is written there. */
export type ImportTexts = Readonly<Record<ImportField, string>>

/** A reason against a row, and the field it is about. */
export interface RowReason {
  readonly field: ImportField
  readonly refusal: Refusal
}

export const importRowStates = ['new', 'known', 'refused'] as const
export type ImportRowState = (typeof importRowStates)[number]

/** The fields of a row, without stray spaces. */
export function textsOf(cells: readonly (string | number)[], columns: readonly ImportColumn[]): ImportTexts {
  const text = (field: ImportField): string => {
    const column = columns.find((each) => each.field === field)
    return column === undefined
      ? ''
      : String(cells[column.position] ?? '')
          .normalize('NFKC')
          .trim()
  }
  return {
    ...{ sourceNo: text('sourceNo'), who: text('who'), instrument: text('instrument') },
    ...{ level: text('level'), validFrom: text('validFrom'), validUntil: text('validUntil') },
  }
}

const dayText = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/

/** A day however sheets write it, YYYY-MM-DD; undefined when it cannot be told. */
export function readDay(text: string): string | undefined {
  const serial = Number(text)
  if (/^\d{5}(\.\d+)?$/.test(text) && serial > 20_000 && serial < 80_000)
    return new Date((Math.trunc(serial) - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const [, year = '', month = '', dayOfMonth = ''] = dayText.exec(text) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const read = new Date(`${date}T00:00:00Z`)
  return year !== '' && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date)
    ? date
    : undefined
}

/** A level by its code or one of its names. */
export const readLevel = (text: string, levels: readonly Level[]): Level | undefined =>
  levels.find(({ code, name, nameEn }) =>
    [code, name, nameEn].some((word) => word.toLowerCase() === text.toLowerCase()),
  )

/** What a row says, as far as it can be told without looking anything up. */
export interface ReadRow {
  readonly level: Level
  readonly validFrom: string
  readonly validUntil: string | undefined
}

/** Level and days of a row, or every reason they cannot be told; a row without a first day begins today. */
export function readRow(texts: ImportTexts, levels: readonly Level[], today: string): ReadRow | RowReason[] {
  const reasons: RowReason[] = []
  const missing: readonly ImportField[] = ['who', 'instrument', 'level']
  for (const field of missing)
    if (texts[field] === '') reasons.push({ field, refusal: { code: 'qualification.import_missing' } })
  if (texts.sourceNo.length > 100)
    reasons.push({ field: 'sourceNo', refusal: { code: 'qualification.import_too_long', limit: 100 } })
  const level = readLevel(texts.level, levels)
  if (level === undefined && texts.level !== '')
    reasons.push({ field: 'level', refusal: { code: 'qualification.level_unknown', level: texts.level } })
  const dayOf = (field: 'validFrom' | 'validUntil'): string | undefined => {
    const read = texts[field] === '' ? undefined : readDay(texts[field])
    if (read === undefined && texts[field] !== '')
      reasons.push({ field, refusal: { code: 'qualification.import_bad_day' } })
    return read
  }
  const validFrom = dayOf('validFrom') ?? today
  const validUntil = dayOf('validUntil')
  if (validUntil !== undefined && validUntil < validFrom)
    reasons.push({ field: 'validUntil', refusal: { code: 'qualification.dates_crossed' } })
  if (level === undefined || reasons.length > 0) return reasons
  return { level, validFrom, validUntil }
}
