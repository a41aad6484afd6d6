import { describe, expect, test } from 'vitest'
import { isoIn } from '#kernel/time.ts'
import { matchImportColumns, missingFields } from './import-columns.ts'
import { foldedName, guestUnitOf, readMoment, slotOfRow, textReasons, textsOf } from './import-row.ts'

const zone = 'Asia/Shanghai'

describe('A time in a sheet of bookings', () => {
  test.each([
    ['2026-11-25 09:00', '', '2026-11-25T09:00:00+08:00'],
    ['2026-11-25 09:00:00', '', '2026-11-25T09:00:00+08:00'],
    ['2026/11/25 9:30', '', '2026-11-25T09:30:00+08:00'],
    ['2026.11.5 9:05', '', '2026-11-05T09:05:00+08:00'],
    ['2026年11月25日 9:30', '', '2026-11-25T09:30:00+08:00'],
    ['2026年11月25日9时30分', '', '2026-11-25T09:30:00+08:00'],
    ['2026年11月25日 9点', '', '2026-11-25T09:00:00+08:00'],
    ['2026-11-25T09:00', '', '2026-11-25T09:00:00+08:00'],
    ['2026-11-25T01:00:00Z', '', '2026-11-25T09:00:00+08:00'],
    ['2026-11-25 24:00', '', '2026-11-26T00:00:00+08:00'],
    ['46351.375', '', '2026-11-25T09:00:00+08:00'],
    ['9:00', '2026-11-25', '2026-11-25T09:00:00+08:00'],
    ['09:00', '2026-11-25 00:00:00', '2026-11-25T09:00:00+08:00'],
    ['2026-11-25', '', undefined],
    ['9:00', '', undefined],
    ['2026-02-30 09:00', '', undefined],
    ['2026-11-25 25:00', '', undefined],
    ['2026-11-25 09:75', '', undefined],
    ['tomorrow', '', undefined],
    ['', '2026-11-25', undefined],
  ])('%s beside %j is %s', (text, date, expected) => {
    const at = readMoment(text, date, zone)
    expect(at === undefined ? undefined : isoIn(at, zone)).toBe(expected)
  })

  test('that ends before it starts on one day ends on the next', () => {
    const columns = matchImportColumns(['date', 'start', 'end'])
    const slot = slotOfRow(textsOf(['2026-11-25', '22:00', '00:30'], columns), zone)
    expect(Array.isArray(slot) ? slot : isoIn(slot.end, zone)).toBe('2026-11-26T00:30:00+08:00')
  })
})

describe('Columns of a sheet of bookings', () => {
  test.each([
    [
      ['资产编号', '预约开始时间', '预约结束时间', '手机号', '用途', '课题名称'],
      ['instrument', 'start', 'end', 'who', 'purpose', 'project'],
    ],
    [
      ['Booking No.', 'Asset Number', 'Start Time', 'End time', 'E-mail', 'Purpose'],
      ['sourceNo', 'instrument', 'start', 'end', 'who', 'purpose'],
    ],
    [
      ['仪器编号', '※ 仪器编号的问题', '日期', '开始', '结束', '姓名', '用途', '备注'],
      ['instrument', 'date', 'start', 'end', 'guest', 'purpose', undefined],
    ],
    [
      ['ＩＮＳＴＲＵＭＥＮＴ', '仪器编号'],
      ['instrument', undefined],
    ],
  ])('%j carry %j', (header, fields) => {
    expect(matchImportColumns(header).map(({ field }) => field)).toEqual(fields)
  })

  test('that are needed are named when they are missing', () => {
    expect(missingFields(matchImportColumns(['仪器编号', '姓名']))).toEqual(['start', 'end', 'purpose'])
    expect(missingFields(matchImportColumns(['备注']))).toEqual([
      'instrument',
      'start',
      'end',
      'purpose',
      'who',
    ])
  })
})

test('A row says everything that is missing or too long', () => {
  const columns = matchImportColumns(['仪器编号', '开始', '结束', '账号', '用途'])
  const reasons = textReasons(textsOf(['', ' 9:00 ', '', '', 'x'.repeat(501)], columns))
  expect(reasons.map(({ field, refusal }) => `${String(field)} ${refusal.code}`)).toEqual([
    'instrument booking.import_missing',
    'end booking.import_missing',
    'who booking.import_missing',
    'purpose booking.import_too_long',
  ])
})

describe('The unit of a guest', () => {
  const known = new Map([[foldedName('示范大学（南校园）'), 7]])
  test.each([
    ['示范大学（南校园）', { from: 'named', unitId: 7, outside: '' }],
    ['示范大学 (南校园)', { from: 'named', unitId: 7, outside: '' }],
    ['某检测公司', { from: 'outside', unitId: undefined, outside: '某检测公司' }],
    ['', { from: 'bringer', unitId: 3, outside: '' }],
  ])('named %j is %j', (cell, expected) => {
    expect(guestUnitOf(cell, known, 3)).toEqual(expected)
  })
})
