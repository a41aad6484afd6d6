import { describe, expect, test } from 'vitest'
import { addressProblem, isPublicIp, maskedAddress } from './webhook-address.ts'

describe('An address for messages', () => {
  test.each([
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x', undefined],
    ['http://example.org/x', 'https_only'],
    ['ftp://example.org/x', 'https_only'],
    ['https://127.0.0.1/x', 'inside'],
    ['https://2130706433/x', 'inside'],
    ['https://0x7f.1/x', 'inside'],
    ['https://[::1]/x', 'inside'],
    ['https://[::ffff:10.0.0.1]/x', 'inside'],
    ['https://[fd00::1]/x', 'inside'],
    ['https://169.254.169.254/latest', 'inside'],
    ['https://localhost/x', 'inside'],
    ['https://db.internal/x', 'inside'],
    ['https://name:word@example.org/x', 'not_an_address'],
    ['nothing', 'not_an_address'],
    ['http://robot.campus:8080/x', undefined],
    ['http://robot.campus/x', 'https_only'],
  ])('%s: %s', (address, problem) => {
    expect(addressProblem(address, ['robot.campus:8080'])).toBe(problem)
  })

  test('may lead only into the public network', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map(isPublicIp)).toEqual([true, true])
    const within = [
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '::1',
      'fe80::1',
      '::ffff:127.0.0.1',
      'x',
    ]
    expect(within.filter(isPublicIp)).toEqual([])
  })

  test('is shown without its secret', () => {
    expect(maskedAddress('https://example.org/hook?key=abcdef123456')).toBe('https://example.org/…3456')
  })
})
