import { type Instant, minute, plus } from '#kernel/time.ts'
import type { Refusal } from '#kernel/refusal.ts'

/** How sign-in is slowed down for guessers (GB/T 22239-2019 8.1.4.1). */
export interface SignInPolicy {
  /** Wrong passwords in a row after which the account rests. */
  readonly lockAfter: number
  readonly lockMinutes: number
  /** Attempts from one address within a minute. */
  readonly attemptsPerMinute: number
  readonly sessionIdleMinutes: number
  readonly sessionHours: number
  readonly passwordMinLength: number
}

export const defaultSignInPolicy: SignInPolicy = {
  lockAfter: 5,
  lockMinutes: 15,
  attemptsPerMinute: 20,
  sessionIdleMinutes: 120,
  sessionHours: 24,
  passwordMinLength: 10,
}

export interface SignInCandidate {
  readonly status: 'active' | 'locked' | 'closed'
  readonly lockedUntil: Instant | undefined
  readonly demonstration: boolean
}

/** Every reason this account cannot sign in now, apart from its password. */
export function signInRefusals(account: SignInCandidate, now: Instant, loopback: boolean): Refusal[] {
  const refusals: Refusal[] = []
  if (account.status === 'closed') refusals.push({ code: 'identity.account_closed' })
  if (account.status === 'locked') refusals.push({ code: 'identity.account_locked' })
  if (account.lockedUntil !== undefined && account.lockedUntil > now)
    refusals.push({
      code: 'identity.too_many_wrong_passwords',
      minutes: Math.ceil((account.lockedUntil - now) / minute),
    })
  if (account.demonstration && !loopback) refusals.push({ code: 'identity.demonstration_on_loopback_only' })
  return refusals
}

/** Until when the account rests after this wrong password, if it does. */
export const lockedUntilAfter = (
  failedAttempts: number,
  now: Instant,
  policy: SignInPolicy,
): Instant | undefined =>
  failedAttempts >= policy.lockAfter ? plus(now, policy.lockMinutes * minute) : undefined

/** Every reason a new password is too weak. */
export function passwordRefusals(password: string, login: string, policy: SignInPolicy): Refusal[] {
  const refusals: Refusal[] = []
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length
  if ([...password].length < policy.passwordMinLength)
    refusals.push({ code: 'identity.password_too_short', least: policy.passwordMinLength })
  if (kinds < 3) refusals.push({ code: 'identity.password_too_simple' })
  if (password.toLowerCase().includes(login.toLowerCase()))
    refusals.push({ code: 'identity.password_contains_login' })
  return refusals
}

/** Whether a caller sits at the machine itself. */
export const isLoopback = (source: string): boolean =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(source)
