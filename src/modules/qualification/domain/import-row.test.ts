import { describe, expect, test } from 'vitest'
import { isImportHeading, matchImportColumns, missingFields } from './import-columns.ts'
import { readDay, readLevel, readRow, textsOf } from './import-row.ts'

const levels = [
  { code: 'guided', name: '指导下使用', nameEn: 'Guided use' },
  { code: 'independent', name: '独立上机', nameEn: 'Independent use' },
]
const today = '2026-11-24'

describe('A sheet of certificates', () => {
  test('is read by what its headings are called', () => {
    const columns = matchImportColumns(['持证人', '仪器编号', '等级', '有效期至', '备注', '账号'])
    expect(columns.map(({ field }) => field)).toEqual([
      ...['who', 'instrument', 'level', 'validUntil', undefined, undefined],
    ])
    expect(missingFields(columns)).toEqual([])
    expect(missingFields(matchImportColumns(['等级']))).toEqual(['who', 'instrument'])
    expect(isImportHeading('Valid until')).toBe(true)
    expect(textsOf([' ming ', 'T-1'], columns)).toMatchObject({ who: 'ming', instrument: 'T-1', level: '' })
  })
  test.each([
    ['2026-11-03', '2026-11-03'],
    ['2026/1/3', '2026-01-03'],
    ['2026年1月3日', '2026-01-03'],
    ['2026-11-03 00:00:00', '2026-11-03'],
    ['46330', '2026-11-04'],
    ['2026-02-30', undefined],
    ['soon', undefined],
  ])('reads the day %s as %s', (text, day) => {
    expect(readDay(text)).toBe(day)
  })
  test('reads a level by code and by name', () => {
    expect([readLevel('Guided', levels)?.code, readLevel('独立上机', levels)?.code]).toEqual([
      ...['guided', 'independent'],
    ])
  })

  const row = { sourceNo: '', who: 'ming', instrument: 'T-1', level: 'guided', validFrom: '', validUntil: '' }
  test('begins today when it does not say', () => {
    expect(readRow(row, levels, today)).toMatchObject({ validFrom: today, validUntil: undefined })
  })
  test.each([
    [{ who: '', level: '' }, ['who qualification.import_missing', 'level qualification.import_missing']],
    [{ level: 'master' }, ['level qualification.level_unknown']],
    [{ validUntil: 'soon' }, ['validUntil qualification.import_bad_day']],
    [{ validFrom: '2026-12-01', validUntil: '2026-11-01' }, ['validUntil qualification.dates_crossed']],
    [{ sourceNo: 'x'.repeat(101) }, ['sourceNo qualification.import_too_long']],
  ])('says all that is wrong with %j', (change, expected) => {
    const reasons = readRow({ ...row, ...change }, levels, today)
    expect(Array.isArray(reasons) && reasons.map(({ field, refusal }) => `${field} ${refusal.code}`)).toEqual(
      expected,
    )
  })
})
