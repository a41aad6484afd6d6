import { describe, expect, test } from 'vitest'
import { joiningDeadline, lastDueAcceptance, promptStretch } from './new-instruments.ts'
import { calendarFrom, daysAfter } from './working-days.ts'

const calendar = calendarFrom([
  { date: '2026-09-20', kind: 'workday' },
  { date: '2026-09-25', kind: 'holiday' },
  ...['01', '02', '05', '06', '07'].map((day) => ({ date: `2026-10-${day}`, kind: 'holiday' })),
  { date: '2026-10-10', kind: 'workday' },
])
const working = { newInstrumentDays: 30, newInstrumentDayKind: 'working' } as const

describe('An instrument joins within 30 working days of its acceptance', () => {
  test.each([
    // Six holidays on weekdays between, two Saturdays or Sundays worked: 42 days of six weeks, four more.
    ['2026-09-14', '2026-10-30', '2026-10-23', 5, false],
    ['2026-09-14', '2026-10-30', '2026-10-30', 0, false],
    ['2026-09-14', '2026-10-30', '2026-11-02', -1, true],
    ['2026-10-12', '2026-11-23', '2026-11-23', 0, false],
    ['2026-10-12', '2026-11-23', '2026-11-24', -1, true],
  ])(
    'accepted on %s: due on %s; on %s there are %i working days left',
    (accepted, due, today, left, overdue) => {
      expect(joiningDeadline(accepted, working, calendar, today)).toEqual({
        due,
        workingDaysLeft: left,
        overdue,
        yearsNotLoaded: [],
      })
    },
  )

  test('says which year’s calendar is not loaded', () => {
    const deadline = joiningDeadline('2026-12-01', working, calendar, '2026-12-02')
    expect(deadline.due).toBe('2027-01-12')
    expect(deadline.yearsNotLoaded).toEqual([2027])
  })

  test('counts every day where a rule set says calendar days', () => {
    const period = { newInstrumentDays: 30, newInstrumentDayKind: 'calendar' } as const
    expect(joiningDeadline('2026-12-15', period, calendar, '2026-12-15')).toMatchObject({
      due: '2027-01-14',
      yearsNotLoaded: [],
    })
  })
})

describe('The last acceptance that is due', () => {
  const calendarDays = { newInstrumentDays: 30, newInstrumentDayKind: 'calendar' } as const
  test.each([working, calendarDays])('is told as each deadline tells it, by %j', (period) => {
    for (let at = 1; at <= 60; at++) {
      const today = daysAfter('2026-09-01', at)
      const last = lastDueAcceptance(period, calendar, today)
      expect(joiningDeadline(last, period, calendar, today).overdue).toBe(true)
      expect(joiningDeadline(daysAfter(last, 1), period, calendar, today).overdue).toBe(false)
    }
  })
})

describe('A week of prompts', () => {
  test.each([
    ['2026-11-23', 7, '2026-11-23'],
    ['2026-11-29', 7, '2026-11-23'],
    ['2026-11-30', 7, '2026-11-30'],
    ['2023-12-31', 7, '2023-12-25'],
  ])('%s in stretches of %i days belongs to %s', (day, every, expected) => {
    expect(promptStretch(day, every)).toBe(expected)
  })
})
