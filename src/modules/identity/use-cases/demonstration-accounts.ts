import type { Deps } from '#platform/module/module.ts'
import { readSettings } from '#platform/settings/settings.ts'
import { DemonstrationAccounts } from '../contract.ts'
import { isLoopback } from '../domain/sign-in-rules.ts'

/** The accounts of the demonstration and their password; nothing on a real site or for a caller from elsewhere. */
export async function demonstrationAccounts(
  deps: Pick<Deps, 'db'>,
  source: string,
): Promise<DemonstrationAccounts> {
  const nothing = { password: '', accounts: [] }
  if (!isLoopback(source)) return nothing
  const settings = await readSettings(deps.db, ['demonstration', 'demonstration_accounts'])
  const demonstration = settings.get('demonstration') as { enabled?: boolean; password?: string } | undefined
  if (demonstration?.enabled !== true) return nothing
  const accounts = DemonstrationAccounts.shape.accounts.safeParse(settings.get('demonstration_accounts'))
  return accounts.success ? { password: demonstration.password ?? '', accounts: accounts.data } : nothing
}
