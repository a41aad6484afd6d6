import type { Locale } from './locale.ts'

const english: Readonly<Record<string, string>> = {
  万元: '10 000 CNY',
  元: 'CNY',
  '㎡': 'm²',
  '台(套)': 'sets',
}

/** The name of a unit of measure of the national data specification in the reader's language. */
export const measureIn = (unit: string, locale: Locale): string =>
  locale === 'en' ? (english[unit] ?? unit) : unit

/** A value with its unit; English has no word for 10 000 yuan and writes whole yuan. */
export function measured(value: string, unit: string, locale: Locale): string {
  const number = Number(value)
  if (locale === 'en' && unit === '万元' && value !== '' && Number.isFinite(number))
    return `${(Math.round(number * 1_000_000) / 100).toLocaleString('en-US')} CNY`
  return `${value} ${measureIn(unit, locale)}`
}
