import type { Deps } from '#platform/module/module.ts'
import { settings } from '../data/site-repository.ts'
import {
  type DemonstrationAccount,
  demonstrationAccountsOf,
  siteProfileOf,
  type SiteProfile,
} from '../domain/site.ts'

/** The site as its pages show it. */
export interface Site extends SiteProfile {
  /** Accounts a newcomer may try; empty unless this is a demonstration reached from its own machine only. */
  readonly accounts: readonly DemonstrationAccount[]
  readonly password: string
}

interface Kept {
  readonly site: Site
  readonly until: number
}
const kept = new WeakMap<Deps['db'], Kept>()
const keepMs = 2_000

/** Reads the settings of the site; kept for two seconds, since every page asks. */
export async function siteProfile(deps: Pick<Deps, 'db' | 'config'>): Promise<Site> {
  const known = kept.get(deps.db)
  if (known !== undefined && performance.now() < known.until) return known.site
  const values = await settings(deps.db, ['site', 'demonstration', 'demonstration_accounts'])
  const demonstration = values.get('demonstration') as { enabled?: boolean; password?: string } | undefined
  const shown = deps.config.loopbackOnly && demonstration?.enabled !== false
  const site = {
    ...siteProfileOf(values.get('site')),
    accounts: shown ? demonstrationAccountsOf(values.get('demonstration_accounts')) : [],
    password: demonstration?.password ?? '',
  }
  kept.set(deps.db, { site, until: performance.now() + keepMs })
  return site
}
