import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, coveredBy, type Interval, overlaps } from '#kernel/interval.ts'
import { day, hour, instant, type Instant, instantAt, minute, plus } from '#kernel/time.ts'
import { withBuffer } from './availability.ts'
import { alternatives, type Judgement, refusalsFor } from './booking-rules.ts'
import { needsNightLevel, oddHourRefusals, touchesFreeDay, touchesNight } from './odd-hours.ts'
import { openIntervals, opensByKind } from './opening-hours.ts'
import { overridableCodes, passedOver } from './overrides.ts'
import { periodsAround } from './periods.ts'
import { type CountedBooking, type Quota, quotaRefusals } from './quotas.ts'
import { type BookingRules, gapMinutes, hoursAcross } from './rules.ts'
import { rulesRefusals } from './rules-check.ts'

const zone = 'Asia/Shanghai'
const at = (time: string, date = '2026-11-24'): Instant => instantAt(date, time, zone)
const slot = (from: string, to: string, date?: string): Interval => ({
  start: at(from, date),
  end: at(to, date),
})
const rules: BookingRules = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  granularityMinutes: 30,
  shortestMinutes: 30,
  longestMinutes: 480,
  noticeMinutes: 0,
  horizonDays: 30,
  cancellationLimitMinutes: 0,
  approval: 'none',
  pendingHolds: true,
  openTo: ['own_unit', 'university', 'company'],
}
const none = new Map<string, 'holiday' | 'workday'>()

describe('Hours by kind of user', () => {
  const hours = {
    weekly: [
      { weekday: 2, from: '08:00', to: '18:00' },
      { weekday: 2, from: '18:00', to: '22:00', users: ['own_unit'] as const },
      { weekday: 2, from: '22:00', to: '06:00', users: ['own_unit', 'university'] as const },
    ],
  }
  const span = { start: at('00:00'), end: at('12:00', '2026-11-25') }
  test.each([
    ['own_unit', [{ start: at('08:00'), end: at('06:00', '2026-11-25') }]],
    ['university', [slot('08:00', '18:00'), { start: at('22:00'), end: at('06:00', '2026-11-25') }]],
    ['company', [slot('08:00', '18:00')]],
    [undefined, [{ start: at('08:00'), end: at('06:00', '2026-11-25') }]],
  ] as const)('are, for %s, %j', (kind, expected) => {
    expect(openIntervals(hours, zone, none, span, kind)).toEqual(expected)
  })
  test('are known to differ or not', () => {
    expect([opensByKind(hours), opensByKind(rules)]).toEqual([true, false])
  })
})

describe('A term', () => {
  const term = {
    name: 'Winter break',
    from: '2026-11-24',
    to: '2026-11-25',
    weekly: [{ weekday: 3, from: '10:00', to: '12:00' }],
  }
  test.each([
    ['2026-11-23', 24],
    ['2026-11-24', 0],
    ['2026-11-25', 2],
    ['2026-11-26', 24],
  ])('replaces the week on its dates: %s has %d open hours', (date, hours) => {
    const open = openIntervals({ ...rules, terms: [term] }, zone, none, slot('00:00', '24:00', date))
    expect(coveredBy(open) / hour).toBe(hours)
  })
  test('yields to exceptions, and to holidays when they are observed', () => {
    const of = (more: object, special = none) =>
      openIntervals({ ...rules, terms: [term], ...more }, zone, special, slot('00:00', '24:00', '2026-11-25'))
    expect(of({ exceptions: [{ date: '2026-11-25', windows: [{ from: '08:00', to: '09:00' }] }] })).toEqual([
      slot('08:00', '09:00', '2026-11-25'),
    ])
    expect(of({}, new Map([['2026-11-25', 'holiday']]))).toEqual([])
    expect(of({}, new Map([['2026-11-24', 'workday']]))).toEqual([slot('10:00', '12:00', '2026-11-25')])
  })
  test('is checked: not backward, and no two on one date', () => {
    const check = (terms: BookingRules['terms']) =>
      rulesRefusals({ ...rules, terms }, { largestBufferMinutes: 240 }).map(({ code }) => code)
    expect(check([term])).toEqual([])
    expect(check([{ ...term, to: '2026-11-23' }])).toEqual(['booking.rules_term_ends_before_it_starts'])
    expect(check([term, { ...term, from: '2026-11-25', to: '2026-12-01' }])).toEqual([
      'booking.rules_terms_overlap',
    ])
  })
})

describe('The gap between two bookings', () => {
  test.each([
    [{}, 0],
    [{ bufferMinutes: 30 }, 30],
    [{ setupMinutes: 15 }, 15],
    [{ cleanupMinutes: 20 }, 20],
    [{ setupMinutes: 15, cleanupMinutes: 20 }, 35],
    [{ bufferMinutes: 30, setupMinutes: 15, cleanupMinutes: 20 }, 35],
    [{ bufferMinutes: 60, setupMinutes: 15, cleanupMinutes: 20 }, 60],
  ])('of rules with %j is %d minutes', (part, minutes) => {
    expect(gapMinutes({ ...rules, ...part })).toBe(minutes)
  })
})

describe('Nights and free days', () => {
  const night = { nightFrom: '22:00', nightTo: '06:00' }
  const special = new Map([
    ['2026-11-28', 'workday'],
    ['2026-11-25', 'holiday'],
  ] as const)
  test.each([
    ['20:00', '22:00', false],
    ['20:00', '22:30', true],
    ['05:30', '07:00', true],
    ['06:00', '22:00', false],
    ['00:00', '01:00', true],
  ])('%s–%s touches the night from 22:00 to 06:00: %s', (from, to, expected) => {
    expect(touchesNight(slot(from, to), night, zone)).toBe(expected)
  })
  test.each([
    ['2026-11-27', false],
    ['2026-11-28', false],
    ['2026-11-29', true],
    ['2026-11-25', true],
  ])('%s is free: %s, with a holiday on the 25th and a make-up workday on the 28th', (date, expected) => {
    expect(touchesFreeDay(slot('09:00', '10:00', date), {}, zone, special)).toBe(expected)
  })
  test('end with the day: a booking until midnight before a Saturday does not touch it', () => {
    expect(touchesFreeDay(slot('20:00', '24:00', '2026-11-27'), {}, zone, none)).toBe(false)
    expect(
      touchesFreeDay({ start: at('20:00', '2026-11-27'), end: at('00:30', '2026-11-28') }, {}, zone, none),
    ).toBe(true)
  })
  test.each([
    ['self', 'own_unit', ['night_attended']],
    ['guided', 'own_unit', []],
    ['guided', 'company', ['night_own_unit']],
    ['self', 'company', ['night_attended', 'night_own_unit']],
  ] as const)('a booking %s of %s is refused for %j', (serviceWay, userKind, expected) => {
    const asked = { ...night, nightNeeds: ['attended', 'own_unit', 'level'] as const }
    const of = { slot: slot('21:00', '23:00'), zone, special: none, userKind, serviceWay }
    expect(oddHourRefusals(asked, of).map(({ code }) => code.slice(8))).toEqual(expected)
    expect(needsNightLevel(asked, of.slot, zone, none)).toBe(true)
    expect(oddHourRefusals(asked, { ...of, slot: slot('10:00', '12:00') })).toEqual([])
  })
  test('in a zone with summer time the night is one of the wall clock', () => {
    const berlin = 'Europe/Berlin'
    const on = (date: string, time: string) => instantAt(date, time, berlin)
    // On 25 October 2026 clocks go back at three: six hours of the night become seven.
    const long = { start: on('2026-10-24', '23:00'), end: on('2026-10-25', '06:00') }
    expect((long.end - long.start) / hour).toBe(8)
    expect(touchesNight({ start: plus(long.end, -minute), end: plus(long.end, hour) }, night, berlin)).toBe(
      true,
    )
    expect(touchesNight({ start: long.end, end: plus(long.end, hour) }, night, berlin)).toBe(false)
    const weekly = [{ weekday: 6, from: '22:00', to: '06:00', users: ['own_unit'] as const }]
    const open = openIntervals(
      { weekly },
      berlin,
      none,
      { start: on('2026-10-24', '00:00'), end: on('2026-10-26', '00:00') },
      'own_unit',
    )
    expect(open.map((of) => (of.end - of.start) / hour)).toEqual([9])
    const [month] = periodsAround(long, berlin, 'month')
    expect(month && (month.end - month.start) / hour).toBe(31 * 24 + 1)
  })
})

describe('Quotas', () => {
  const booked = (
    from: string,
    to: string,
    date: string,
    part: Partial<CountedBooking> = {},
  ): CountedBooking => ({
    ...slot(from, to, date),
    mine: false,
    ofMyUnit: false,
    kind: 'university',
    groups: [],
    ...part,
  })
  const load = {
    openUntil: [at('10:00', '2026-11-26')],
    groups: [7, 8],
    booked: [
      booked('08:00', '10:00', '2026-11-24', { mine: true, ofMyUnit: true }),
      booked('10:00', '12:00', '2026-11-25', { ofMyUnit: true, groups: [7] }),
      booked('10:00', '13:00', '2026-11-26', { kind: 'university' }),
      booked('10:00', '14:00', '2026-11-02', { kind: 'company', groups: [8] }),
    ],
  }
  const refused = (quota: Quota, wish = slot('14:00', '15:00')) =>
    quotaRefusals(wish, { quotas: [quota] }, load, { kind: 'university', zone })
  test.each([
    [{ per: 'person', period: 'day', hours: 3 }, 0],
    [{ per: 'person', period: 'day', hours: 2.5 }, 1],
    [{ per: 'person', period: 'week', count: 1 }, 1],
    [{ per: 'person', period: 'week', count: 2 }, 0],
    [{ per: 'unit', period: 'week', hours: 5 }, 0],
    [{ per: 'unit', period: 'week', hours: 4 }, 1],
    [{ per: 'unit', period: 'week', count: 2 }, 1],
    [{ per: 'kind', period: 'week', hours: 8 }, 0],
    [{ per: 'kind', period: 'week', hours: 7 }, 1],
    [{ per: 'group', period: 'week', hours: 4.5 }, 1],
    [{ per: 'group', period: 'month', hours: 6 }, 1],
    [{ per: 'group', period: 'month', hours: 4 }, 2],
    [{ per: 'person', period: 'day', hours: 1, users: ['company'] }, 0],
    [{ per: 'person', period: 'day', hours: 1, users: ['university'] }, 1],
  ] as const)('%j refuses one more hour %d times', (quota, times) => {
    expect(refused(quota)).toHaveLength(times)
  })
  test('say what is left and when there is room again', () => {
    expect(refused({ per: 'person', period: 'week', hours: 2.5 })).toEqual([
      {
        code: 'booking.quota_hours',
        ...{ per: 'person', period: 'week', limitHours: 2.5, bookedHours: 2, leftHours: 0.5 },
        ...{ next: '2026-11-30 00:00', nextAt: '2026-11-30T00:00:00+08:00' },
      },
    ])
  })
  test('count hours over midnight in the day they lie in, a number in the day it begins', () => {
    const wish = { start: at('22:00'), end: at('02:00', '2026-11-25') }
    expect(refused({ per: 'person', period: 'day', hours: 4 }, wish)).toEqual([])
    expect(refused({ per: 'unit', period: 'day', count: 1 }, wish)).toMatchObject([
      { next: '2026-11-25 00:00' },
    ])
  })
  test('hold the bookings that are open at once', () => {
    const of = { kind: 'university', zone } as const
    expect(quotaRefusals(slot('14:00', '15:00'), { openPerPerson: 1 }, load, of)).toMatchObject([
      { code: 'booking.too_many_open_here', room: '2026-11-26 10:00' },
    ])
    expect(quotaRefusals(slot('14:00', '15:00'), { openPerPerson: 2 }, load, of)).toEqual([])
  })
})

describe('Passing over rules', () => {
  const refusals = [{ code: 'booking.too_short' }, { code: 'booking.slot_taken' }]
  const wish = (codes: readonly string[], reason = 'Repair') =>
    ({ codes, reason }) as Parameters<typeof passedOver>[1]
  test('never touches time that is taken, closed or over', () => {
    for (const code of ['slot_taken', 'closed', 'starts_in_the_past', 'not_open', 'ends_before_it_starts'])
      expect(overridableCodes).not.toContain(`booking.${code}`)
    expect(passedOver(refusals, wish(['booking.too_short', 'booking.slot_taken']), true)).toEqual({
      refusals: [{ code: 'booking.slot_taken' }],
      overridden: ['booking.too_short'],
    })
  })
  test('needs a reason and the right to do it, and notes only what really stood against the slot', () => {
    expect(passedOver([refusals[0] ?? { code: '' }], wish(['booking.too_short'], ''), true).refusals).toEqual(
      [{ code: 'booking.reason_needed' }],
    )
    expect(passedOver(refusals, wish(['booking.too_short']), false).refusals.at(-1)?.code).toBe(
      'booking.override_not_yours',
    )
    expect(passedOver([], wish(['booking.too_long'], ''), true)).toEqual({ refusals: [], overridden: [] })
  })
})

describe('What is offered instead', () => {
  const halves = fc.integer({ min: 0, max: 7 * 48 })
  const spans = fc.array(fc.tuple(halves, fc.integer({ min: 1, max: 12 })), { maxLength: 12 })
  const from = at('00:00', '2026-11-23')
  const spanOf = ([start, length]: [number, number]): Interval => ({
    start: plus(from, start * 30 * minute),
    end: plus(from, (start + length) * 30 * minute),
  })
  const some = fc.record({
    taken: spans,
    closures: spans,
    setupMinutes: fc.constantFrom(0, 15, 30),
    night: fc.boolean(),
    weekend: fc.boolean(),
    hours: fc.constantFrom(2, 5, 100),
    windows: fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }),
        from: fc.constantFrom('00:00', '08:30', '20:00'),
        to: fc.constantFrom('12:00', '18:00', '03:00', '24:00'),
        users: fc.constantFrom(undefined, ['own_unit'] as const, ['university'] as const),
      }),
      { maxLength: 10 },
    ),
    wish: fc.tuple(halves, fc.integer({ min: 1, max: 6 })),
    now: fc.integer({ min: 0, max: 48 }),
  })
  const situationOf = (
    given: typeof some extends fc.Arbitrary<infer T> ? T : never,
  ): Omit<Judgement, 'slot'> => {
    const own: BookingRules = {
      ...rules,
      weekly: given.windows,
      setupMinutes: given.setupMinutes,
      quotas: [{ per: 'person', period: 'week', hours: given.hours }],
      ...(given.night ? { nightFrom: '22:00', nightTo: '06:00', nightNeeds: ['attended'] } : {}),
      ...(given.weekend ? { weekendNeeds: ['own_unit'] } : {}),
    }
    const taken = given.taken.map(spanOf)
    const version = { version: 1, effectiveFrom: instant(0), bookable: true, rules: own }
    const week = { start: from, end: plus(from, 8 * day) }
    return {
      rules: own,
      calendar: {
        open: hoursAcross([version], zone, none, week, 'university'),
        closures: given.closures.map((each) => ({ ...spanOf(each), kind: 'maintenance', reason: '' })),
        taken,
        bufferMinutes: gapMinutes(own),
      },
      zone,
      now: plus(from, given.now * 30 * minute),
      userKind: 'university',
      special: none,
      load: {
        openUntil: [],
        groups: [],
        booked: taken
          .slice(0, 3)
          .map((of) => ({ ...of, mine: true, ofMyUnit: true, kind: 'university', groups: [] })),
      },
      manages: false,
    }
  }
  test('is never refused, and a slot nothing stands against lies in free time with its gaps', () => {
    fc.assert(
      fc.property(some, (given) => {
        const situation = situationOf(given)
        const [, length] = given.wish
        for (const offered of alternatives(situation, length * 30, 5))
          expect(refusalsFor({ ...situation, slot: offered })).toEqual([])
        const wish = spanOf(given.wish)
        const good = refusalsFor({ ...situation, slot: wish }).length === 0
        const { open, taken, closures, bufferMinutes } = situation.calendar
        if (good) {
          expect(open.some((of) => contains(of, wish))).toBe(true)
          for (const other of taken) expect(overlaps(wish, withBuffer(other, bufferMinutes))).toBe(false)
          for (const other of closures) expect(overlaps(wish, other)).toBe(false)
          const offered = alternatives({ ...situation, now: wish.start }, length * 30, 1)
          expect(offered[0]?.start).toBe(wish.start)
        }
      }),
      { numRuns: 400 },
    )
  })
})
