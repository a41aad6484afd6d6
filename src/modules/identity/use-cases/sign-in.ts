import { minute, hour, plus } from '#kernel/time.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { hashPassword, newToken, passwordMatches, tokenDigest } from '#platform/security/password.ts'
import * as accounts from '../data/account-repository.ts'
import { defaultSignInPolicy, isLoopback, lockedUntilAfter, signInRefusals } from '../domain/sign-in-rules.ts'

export interface SignInRequest {
  readonly login: string
  readonly password: string
  readonly source: string
}

/** Compared against when the login is unknown, so that the answer takes as long. */
const nobodysHash = await hashPassword('nobody')

/** Somebody proves who they are and gets a session token; wrong passwords slow the guesser down. */
export async function signIn(deps: Pick<Deps, 'db' | 'clock'>, request: SignInRequest) {
  const policy = defaultSignInPolicy
  const now = deps.clock.now()
  const attempts = await inTransaction(deps.db, (tx) =>
    accounts.noteAttempt(tx, request.login.toLowerCase(), request.source, now, plus(now, -minute)),
  )
  if (attempts > policy.attemptsPerMinute) refuse('too_many', { code: 'too_many_requests', seconds: 60 })
  const account = await accounts.accountByLogin(deps.db, request.login)
  const matches = await passwordMatches(request.password, account?.passwordHash ?? nobodysHash)
  if (account === undefined) return refuse('unauthenticated', { code: 'identity.wrong_login_or_password' })
  refuseIfAny(signInRefusals(account, now, isLoopback(request.source)), 'forbidden')
  if (!matches) {
    const failed = account.failedAttempts + 1
    await inTransaction(deps.db, (tx) =>
      accounts.noteFailedSignIn(tx, account.id, failed, lockedUntilAfter(failed, now, policy)),
    )
    return refuse('unauthenticated', { code: 'identity.wrong_login_or_password' })
  }
  const token = newToken()
  await inTransaction(deps.db, async (tx) => {
    if (account.failedAttempts > 0) await accounts.noteFailedSignIn(tx, account.id, 0, undefined)
    await accounts.insertSession(
      tx,
      tokenDigest(token),
      account.id,
      now,
      plus(now, policy.sessionHours * hour),
    )
  })
  return { token, accountId: account.id, expiresInSeconds: policy.sessionHours * 3600 }
}
