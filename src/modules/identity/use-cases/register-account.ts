import { type Actor, visitor } from '#kernel/actor.ts'
import { isCreditCode } from '#kernel/credit-code.ts'
import { minute, plus } from '#kernel/time.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import { inTransaction, sqlState } from '#platform/db/connect.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { hashPassword } from '#platform/security/password.ts'
import { insertAccount, noteAttempt } from '../data/account-repository.ts'
import { insertAudit } from '../data/audit-repository.ts'
import { defaultSignInPolicy, passwordRefusals } from '../domain/sign-in-rules.ts'

export interface Registration {
  readonly login: string
  readonly password: string
  readonly displayName: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly creditCode?: string | undefined
  readonly unitName?: string | undefined
  readonly locale: 'zh-CN' | 'en'
}

const creditCodeRefusals = ({ creditCode }: Registration) =>
  creditCode === undefined || isCreditCode(creditCode) ? [] : [{ code: 'identity.credit_code_wrong' }]

async function insertOnce(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  wish: Registration,
  passwordHash: string,
  actor: Actor,
): Promise<number> {
  const accountId = await insertAccount(tx, {
    login: wish.login,
    displayName: wish.displayName,
    unitId: undefined,
    email: wish.email,
    phone: wish.phone,
    locale: wish.locale,
    passwordHash,
  })
  await insertAudit(tx, actor, deps.clock.now(), [
    { action: 'account.registered', subject: 'account', subjectId: accountId },
  ])
  if (wish.creditCode !== undefined)
    await appendEvent(tx, {
      type: 'identity.membership_claimed',
      payload: { accountId, creditCode: wish.creditCode, unitName: wish.unitName ?? null },
    })
  return accountId
}

/** A person becomes a user; the claim to belong to a legal person is settled by the organizations module. */
export async function registerAccount(
  deps: Pick<Deps, 'db' | 'clock'>,
  wish: Registration,
  source: string,
): Promise<number> {
  const now = deps.clock.now()
  const attempts = await inTransaction(deps.db, (tx) =>
    noteAttempt(tx, `register:${wish.login}`, source, now, plus(now, -minute)),
  )
  if (attempts > defaultSignInPolicy.attemptsPerMinute)
    refuse('too_many', { code: 'too_many_requests', seconds: 60 })
  refuseIfAny(
    [...passwordRefusals(wish.password, wish.login, defaultSignInPolicy), ...creditCodeRefusals(wish)],
    'invalid',
  )
  const passwordHash = await hashPassword(wish.password)
  try {
    return await inTransaction(deps.db, (tx) => insertOnce(tx, deps, wish, passwordHash, visitor))
  } catch (error) {
    if (sqlState(error) === '23505')
      return refuse('conflict', { code: 'identity.login_taken', login: wish.login })
    throw error
  }
}
