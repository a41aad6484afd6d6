import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, intersected, lengthOf } from '#kernel/interval.ts'
import { hour, instantAt, instantOf, isoIn } from '#kernel/time.ts'
import { type Hours, openIntervals, type SpecialDays } from './opening-hours.ts'

const weekdays = (from: string, to: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, to }))
const office: Hours = { weekly: weekdays('09:00', '17:00') }
const special: SpecialDays = new Map([
  ['2026-10-01', 'holiday'],
  ['2026-10-10', 'workday'],
  ['2026-09-20', 'workday'],
])
const none: SpecialDays = new Map()

const openOn = (hours: Hours, date: string, zone = 'Asia/Shanghai', days: SpecialDays = special) =>
  openIntervals(hours, zone, days, {
    start: instantAt(date, '00:00', zone),
    end: instantAt(date, '24:00', zone),
  }).map((span) => `${isoIn(span.start, zone).slice(5, 16)} ${isoIn(span.end, zone).slice(5, 16)}`)

describe('An instrument open from nine to five on working days', () => {
  test.each([
    ['2026-11-23', 'an ordinary Monday', ['11-23T09:00 11-23T17:00']],
    ['2026-11-28', 'an ordinary Saturday', []],
    ['2026-10-01', 'the National Day', []],
    ['2026-10-10', 'a make-up Saturday', ['10-10T09:00 10-10T17:00']],
    ['2026-09-20', 'a make-up Sunday', ['09-20T09:00 09-20T17:00']],
    ['2026-02-28', 'the last day of February, a Saturday', []],
    ['2026-03-31', 'the last day of March', ['03-31T09:00 03-31T17:00']],
  ])('on %s, %s, is open %j %j', (date, _what, expected) => {
    expect(openOn(office, date)).toEqual(expected)
  })

  test('that does not observe holidays keeps its week', () => {
    const stubborn = { ...office, observesHolidays: false }
    expect(openOn(stubborn, '2026-10-01')).toHaveLength(1)
    expect(openOn(stubborn, '2026-10-10')).toEqual([])
  })

  test('follows an exception before anything else', () => {
    const exceptions = [
      { date: '2026-11-23', windows: [] },
      { date: '2026-10-01', windows: [{ from: '10:00', to: '12:00' }] },
    ]
    expect(openOn({ ...office, exceptions }, '2026-11-23')).toEqual([])
    expect(openOn({ ...office, exceptions }, '2026-10-01')).toEqual(['10-01T10:00 10-01T12:00'])
  })

  test('keeps on a make-up Saturday the hours of its own Saturdays where it has any', () => {
    const saturday = { weekly: [...office.weekly, { weekday: 6, from: '10:00', to: '13:00' }] }
    expect(openOn(saturday, '2026-10-10')).toEqual(['10-10T10:00 10-10T13:00'])
  })
})

describe('Hours that cross midnight', () => {
  const night: Hours = { weekly: [{ weekday: 5, from: '20:00', to: '04:00' }] }
  test.each([
    ['2026-11-27', ['11-27T20:00 11-28T00:00']],
    ['2026-11-28', ['11-28T00:00 11-28T04:00']],
    ['2026-11-29', []],
    ['2026-07-31', ['07-31T20:00 08-01T00:00']],
    ['2026-08-01', ['08-01T00:00 08-01T04:00']],
  ])('opened on Fridays from eight to four: %s is open %j', (date, expected) => {
    expect(openOn(night, date)).toEqual(expected)
  })

  test('join to one stretch over a whole week', () => {
    const always = {
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
    }
    const span = {
      start: instantOf('2026-11-23T00:00:00+08:00'),
      end: instantOf('2026-12-02T00:00:00+08:00'),
    }
    expect(openIntervals(always, 'Asia/Shanghai', none, span)).toEqual([span])
  })
})

describe('In London, where clocks change', () => {
  const always: Hours = {
    weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  }
  const hoursOpen = (hours: Hours, date: string) =>
    openIntervals(hours, 'Europe/London', none, {
      start: instantAt(date, '00:00', 'Europe/London'),
      end: instantAt(date, '24:00', 'Europe/London'),
    }).reduce((sum, span) => sum + lengthOf(span) / hour, 0)
  test.each([
    ['2026-03-28', 24],
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('%s is open %d hours round the clock', (date, expected) => {
    expect(hoursOpen(always, date)).toBe(expected)
  })

  test('nine o’clock stays nine o’clock', () => {
    const sunday = { weekly: [{ weekday: 7, from: '09:00', to: '17:00' }] }
    expect(openOn(sunday, '2026-03-29', 'Europe/London')).toEqual(['03-29T09:00 03-29T17:00'])
    expect(openOn(sunday, '2026-10-25', 'Europe/London')).toEqual(['10-25T09:00 10-25T17:00'])
  })
})

describe('Opening hours as such', () => {
  const time = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(Math.trunc(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`)
  const hours = fc
    .array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), from: time, to: time }), { maxLength: 8 })
    .map((weekly) => ({ weekly }))
  const zone = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York')
  const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 1) })

  test('asked for in two parts are the same as asked for at once', () => {
    fc.assert(
      fc.property(
        hours,
        zone,
        start,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (of, where, from, a, b) => {
          const middle = (from + a * 7 * hour) as never
          const end = (from + (a + b) * 7 * hour) as never
          const whole = openIntervals(of, where, special, { start: from as never, end })
          const parts = [
            ...openIntervals(of, where, special, { start: from as never, end: middle }),
            ...openIntervals(of, where, special, { start: middle, end }),
          ]
          expect(intersected(parts, [{ start: from as never, end }])).toEqual(whole)
          expect(whole.every((span) => contains({ start: from as never, end }, span))).toBe(true)
        },
      ),
    )
  })
})
