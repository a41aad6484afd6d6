import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, coveredBy, intersected, type Interval, normalized } from '#kernel/interval.ts'
import { hour, instant, type Instant, instantAt, minute, plus } from '#kernel/time.ts'
import { freeIntervals, inDaytime, onGrid, slotsIn } from './availability.ts'
import { bookingActs, bookingStatuses, holdingStatuses, statusAfter } from './booking.ts'
import { alternatives, bookableUntil, type Judgement, refusalsFor } from './booking-rules.ts'
import { cancellationCost, cancellationRefusals, moveRefusals } from './cancellation-rules.ts'
import { chainFor } from './approval-chain.ts'
import { type BookingRules, hoursAcross, rulesInForce } from './rules.ts'
import { userKindOf } from './user-kind.ts'
import { rulesRefusals } from './rules-check.ts'

const zone = 'Asia/Shanghai'
const site = { largestBufferMinutes: 240 }
const at = (time: string, date = '2026-11-24'): Instant => instantAt(date, time, zone)
const slot = (from: string, to: string, date?: string): Interval => ({
  start: at(from, date),
  end: at(to, date),
})
const rules: BookingRules = {
  weekly: [{ weekday: 2, from: '09:00', to: '18:00' }],
  granularityMinutes: 30,
  shortestMinutes: 60,
  longestMinutes: 240,
  noticeMinutes: 60,
  horizonDays: 7,
  cancellationLimitMinutes: 120,
  approval: 'external',
  pendingHolds: true,
  openTo: ['own_unit', 'university'],
}
const judged = (part: Partial<Judgement>): Judgement => ({
  slot: slot('09:00', '10:00'),
  rules,
  calendar: {
    open: [slot('09:00', '18:00')],
    closures: [{ ...slot('16:00', '17:00'), kind: 'maintenance', reason: '' }],
    taken: [slot('10:00', '12:00')],
    bufferMinutes: undefined,
  },
  zone,
  now: at('08:00'),
  userKind: 'university',
  manages: false,
  ...part,
})
const codes = (part: Partial<Judgement>) =>
  refusalsFor(judged(part)).map((refusal) => refusal.code.slice('booking.'.length))

describe('An instrument open 09:00–18:00, taken 10:00–12:00, in maintenance 16:00–17:00, asked at 08:00', () => {
  test.each([
    ['09:00', '10:00', []],
    ['12:00', '13:00', []],
    ['09:30', '10:30', ['slot_taken']],
    ['12:00', '12:30', ['too_short']],
    ['12:00', '16:30', ['too_long', 'closed']],
    ['13:10', '14:10', ['off_grid']],
    ['17:30', '18:30', ['outside_opening_hours']],
    ['08:30', '10:30', ['too_soon', 'outside_opening_hours', 'slot_taken']],
    ['07:00', '10:30', ['starts_in_the_past', 'outside_opening_hours', 'slot_taken']],
    ['13:00', '13:00', ['ends_before_it_starts']],
  ])('%s–%s is refused for %j', (from, to, expected) => {
    expect(codes({ slot: slot(from, to) })).toEqual(expected)
  })

  test('is refused to a kind of user it is not open to, and wholly when it is not opened', () => {
    expect(codes({ userKind: 'company' })).toEqual(['not_open_to_you'])
    expect(codes({ rules: undefined })).toEqual(['not_open'])
  })

  test('asks notice, horizon, length and kind of user of everybody but those who bring bookings along', () => {
    const part = { slot: slot('08:30', '09:00'), userKind: 'company', now: at('08:00') } as const
    expect(codes({ ...part, manages: true })).toEqual(['outside_opening_hours'])
  })

  test('says what would be allowed instead', () => {
    expect(refusalsFor(judged({ now: at('08:10') }))).toMatchObject([
      { code: 'booking.too_soon', earliest: '2026-11-24 09:30', earliestAt: '2026-11-24T09:30:00+08:00' },
    ])
  })

  test('keeps a buffer on both sides of what is taken', () => {
    const calendar = { ...judged({}).calendar, bufferMinutes: 30 }
    expect(codes({ calendar })).toEqual(['needs_buffer'])
    expect(codes({ calendar, slot: slot('12:00', '13:00') })).toEqual(['needs_buffer'])
    expect(codes({ calendar, slot: slot('12:30', '13:30') })).toEqual([])
  })
})

describe('The horizon ends with a local day', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2026-02-27', 2, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 7, '2027-01-07'],
  ])('asked on %s, %d days ahead, it is the end of %s', (today, horizonDays, last) => {
    const until = bookableUntil({ ...rules, horizonDays }, at('23:59', today), zone)
    expect(until).toBe(at('24:00', last))
  })

  test('and a booking may end there but not later', () => {
    const now = at('08:00', '2026-11-17')
    const calendar = {
      ...judged({}).calendar,
      open: [{ start: at('00:00'), end: at('12:00', '2026-11-25') }],
      taken: [],
      closures: [],
    }
    expect(codes({ now, calendar, slot: slot('22:00', '24:00') })).toEqual([])
    expect(codes({ now, calendar, slot: { start: at('23:00'), end: at('00:30', '2026-11-25') } })).toEqual([
      'beyond_horizon',
    ])
  })
})

describe('Rules in force', () => {
  const version = (no: number, from: string, to = '18:00', bookable = true) => ({
    version: no,
    effectiveFrom: at(from),
    bookable,
    rules: { ...rules, weekly: [{ weekday: 2, from: '09:00', to }] },
  })
  test('are those of the newest decision that has taken effect', () => {
    const versions = [version(1, '00:00'), version(3, '10:00'), version(2, '12:00')]
    expect(rulesInForce(versions, at('09:00'))?.version).toBe(1)
    expect(rulesInForce(versions, at('10:00'))?.version).toBe(3)
    expect(rulesInForce(versions, at('13:00'))?.version).toBe(3)
    expect(rulesInForce(versions, plus(at('00:00'), -1))).toBeUndefined()
  })

  test('change the hours from the moment they take effect', () => {
    const day = { start: at('00:00'), end: at('24:00') }
    expect(hoursAcross([version(1, '00:00'), version(2, '12:00', '15:00')], zone, new Map(), day)).toEqual([
      slot('09:00', '15:00'),
    ])
    expect(
      hoursAcross([version(1, '00:00'), version(2, '12:00', '18:00', false)], zone, new Map(), day),
    ).toEqual([slot('09:00', '12:00')])
  })

  test.each([
    [{ unitId: undefined, unitKind: undefined }, 'individual'],
    [{ unitId: 7, unitKind: 'university' }, 'own_unit'],
    [{ unitId: 8, unitKind: 'hospital' }, 'institute'],
    [{ unitId: 8, unitKind: 'company' }, 'company'],
    [{ unitId: 8, unitKind: 'other' }, 'society'],
  ] as const)('see a user %j of another or the own legal person as %s', (user, kind) => {
    expect(userKindOf(user, 7)).toBe(kind)
  })

  test.each([
    ['none', 'company', false],
    ['external', 'own_unit', false],
    ['external', 'company', true],
    ['lead', 'own_unit', true],
  ] as const)('with approval %s let a user of kind %s wait: %j', (approval, kind, waits) => {
    expect(chainFor({ ...rules, approval }, kind).length > 0).toBe(waits)
  })

  test('that contradict themselves are refused for every reason', () => {
    const wrong = {
      ...rules,
      granularityMinutes: 45,
      shortestMinutes: 100,
      longestMinutes: 60,
      weekly: [{ weekday: 1, from: '09:00', to: '09:00' }],
    }
    expect(rulesRefusals(rules, site)).toEqual([])
    expect(rulesRefusals(wrong, site).map((refusal) => refusal.code)).toEqual([
      'booking.rules_granularity',
      'booking.rules_shortest_over_longest',
      'booking.rules_lengths_off_grid',
      'booking.rules_empty_window',
    ])
  })
})

describe('Cancelling and moving a booking that begins at 14:00, free until two hours before', () => {
  const booking = { slot: slot('14:00', '16:00'), status: 'confirmed' } as const
  test.each([
    ['11:59', false, 0],
    ['12:00', false, 0],
    ['12:01', true, 120],
  ])('cancelled at %s is late: %j, %d minutes lost', (time, late, minutesLost) => {
    expect(cancellationCost(booking, 120, at(time))).toMatchObject({ late, minutesLost })
  })

  test('costs nothing while it still waits for approval, and is over once it has begun', () => {
    expect(cancellationCost({ ...booking, status: 'pending' }, 120, at('13:59')).late).toBe(false)
    expect(cancellationRefusals(booking, at('14:00'))).toMatchObject([{ code: 'booking.has_begun' }])
    expect(cancellationRefusals({ ...booking, status: 'completed' }, at('13:00'))).toMatchObject([
      { code: 'booking.not_in_state' },
    ])
  })

  test('moves only before the limit, but for the lead', () => {
    expect(moveRefusals(booking, 120, at('12:00'), zone, false)).toEqual([])
    expect(moveRefusals(booking, 120, at('12:01'), zone, false)).toMatchObject([
      { code: 'booking.too_late_to_move', until: '2026-11-24 12:00' },
    ])
    expect(moveRefusals(booking, 120, at('12:01'), zone, true)).toEqual([])
  })
})

describe('The states of a booking', () => {
  const table = bookingStatuses.map((status) => [
    status,
    bookingActs.flatMap((act) => {
      const next = statusAfter(status, act)
      return next === undefined ? [] : [`${act} → ${next}`]
    }),
  ])
  test('lead where the table says, and nowhere else', () => {
    expect(Object.fromEntries(table)).toEqual({
      offered: [
        'accept → confirmed',
        'accept_request → pending',
        'decline → cancelled',
        'lapse → expired',
        'cancel → cancelled',
      ],
      pending: [
        'approve → confirmed',
        'pass → pending',
        'reject → rejected',
        'expire → expired',
        'move → pending',
        'ask_again → pending',
        'ask_without_hold → requested',
        'cancel → cancelled',
      ],
      requested: [
        'approve → confirmed',
        'pass → requested',
        'reject → rejected',
        'expire → expired',
        'move → requested',
        'ask_again → pending',
        'ask_without_hold → requested',
        'cancel → cancelled',
      ],
      confirmed: [
        'move → confirmed',
        'ask_again → pending',
        'ask_without_hold → requested',
        'cancel → cancelled',
        'start → in_use',
        'miss → no_show',
      ],
      rejected: [],
      expired: [],
      cancelled: [],
      in_use: ['undo_start → confirmed', 'complete → completed'],
      completed: ['reopen → confirmed', 'take_back → cancelled'],
      no_show: ['excuse → confirmed'],
    })
    expect(holdingStatuses).toEqual(['offered', 'pending', 'confirmed', 'in_use', 'completed'])
  })
})

describe('Free time', () => {
  const day = at('00:00')
  const half = 30 * minute
  const spans = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 10 })).map(([from, length]) => ({
      start: instant(day + from * half),
      end: instant(day + (from + length) * half),
    })),
    { maxLength: 8 },
  )

  test('and taken time together are the open time', () => {
    fc.assert(
      fc.property(spans, spans, spans, (open, closures, taken) => {
        const free = freeIntervals({ open, closures, taken })
        const used = intersected([...closures, ...taken], open)
        expect(normalized([...free, ...used])).toEqual(normalized(open))
        expect(intersected(free, used)).toEqual([])
        expect(coveredBy(free) + coveredBy(used)).toBe(coveredBy(open))
      }),
    )
  })

  test('offers only slots that would be accepted', () => {
    fc.assert(
      fc.property(
        spans,
        spans,
        spans,
        fc.integer({ min: 2, max: 8 }),
        fc.constantFrom(0, 30),
        (open, closed, taken, halves, bufferMinutes) => {
          const closures = closed.map((span) => ({ ...span, kind: 'closure' as const, reason: '' }))
          const calendar = { open: normalized(open), closures, taken, bufferMinutes }
          const free = freeIntervals(calendar)
          const wish = { minutes: halves * 30, granularityMinutes: 30, zone, earliest: day, count: 5 }
          for (const offer of slotsIn(free, wish)) {
            expect(free.some((span) => contains(span, offer))).toBe(true)
            expect(refusalsFor(judged({ slot: offer, calendar, now: instant(day - 2 * hour) }))).toEqual([])
            expect(onGrid(offer.start, 30, zone)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('Slots for readers who only look', () => {
  const open = (from: string, to: string) => [slot(from, to)]
  test.each([
    { name: 'begin in daytime when there is any', hours: open('04:00', '10:00'), start: at('07:00') },
    {
      name: 'are those of the night when only the night is open',
      hours: open('01:00', '05:00'),
      start: at('01:00'),
    },
    {
      name: 'are those of the evening when daytime leaves too little of it',
      hours: [slot('21:30', '24:00')],
      start: at('21:30'),
    },
    { name: 'are none when nothing is open', hours: [], start: undefined },
  ])('$name', ({ hours, start }) => {
    const situation = judged({
      now: at('00:00', '2026-11-23'),
      calendar: { open: hours, closures: [], taken: [] },
    })
    expect(alternatives(situation, 60, 1, { from: '07:00', to: '22:00' })[0]?.start).toBe(start)
  })
  test('lie between 07:00 and 22:00 of every local day of a stretch', () => {
    const free = [{ start: at('12:00'), end: at('09:00', '2026-11-26') }]
    expect(inDaytime(free, zone, { from: '07:00', to: '22:00' })).toEqual([
      slot('12:00', '22:00'),
      slot('07:00', '22:00', '2026-11-25'),
      slot('07:00', '09:00', '2026-11-26'),
    ])
  })
})
