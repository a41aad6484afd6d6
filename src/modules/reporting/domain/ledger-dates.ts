import { dateIn, instant } from '#kernel/time.ts'

/** A date read from a cell, with what had to be assumed. */
export interface ReadDate {
  /** `2019-01-05` */
  readonly date: string
  /** How it was written, when that was not a plain date. */
  readonly mended?:
    | 'ledger.date_epoch'
    | 'ledger.date_serial'
    | 'ledger.date_day_assumed'
    | 'ledger.date_form'
}

const chineseDigits: Readonly<Record<string, number>> = {
  ...{ 〇: 0, '○': 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 元: 1, 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

function dateOf(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 二〇一九 digit by digit, 十二 and 三十一 as a count. */
export function chineseNumber(text: string): number | undefined {
  const normal = text.replaceAll(/[廿卄]/g, '二十').replaceAll('拾', '十')
  const ten = normal.indexOf('十')
  if (ten >= 0) {
    const tens = ten === 0 ? 1 : chineseDigits[normal.slice(0, ten)]
    const ones = ten === normal.length - 1 ? 0 : chineseDigits[normal.slice(ten + 1)]
    return tens === undefined || ones === undefined ? undefined : tens * 10 + ones
  }
  let value = 0
  for (const character of normal) {
    const digit = chineseDigits[character]
    if (digit === undefined) return undefined
    value = value * 10 + digit
  }
  return normal === '' ? undefined : value
}

function chineseDate(text: string): ReadDate | undefined {
  const parts =
    /^([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十〇元拾]{1,3})月(?:([一二三四五六七八九十〇廿拾]{1,4})[日号])?)?$/.exec(
      text,
    )
  if (parts === null) return undefined
  const [year = 0, month = 1, day = 1] = parts
    .slice(1)
    .map((part) => (part ? chineseNumber(part) : undefined))
  const date = dateOf(year, month, day)
  return date === undefined
    ? undefined
    : { date, mended: parts[3] === undefined ? 'ledger.date_day_assumed' : 'ledger.date_form' }
}

/** Two numbers around a month that can be told apart: 25/12/2019 and 12/25/2019, not 5/1/2019. */
function yearLast(first: number, second: number, year: number): string | undefined {
  if (first > 12) return dateOf(year, second, first)
  if (second > 12 || first === second) return dateOf(year, first, second)
  return undefined
}

function written(text: string): ReadDate | undefined {
  const yearFirst = /^(\d{4})\s?[-/.年_]\s?(\d{1,2})(?:\s?[-/.月_]\s?(\d{1,2}))?[月日号]?(?:[T\s].*)?$/.exec(
    text,
  )
  if (yearFirst) {
    const [year = 0, month = 0] = yearFirst.slice(1).map(Number)
    const date = dateOf(year, month, Number(yearFirst[3] ?? 1))
    if (date === undefined) return undefined
    if (yearFirst[3] === undefined) return { date, mended: 'ledger.date_day_assumed' }
    return text === date ? { date } : { date, mended: 'ledger.date_form' }
  }
  const last = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s.*)?$/.exec(text)
  if (last) {
    const date = yearLast(Number(last[1]), Number(last[2]), Number(last[3]))
    return date === undefined ? undefined : { date, mended: 'ledger.date_form' }
  }
  return englishDate(text)
}

function englishDate(text: string): ReadDate | undefined {
  const [, day, name, year] =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s-]([a-z]{3})[a-z]*\.?[\s,-]+(\d{4})$/i.exec(text) ?? []
  const [, name2, day2, year2] =
    /^([a-z]{3})[a-z]*\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})$/i.exec(text) ?? []
  const month = months.indexOf((name ?? name2 ?? '').toLowerCase()) + 1
  const date = dateOf(Number(year ?? year2), month, Number(day ?? day2))
  return date === undefined ? undefined : { date, mended: 'ledger.date_form' }
}

/** Numbers without separators: 20190105, 201901, Excel serials, epoch seconds and milliseconds. */
function counted(text: string, zone: string): ReadDate | undefined {
  const digits = /^0?(\d{11,13})$/.exec(text)?.[1] ?? text
  if (/^\d{8}$/.test(digits)) {
    const date = dateOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
    return date === undefined ? undefined : { date, mended: 'ledger.date_form' }
  }
  if (/^(19|20)\d{4}$/.test(digits)) {
    const date = dateOf(Number(digits.slice(0, 4)), Number(digits.slice(4)), 1)
    return date === undefined ? undefined : { date, mended: 'ledger.date_day_assumed' }
  }
  const number = Number(digits)
  if (/^\d{5}(\.\d+)?$/.test(digits) && number >= 18_264 && number <= 73_050)
    return {
      date: new Date(Date.UTC(1899, 11, 30 + Math.floor(number))).toISOString().slice(0, 10),
      mended: 'ledger.date_serial',
    }
  if (/^\d{9,10}$/.test(digits))
    return { date: dateIn(instant(number * 1000), zone), mended: 'ledger.date_epoch' }
  if (/^\d{11,13}$/.test(digits)) return { date: dateIn(instant(number), zone), mended: 'ledger.date_epoch' }
  return undefined
}

const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/

/** Reads a date however ledgers write it, as a day in the unit's zone; undefined when it cannot be told. */
export function readDate(cell: string | number, zone: string): ReadDate | undefined {
  const text = String(cell).trim()
  if (withOffset.test(text)) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? undefined : { date: dateIn(instant(at), zone), mended: 'ledger.date_form' }
  }
  if (/^[\d.]+$/.test(text) && !/^\d{4}\.\d{1,2}(\.\d{1,2})?$/.test(text)) return counted(text, zone)
  return chineseDate(text) ?? written(text)
}
