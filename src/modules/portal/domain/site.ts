import type { Bilingual } from '#kernel/locale.ts'

/** What the foot of every page says: who hosts the site, its record numbers, whom to ask. */
export interface SiteProfile {
  readonly name: Bilingual
  readonly host: Bilingual
  readonly contactUnit: Bilingual
  readonly phone: string
  readonly email: string
  readonly icp: string
  readonly police: string
  readonly siteCode: string
  readonly zone: string
}

type Json = Readonly<Record<string, unknown>>
const part = (of: Json, key: string): Json => {
  const value = of[key]
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
const text = (of: Json, key: string, otherwise = ''): string => {
  const value = of[key]
  return typeof value === 'string' ? value : otherwise
}
const both = (of: Json, otherwise: Bilingual): Bilingual => ({
  zh: text(of, 'zh', otherwise.zh),
  en: text(of, 'en', otherwise.en),
})

const nobody: Bilingual = { zh: '', en: '' }

/** Reads the setting `site`; whatever is missing is left out of the page. */
export function siteProfileOf(setting: unknown): SiteProfile {
  const site: Json = typeof setting === 'object' && setting !== null ? (setting as Json) : {}
  const contact = part(site, 'contact')
  const records = part(site, 'records')
  return {
    name: both(part(site, 'name'), { zh: '共仪', en: 'Gongyi' }),
    host: both(part(site, 'host'), nobody),
    contactUnit: both(part(contact, 'unit'), nobody),
    phone: text(contact, 'phone'),
    email: text(contact, 'email'),
    icp: text(records, 'icp'),
    police: text(records, 'police'),
    siteCode: text(records, 'siteCode'),
    zone: text(site, 'zone', 'Asia/Shanghai'),
  }
}

/** Somebody a newcomer may sign in as; exists in demonstration data only. */
export interface DemonstrationAccount {
  readonly login: string
  readonly displayName: string
  readonly role: Bilingual
  readonly unitName: string
  readonly whatToTry: Bilingual
}

/** Reads the setting `demonstration_accounts`. */
export function demonstrationAccountsOf(setting: unknown): DemonstrationAccount[] {
  if (!Array.isArray(setting)) return []
  return (setting as Json[]).map((account) => ({
    login: text(account, 'login'),
    displayName: text(account, 'displayName'),
    role: both(part(account, 'role'), nobody),
    unitName: text(account, 'unitName'),
    whatToTry: both(part(account, 'whatToTry'), nobody),
  }))
}
