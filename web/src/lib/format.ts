import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '#kernel/locale.ts'
import { measureIn } from '#kernel/measure.ts'

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const units = {
  'zh-CN': { hour: ' 小时', minute: ' 分', yuan: ' 元', wan: ' 万元' },
  en: { hour: ' h', minute: ' min', yuan: ' CNY', wan: 'k CNY' },
} as const

const grouped = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Dates, durations, money as the product writes them. Wire times carry the unit's offset; their wall clock is shown as it is. */
export function formatsIn(locale: Locale) {
  const words = units[locale]
  const date = (iso: string) => iso.slice(0, 10)
  const time = (iso: string) => iso.slice(11, 16)
  const weekday = (iso: string) => weekdays[locale][new Date(`${date(iso)}T00:00:00Z`).getUTCDay()] ?? ''
  const dateTime = (iso: string) => `${date(iso)} ${weekday(iso)} ${time(iso)}`
  const duration = (minutes: number) => {
    const whole = Math.round(minutes)
    const [hours, rest] = [Math.trunc(whole / 60), whole % 60]
    const parts = [
      ...(hours === 0 ? [] : [`${hours}${words.hour}`]),
      ...(rest === 0 && hours !== 0 ? [] : [`${rest}${words.minute}`]),
    ]
    return parts.join(' ')
  }
  return {
    /** 2026-11-23 */
    date,
    /** 14:30 */
    time,
    /** 周一 */
    weekday,
    /** 2026-11-23 周一 */
    day: (iso: string) => `${date(iso)} ${weekday(iso)}`,
    /** 2026-11-23 周一 14:30 */
    dateTime,
    /** 2026-11-23 周一 14:30–16:00, with the second date when it is another day. */
    span: (start: string, end: string) =>
      date(start) === date(end) ? `${dateTime(start)}–${time(end)}` : `${dateTime(start)} – ${dateTime(end)}`,
    /** 2 小时 30 分 */
    duration,
    hours: (value: number) => `${grouped(value, 1)}${words.hour}`,
    number: (value: number, digits = 0) => grouped(value, digits),
    /** 1,234.50 元 from fen. */
    money: (fen: number) => `${grouped(fen / 100, 2)}${words.yuan}`,
    yuan: (yuan: number) => `${grouped(yuan, 2)}${words.yuan}`,
    /** 41.24 万元 from 万元; English writes 412.4k CNY. */
    wan: (wan: number) =>
      locale === 'en' ? `${grouped(wan * 10, 1)}${words.wan}` : `${grouped(wan, 2)}${words.wan}`,
    percent: (share: number, digits = 1) => `${grouped(share * 100, digits)}%`,
    /** 3.2 MB */
    bytes: (size: number) => (size < 1e6 ? `${grouped(size / 1e3, 1)} kB` : `${grouped(size / 1e6, 1)} MB`),
    /** The name of a unit of measure of the data specification. */
    measure: (unit: string) => measureIn(unit, locale),
    /** The text of the reader's language, the other one when it is empty. */
    either: (zh: string, en: string) => (locale === 'en' ? en || zh : zh || en),
  }
}
export type Formats = ReturnType<typeof formatsIn>

/** The formats of the language on screen. */
export function useFormat(): Formats {
  const { i18n } = useTranslation()
  const locale: Locale = i18n.language === 'en' ? 'en' : 'zh-CN'
  return useMemo(() => formatsIn(locale), [locale])
}
