import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Interval } from '#kernel/interval.ts'
import { instant, instantAt, instantOf } from '#kernel/time.ts'
import { periodsAround } from './periods.ts'
import { limitRefusals, type PersonLimits, type PersonLoad } from './person-limits.ts'
import { voidedOutcome } from './voided-outcome.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => instantOf(`${text}:00+08:00`)
/** `2026-11-24 09:00-11:00` */
const span = (text: string): Interval => {
  const [date = '', times = ''] = text.split(' ')
  const [from = '', to = ''] = times.split('-')
  return { start: instantAt(date, from, zone), end: instantAt(date, to, zone) }
}
const load = (held: readonly string[]): PersonLoad => ({
  held: held.map(span),
  openUntil: held.map((each) => span(each).end).toSorted((a, b) => a - b),
})
// 2026-11-23 is a Monday.
const monday = ['2026-11-23 08:00-12:00', '2026-11-23 14:00-18:00']

describe('With so much booked, one more booking', () => {
  test.each<[string, PersonLimits, readonly string[], string, object[]]>([
    ['is fine without limits', {}, monday, '2026-11-23 19:00-22:00', []],
    [
      'is fine up to the limit',
      { openBookings: 3, hoursPerDay: 10, hoursPerWeek: 10 },
      monday,
      '2026-11-23 19:00-21:00',
      [],
    ],
    [
      'is one too many',
      { openBookings: 2 },
      monday,
      '2026-11-30 09:00-10:00',
      [
        {
          code: 'booking.too_many_open',
          limit: 2,
          open: 2,
          room: '2026-11-23 12:00',
          roomAt: '2026-11-23T12:00:00+08:00',
        },
      ],
    ],
    [
      'finds room only after several when the limit was lowered',
      { openBookings: 1 },
      monday,
      '2026-11-30 09:00-10:00',
      [
        {
          code: 'booking.too_many_open',
          limit: 1,
          open: 2,
          room: '2026-11-23 18:00',
          roomAt: '2026-11-23T18:00:00+08:00',
        },
      ],
    ],
    [
      'is never fine when nobody may book',
      { openBookings: 0 },
      [],
      '2026-11-30 09:00-10:00',
      [{ code: 'booking.too_many_open', limit: 0, open: 0, room: '–' }],
    ],
    [
      'is too long for the day',
      { hoursPerDay: 9 },
      monday,
      '2026-11-23 19:00-20:30',
      [
        {
          ...{ code: 'booking.too_many_hours_a_day', limitHours: 9, bookedHours: 8, leftHours: 1 },
          ...{ next: '2026-11-24 00:00', nextAt: '2026-11-24T00:00:00+08:00' },
        },
      ],
    ],
    ['is fine the day after', { hoursPerDay: 9 }, monday, '2026-11-24 08:00-12:00', []],
    [
      'is too long for the week that ends on Sunday',
      { hoursPerWeek: 8 },
      monday,
      '2026-11-29 23:00-24:00',
      [
        {
          ...{ code: 'booking.too_many_hours_a_week', limitHours: 8, bookedHours: 8, leftHours: 0 },
          ...{ next: '2026-11-30 00:00', nextAt: '2026-11-30T00:00:00+08:00' },
        },
      ],
    ],
    ['is fine in the week after', { hoursPerWeek: 8 }, monday, '2026-11-30 00:00-08:00', []],
    [
      'hears every limit at once',
      { openBookings: 2, hoursPerDay: 8, hoursPerWeek: 8 },
      monday,
      '2026-11-23 19:00-20:00',
      [
        { code: 'booking.too_many_open' },
        { code: 'booking.too_many_hours_a_day' },
        { code: 'booking.too_many_hours_a_week' },
      ],
    ],
  ])('%s', (_what, limits, held, wish, expected) => {
    expect(limitRefusals(span(wish), limits, load(held), zone)).toMatchObject(expected)
    expect(limitRefusals(span(wish), limits, load(held), zone)).toHaveLength(expected.length)
  })

  test('across midnight counts on each day for the part that lies in it', () => {
    const night = { start: at('2026-11-23T20:00'), end: at('2026-11-24T04:00') }
    expect(limitRefusals(night, { hoursPerDay: 4 }, load([]), zone)).toEqual([])
    expect(limitRefusals(night, { hoursPerDay: 3 }, load([]), zone)).toMatchObject([
      { code: 'booking.too_many_hours_a_day', next: '2026-11-24 00:00' },
    ])
  })
})

test('The days and the weeks around a span cover it without gaps, each week from a Monday', () => {
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) })
  const cases = fc.tuple(
    moment,
    fc.integer({ min: 1, max: 40 * 24 * 3_600_000 }),
    fc.constantFrom(zone, 'Europe/Berlin'),
  )
  fc.assert(
    fc.property(cases, fc.constantFrom('day' as const, 'week' as const), ([start, length, where], of) => {
      const wish = { start: instant(start), end: instant(start + length) }
      const periods = periodsAround(wish, where, of)
      expect(periods[0]?.start).toBeLessThanOrEqual(wish.start)
      expect(periods.at(-1)?.end).toBeGreaterThanOrEqual(wish.end)
      for (const [i, period] of periods.entries()) {
        expect(period.start).toBe(periods[i - 1]?.end ?? period.start)
        const local = Temporal.Instant.fromEpochMilliseconds(period.start).toZonedDateTimeISO(where)
        expect([local.hour, of === 'week' ? local.dayOfWeek : 1]).toEqual([0, 1])
      }
    }),
  )
})

describe('When a use is taken back, its booking', () => {
  const slot = span('2026-11-23 09:00-11:00')
  test.each([
    ['in_use', '2026-11-23T10:00', 'undo_start'],
    ['in_use', '2026-11-23T12:00', 'undo_start'],
    ['completed', '2026-11-23T10:59', 'reopen'],
    ['completed', '2026-11-23T11:00', 'take_back'],
  ] as const)('that is %s at %s: %s', (status, now, act) => {
    expect(voidedOutcome({ slot, status }, at(now))).toBe(act)
  })
})
