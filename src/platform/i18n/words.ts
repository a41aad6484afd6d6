import { createInstance } from 'i18next'
import { defaultLocale, type Locale } from '#kernel/locale.ts'

export type Catalogue = Readonly<Record<string, string>>
/** The words of one module in both languages. */
export type Messages = Readonly<Record<Locale, Catalogue>>

/** Turns codes into sentences; code knows codes, catalogues know sentences. */
export interface Words {
  say(locale: Locale, code: string, details?: object): string
  has(locale: Locale, code: string): boolean
}

/** Joins the catalogues of all modules; a code that two of them word is a mistake. */
export function openWords(catalogues: readonly Messages[]): Words {
  const joined = (locale: Locale): Record<string, string> => {
    const all: Record<string, string> = {}
    for (const messages of catalogues)
      for (const [code, text] of Object.entries(messages[locale])) {
        if (code in all) throw new Error(`Two modules word ${code} (${locale})`)
        all[code] = text
      }
    return all
  }
  const i18n = createInstance()
  void i18n.init({
    lng: defaultLocale,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: joined('zh-CN') }, en: { translation: joined('en') } },
    initAsync: false,
  })
  return {
    say: (lng, code, details) => i18n.t(code, { lng, ...details }),
    has: (lng, code) => i18n.exists(code, { lng }),
  }
}

/** The language a reader asks for by cookie or Accept-Language; Chinese when nothing fits. */
export function localeOf(wish: string | undefined): Locale {
  for (const part of (wish ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return defaultLocale
}
