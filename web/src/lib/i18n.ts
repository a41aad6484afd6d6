import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { defaultLocale, type Locale } from '#kernel/locale.ts'

type Catalogue = Record<string, unknown>
const files = import.meta.glob<Catalogue>(
  ['../features/*/messages/*.json', '../app/messages/*.json', '../ui/messages/*.json'],
  { eager: true, import: 'default' },
)
const cookieName = 'gongyi_locale'

function resources(): Record<string, Record<string, Catalogue>> {
  const all: Record<string, Record<string, Catalogue>> = {}
  for (const [file, words] of Object.entries(files)) {
    const [, namespace = '', locale = ''] = /([^/]+)\/messages\/([^/]+)\.json$/.exec(file) ?? []
    all[locale] = { ...all[locale], [namespace]: words }
  }
  return all
}

function remembered(): Locale {
  const stored = localStorage.getItem(cookieName)
  if (stored === 'en' || stored === 'zh-CN') return stored
  return document.cookie.includes(`${cookieName}=en`) ? 'en' : defaultLocale
}

function apply(locale: Locale): void {
  document.documentElement.lang = locale
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn')
}

/** Loads the words of every feature: folder name = namespace. */
export function openWords(): void {
  const locale = remembered()
  void i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: resources(),
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  apply(locale)
}

/** The language the reader sees now. */
export const currentLocale = (): Locale => (i18next.language === 'en' ? 'en' : 'zh-CN')

/** Switches the language and remembers it here and, by the cookie, on the public pages. */
export function switchLocale(locale: Locale): void {
  localStorage.setItem(cookieName, locale)
  document.cookie = `${cookieName}=${locale}; path=/; max-age=31536000; samesite=lax`
  apply(locale)
  void i18next.changeLanguage(locale)
}
