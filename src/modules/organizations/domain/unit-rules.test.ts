import { describe, expect, test } from 'vitest'
import { kindByCreditCode, registrationRefusals, type UnitRegistration } from './unit-rules.ts'

const university: UnitRegistration = {
  name: '示例大学',
  nameEn: '',
  kind: 'university',
  creditCode: '91350100M000100Y43',
  insCode: 'gdins00012',
  managing: true,
  departmentId: 1,
  cityCode: '440100',
}

describe('Registering a legal person', () => {
  test.each<[string, Partial<UnitRegistration>, string[]]>([
    ['with everything right', {}, []],
    ['with a wrong check digit', { creditCode: '91350100M000100Y44' }, ['organizations.credit_code_wrong']],
    ['with a national unit code', { insCode: '0123456789abcdef0123456789abcdef' }, []],
    ['with a code of no platform', { insCode: 'gdins123' }, ['organizations.ins_code_wrong']],
    [
      'that manages instruments without code and city',
      { creditCode: undefined, cityCode: undefined },
      ['organizations.credit_code_missing', 'organizations.city_missing'],
    ],
    ['that only uses instruments, without a code', { managing: false, creditCode: undefined }, []],
  ])('%s answers as the rules say', (_, part, expected) => {
    expect(registrationRefusals({ ...university, ...part }).map(({ code }) => code)).toEqual(expected)
  })

  test.each([
    ['91440101MA00000000', 'company'],
    ['12440000455000000A', 'other'],
    ['11440000006900000X', 'government'],
    ['51440000000000000X', 'society'],
  ])('%s belongs to a %s', (creditCode, kind) => {
    expect(kindByCreditCode(creditCode)).toBe(kind)
  })
})
