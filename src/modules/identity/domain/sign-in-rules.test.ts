import { describe, expect, test } from 'vitest'
import { hour, instant, minute } from '#kernel/time.ts'
import { defaultSignInPolicy, lockedUntilAfter, passwordRefusals, signInRefusals } from './sign-in-rules.ts'

const now = instant(1_000 * hour)
const codes = (refusals: readonly { code: string }[]) => refusals.map((refusal) => refusal.code)

describe('Signing in', () => {
  test.each([
    ['an active account', { status: 'active', lockedUntil: undefined, demonstration: false }, true, []],
    [
      'a closed account',
      { status: 'closed', lockedUntil: undefined, demonstration: false },
      true,
      ['identity.account_closed'],
    ],
    [
      'a resting account',
      { status: 'active', lockedUntil: instant(now + minute), demonstration: false },
      true,
      ['identity.too_many_wrong_passwords'],
    ],
    ['an account whose rest is over', { status: 'active', lockedUntil: now, demonstration: false }, true, []],
    [
      'a demonstration account from outside',
      { status: 'active', lockedUntil: undefined, demonstration: true },
      false,
      ['identity.demonstration_on_loopback_only'],
    ],
    [
      'a closed and resting demonstration account from outside is told all at once',
      { status: 'closed', lockedUntil: instant(now + 1), demonstration: true },
      false,
      [
        'identity.account_closed',
        'identity.too_many_wrong_passwords',
        'identity.demonstration_on_loopback_only',
      ],
    ],
  ] as const)('%s', (_who, account, loopback, expected) => {
    expect(codes(signInRefusals(account, now, loopback))).toEqual(expected)
  })

  test('the fifth wrong password in a row makes the account rest for a quarter of an hour', () => {
    expect([4, 5, 6].map((failed) => lockedUntilAfter(failed, now, defaultSignInPolicy))).toEqual([
      undefined,
      now + 15 * minute,
      now + 15 * minute,
    ])
  })

  test.each([
    ['Abcdef-123456', []],
    ['abc', ['identity.password_too_short', 'identity.password_too_simple']],
    ['abcdefghijkl', ['identity.password_too_simple']],
    ['Zhang.san2026', ['identity.password_contains_login']],
  ])('the password %s', (password, expected) => {
    expect(codes(passwordRefusals(password, 'zhang.san', defaultSignInPolicy))).toEqual(expected)
  })
})
