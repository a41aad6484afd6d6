import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { occasionOn } from './campaign-prompts.ts'
import { daysAfter } from './working-days.ts'

const plan = { from: '2026-11-01', deadline: '2026-11-30', beforeDays: [14, 7, 1], everyDays: 5 }

describe('A campaign until 30 November prompts 14, 7 and 1 days before and every 5 days after', () => {
  test.each([
    ['2026-11-15', undefined],
    ['2026-11-16', { day: '2026-11-16', late: false }],
    ['2026-11-22', { day: '2026-11-16', late: false }],
    ['2026-11-23', { day: '2026-11-23', late: false }],
    ['2026-11-30', { day: '2026-11-29', late: false }],
    ['2026-12-01', { day: '2026-12-01', late: true }],
    ['2026-12-05', { day: '2026-12-01', late: true }],
    ['2026-12-06', { day: '2026-12-06', late: true }],
  ])('on %s the occasion is %j', (today, expected) => {
    expect(occasionOn(plan, today)).toEqual(expected)
  })

  test('leaves out days before it was opened', () => {
    expect(occasionOn({ ...plan, from: '2026-11-20' }, '2026-11-21')).toBeUndefined()
  })

  test('never plans an occasion in the future, and never goes back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 120 }),
        (beforeDays, everyDays, passed) => {
          const own = { ...plan, beforeDays, everyDays }
          const today = daysAfter(plan.from, passed)
          const now = occasionOn(own, today)
          const before = occasionOn(own, daysAfter(today, -1))
          expect(now === undefined || now.day <= today).toBe(true)
          expect(now === undefined || now.day >= plan.from).toBe(true)
          expect(before === undefined || (now !== undefined && now.day >= before.day)).toBe(true)
        },
      ),
    )
  })
})
