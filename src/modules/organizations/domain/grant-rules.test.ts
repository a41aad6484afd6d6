import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Grant, type Role, roles, scopeKinds } from '#kernel/permissions.ts'
import { grantRefusals, type GrantWish } from './grant-rules.ts'

const unit7: Grant = { role: 'unit_administrator', scope: 'unit', scopeId: '7' }
const site: Grant = { role: 'system_administrator', scope: 'site', scopeId: '' }
const over7 = (role: Role): Grant => ({ role, scope: 'unit', scopeId: '7' })
const wish = (part: Partial<GrantWish>): GrantWish => ({
  granter: { accountId: 1, grants: [unit7] },
  receiver: { accountId: 2, unitId: 7, grants: [] },
  grant: over7('unit_reporter'),
  place: { unitId: 7 },
  ...part,
})

describe('A grant', () => {
  test.each<[string, Partial<GrantWish>, string[]]>([
    ['to a colleague within the own unit', {}, []],
    ['to oneself', { receiver: { accountId: 1, unitId: 7, grants: [] } }, ['organizations.own_grant']],
    [
      'over another unit',
      { grant: { role: 'unit_reporter', scope: 'unit', scopeId: '8' }, place: { unitId: 8 } },
      ['organizations.grant_outside_scope', 'organizations.not_a_member'],
    ],
    [
      'over a centre of the own unit',
      {
        grant: { role: 'centre_manager', scope: 'centre', scopeId: '3' },
        place: { unitId: 7, centreId: 3 },
      },
      [],
    ],
    [
      'to somebody of another unit',
      { receiver: { accountId: 2, unitId: 8, grants: [] } },
      ['organizations.not_a_member'],
    ],
    [
      'of review to who reports',
      {
        receiver: { accountId: 2, unitId: 7, grants: [over7('unit_reporter')] },
        grant: over7('unit_reviewer'),
      },
      ['organizations.reporter_is_reviewer'],
    ],
    [
      'of a role of the site by a unit',
      { grant: { role: 'province_operator', scope: 'site', scopeId: '' }, place: {} },
      ['organizations.grant_outside_scope', 'organizations.not_a_member'],
    ],
    [
      'of a site role over a unit',
      { grant: over7('province_operator') },
      ['organizations.role_needs_other_scope'],
    ],
    [
      'over what does not exist, by the system administrator',
      { granter: { accountId: 1, grants: [site] }, place: undefined },
      ['organizations.scope_unknown'],
    ],
    [
      'of a site role by the system administrator',
      {
        granter: { accountId: 1, grants: [site] },
        grant: { role: 'auditor', scope: 'site', scopeId: '' },
        place: {},
      },
      [],
    ],
  ])('%s answers as the rules say', (_, part, expected) => {
    expect(grantRefusals(wish(part)).map(({ code }) => code)).toEqual(expected)
  })

  test('never leaves one person both reporting and reviewing, nor anybody granting themselves', () => {
    const grant = fc.record({
      role: fc.constantFrom(...roles),
      scope: fc.constantFrom(...scopeKinds),
      scopeId: fc.constantFrom('', '7', '8'),
    })
    const anyWish = fc.record({
      granter: fc.record({ accountId: fc.constantFrom(1, 2), grants: fc.array(grant, { maxLength: 3 }) }),
      receiver: fc.record({
        accountId: fc.constantFrom(1, 2),
        unitId: fc.constantFrom(undefined, 7, 8),
        grants: fc.array(grant, { maxLength: 3 }),
      }),
      grant,
      place: fc.constantFrom(undefined, {}, { unitId: 7 }, { unitId: 8 }),
    })
    fc.assert(
      fc.property(anyWish, (asked) => {
        if (grantRefusals(asked).length > 0) return
        expect(asked.granter.accountId).not.toBe(asked.receiver.accountId)
        const held = [...asked.receiver.grants, asked.grant].filter(
          ({ scope, scopeId }) => scope === asked.grant.scope && scopeId === asked.grant.scopeId,
        )
        const both = (['unit_reporter', 'unit_reviewer'] as const).every((role) =>
          held.some((one) => one.role === role),
        )
        expect(both && asked.grant.role.startsWith('unit_re')).toBe(false)
        expect(asked.granter.grants.some(({ role }) => /^(system|unit)_administrator$/.test(role))).toBe(true)
      }),
    )
  })
})
