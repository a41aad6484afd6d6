import type { Deps } from '#platform/module/module.ts'
import { readSettings } from '#platform/settings/settings.ts'
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

/** Reads the settings of the site. */
export async function siteProfile(deps: Pick<Deps, 'db' | 'config'>): Promise<Site> {
  const values = await readSettings(deps.db, ['site', 'demonstration', 'demonstration_accounts'])
  const demonstration = values.get('demonstration') as { enabled?: boolean; password?: string } | undefined
  const shown = deps.config.loopbackOnly && demonstration?.enabled !== false
  return {
    ...siteProfileOf(values.get('site')),
    accounts: shown ? demonstrationAccountsOf(values.get('demonstration_accounts')) : [],
    password: demonstration?.password ?? '',
  }
}
