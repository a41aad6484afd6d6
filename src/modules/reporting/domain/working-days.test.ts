import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  calendarFrom,
  daysAfter,
  isWorkday,
  workingDaysBetween,
  yearsNotLoaded,
} from './working-days.ts'

const shipped = ['cn-2025', 'cn-2026'].flatMap((name) =>
  readFileSync(`db/reference/holidays/${name}.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [date = '', kind = ''] = line.split(',')
      return { date, kind }
    }),
)
const calendar = calendarFrom(shipped)

describe('The working calendar of 2025 and 2026', () => {
  test.each([
    ['2025-01-26', true, 'Sunday before the Spring Festival, worked'],
    ['2025-01-28', false, 'the eve of the Spring Festival'],
    ['2025-02-08', true, 'Saturday after it, worked'],
    ['2025-05-05', false, 'Labour Day'],
    ['2025-09-28', true, 'Sunday before the National Day, worked'],
    ['2025-10-08', false, 'National Day and Mid-Autumn'],
    ['2025-10-11', true, 'Saturday after it, worked'],
    ['2026-01-02', false, 'New Year, a Friday'],
    ['2026-01-04', true, 'Sunday, worked for it'],
    ['2026-02-14', true, 'Saturday before the Spring Festival, worked'],
    ['2026-02-23', false, 'the last day of the Spring Festival, a Monday'],
    ['2026-02-28', true, 'Saturday, worked for it'],
    ['2026-11-23', true, 'a Monday like any other'],
    ['2026-11-22', false, 'a Sunday like any other'],
  ])('%s worked: %s (%s)', (date, worked) => {
    expect(isWorkday(date, calendar)).toBe(worked)
  })

  test.each([
    // The Monday after counts as the first day.
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-23', 5, '2026-11-30'],
    // Over New Year: 31 December, then Sunday 4 January is worked.
    ['2025-12-30', 2, '2026-01-04'],
    // Over the Spring Festival of 2026: 13, 14 (Saturday, worked), then 24 to 28 (Saturday, worked).
    ['2026-02-12', 2, '2026-02-14'],
    ['2026-02-12', 3, '2026-02-24'],
    ['2026-02-12', 7, '2026-02-28'],
    // Over the National Day of 2025 with both make-up days.
    ['2025-09-26', 1, '2025-09-28'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-09-30', 3, '2025-10-11'],
    ['2026-03-02', 30, '2026-04-14'],
  ])('%s and %i working days is %s', (from, days, expected) => {
    expect(addWorkingDays(from, days, calendar)).toBe(expected)
  })

  test('names the years nothing was announced for', () => {
    expect(yearsNotLoaded('2026-11-30', '2027-01-12', calendar)).toEqual([2027])
    expect(yearsNotLoaded('2025-11-30', '2026-01-12', calendar)).toEqual([])
  })
})

describe('Counting working days', () => {
  const date = fc.integer({ min: 0, max: 1_000 }).map((days) => daysAfter('2024-12-01', days))

  test('ends on a working day, with exactly so many of them passed', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 80 }), (from, days) => {
        const end = addWorkingDays(from, days, calendar)
        expect(isWorkday(end, calendar)).toBe(true)
        let worked = 0
        for (let at = daysAfter(from, 1); at <= end; at = daysAfter(at, 1))
          if (isWorkday(at, calendar)) worked++
        expect(worked).toBe(days)
        expect(workingDaysBetween(from, end, calendar)).toBe(days)
      }),
    )
  })

  test('a later day never has an earlier deadline, and steps add up', () => {
    fc.assert(
      fc.property(
        date,
        date,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (a, b, n, m) => {
          const [first = a, second = b] = [a, b].toSorted()
          expect(addWorkingDays(first, n, calendar) <= addWorkingDays(second, n, calendar) || n === 0).toBe(
            true,
          )
          expect(addWorkingDays(addWorkingDays(a, n, calendar), m, calendar)).toBe(
            addWorkingDays(a, n + m, calendar),
          )
        },
      ),
    )
  })
})
