import type { Deps } from '#platform/module/module.ts'
import { DemonstrationAccounts } from '../contract.ts'
import { siteSettings } from '../data/demonstration-query.ts'
import { isLoopback } from '../domain/sign-in-rules.ts'

/** The accounts of the demonstration and their password; nothing on a real site or for a caller from elsewhere. */
export async function demonstrationAccounts(
  deps: Pick<Deps, 'db'>,
  source: string,
): Promise<DemonstrationAccounts> {
  const nothing = { password: '', accounts: [] }
  if (!isLoopback(source)) return nothing
  const settings = await siteSettings(deps.db, ['demonstration', 'demonstration_accounts'])
  if (settings.get('demonstration') !== true) return nothing
  const accounts = DemonstrationAccounts.safeParse(settings.get('demonstration_accounts'))
  return accounts.success ? accounts.data : nothing
}
