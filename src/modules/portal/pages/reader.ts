import { type Bilingual, inLocale, type Locale } from '#kernel/locale.ts'
import { type Instant, zoned } from '#kernel/time.ts'
import type { PageCall } from '#platform/http/pages.ts'
import type { Words } from '#platform/i18n/words.ts'

/** How a page speaks to its reader: words, addresses and numbers in their language. */
export interface Reader {
  readonly locale: Locale
  readonly signedIn: boolean
  say(code: string, details?: object): string
  has(code: string): boolean
  /** What another module says: a refusal, for example. */
  sayCode(code: string, details?: object): string
  /** An address of this site in the reader's language. */
  href(path: string): string
  /** The same page in the other language. */
  readonly otherHref: string
  pick(text: Bilingual): string
  /** A name in the reader's language when it has one in it. */
  name(chinese: string, english: string): string
  /** `zh-CN` for text that an English reader gets in Chinese for want of English. */
  chinese(english?: string): 'zh-CN' | undefined
  number(value: number, decimals?: number): string
  /** 2026-11-23 */
  date(at: Instant, zone: string): string
  /** 2026-11-23 周一 14:30 */
  moment(at: Instant, zone: string): string
}

const prefixed = (locale: Locale, path: string): string =>
  locale === 'en'
    ? path === '/'
      ? '/en'
      : path.startsWith('/?')
        ? `/en${path.slice(1)}`
        : `/en${path}`
    : path

/** The path of a page with those of its query's words that name the page. */
export const pathOf = (call: PageCall): string => `${call.path}${call.url.search}`

/** The reader of a request. */
export function readerOf(call: PageCall, words: Words): Reader {
  const { locale } = call
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en'
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return {
    locale,
    signedIn: call.actor.kind !== 'visitor',
    say: (code, details) => words.say(locale, `portal.${code}`, details),
    has: (code) => words.has(locale, `portal.${code}`),
    sayCode: (code, details) => words.say(locale, code, details),
    href: (path) => prefixed(locale, path),
    otherHref: prefixed(other, pathOf(call)),
    pick: (text) => inLocale(text, locale),
    name: (chinese, english) => (locale === 'en' && english !== '' ? english : chinese),
    chinese: (english = '') => (locale === 'en' && english === '' ? 'zh-CN' : undefined),
    number: (value, decimals = 0) =>
      value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    date: (at, zone) => zoned(at, zone).toPlainDate().toString(),
    moment: (at, zone) => {
      const local = zoned(at, zone)
      const day = weekday.format(new Date(`${local.toPlainDate().toString()}T00:00:00Z`))
      return `${local.toPlainDate().toString()} ${day} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
    },
  }
}
