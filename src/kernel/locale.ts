/** The two languages of the product; Chinese first. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'zh-CN'

/** A word or text in both languages. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}
export const inLocale = (text: Bilingual, locale: Locale): string => (locale === 'en' ? text.en : text.zh)
