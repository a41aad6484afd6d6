import { describe, expect, test } from 'vitest'
import { creditCodeCheckCharacter, isCreditCode } from './credit-code.ts'

describe('A unified social credit code', () => {
  test.each([
    ['91350100M000100Y43', true],
    ['91350100M000100Y44', false],
    ['91350100M000100Y4', false],
    ['91350100I000100Y43', false],
    ['', false],
  ])('%s is right: %s', (code, expected) => {
    expect(isCreditCode(code)).toBe(expected)
  })

  test('gets its eighteenth character from the seventeen before', () => {
    expect(creditCodeCheckCharacter('91350100M000100Y4')).toBe('3')
  })
})
