import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { setContact } from '../data/account-repository.ts'
import { insertAudit } from '../data/audit-repository.ts'

/** Where and in which language the program writes to a person; they change it themselves. */
export async function changeContact(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  contact: { readonly email: string | undefined; readonly locale: Locale },
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  await inTransaction(deps.db, async (tx) => {
    await setContact(tx, accountId, contact)
    // The trail says that it changed, not to what: an address is personal data.
    await insertAudit(tx, actor, deps.clock.now(), [
      { action: 'account.contact_changed', subject: 'account', subjectId: accountId },
    ])
  })
}
