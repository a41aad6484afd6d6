import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { hashPassword, passwordMatches } from '#platform/security/password.ts'
import { accountById, deleteSessionsOf, setPasswordHash } from '../data/account-repository.ts'
import { insertAudit } from '../data/audit-repository.ts'
import { defaultSignInPolicy, passwordRefusals } from '../domain/sign-in-rules.ts'

/** The own password is replaced; every session ends, so a thief's does too. */
export async function changePassword(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  change: { current: string; next: string },
) {
  const { accountId } = requireSignedIn(actor)
  const account = found(await accountById(deps.db, accountId), 'account')
  if (!(await passwordMatches(change.current, account.passwordHash)))
    refuse('unauthenticated', { code: 'identity.wrong_login_or_password' })
  refuseIfAny(passwordRefusals(change.next, account.login, defaultSignInPolicy), 'invalid')
  const hash = await hashPassword(change.next)
  await inTransaction(deps.db, async (tx) => {
    await setPasswordHash(tx, accountId, hash)
    await deleteSessionsOf(tx, accountId)
    await insertAudit(tx, actor, deps.clock.now(), [
      { action: 'account.password_changed', subject: 'account', subjectId: accountId },
    ])
  })
}
