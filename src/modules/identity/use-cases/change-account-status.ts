import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { accountById, deleteSessionsOf, setStatus } from '../data/account-repository.ts'
import { insertAudit } from '../data/audit-repository.ts'

/** An administrator locks an account, which ends its sessions, or opens it again. */
export async function changeAccountStatus(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  accountId: number,
  status: 'active' | 'locked',
): Promise<void> {
  requireAbility(actor, 'account.manage', {})
  if (actor.kind === 'account' && actor.accountId === accountId)
    refuse('forbidden', { code: 'identity.own_account' })
  await inTransaction(deps.db, async (tx) => {
    const account = found(await accountById(tx, accountId), 'account')
    if (account.status === 'closed') refuse('conflict', { code: 'identity.account_closed' })
    if (account.status === status) return
    await setStatus(tx, accountId, status)
    if (status === 'locked') await deleteSessionsOf(tx, accountId)
    await insertAudit(tx, actor, deps.clock.now(), [
      {
        action: `account.${status === 'locked' ? 'locked' : 'opened'}`,
        subject: 'account',
        subjectId: accountId,
        unitId: account.unitId,
        changes: { status: { from: account.status, to: status } },
      },
    ])
  })
}
