import { describe, expect, test } from 'vitest'
import { type Instant, instantAt } from '#kernel/time.ts'
import type { BookingRules } from './rules.ts'
import { differingParts, withOwnParts } from './template-parts.ts'
import { type HeldBooking, touchedByRules } from './touched.ts'

const zone = 'Asia/Shanghai'
const at = (time: string, date = '2026-11-24'): Instant => instantAt(date, time, zone)
const rules: BookingRules = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  granularityMinutes: 30,
  shortestMinutes: 30,
  longestMinutes: 480,
  noticeMinutes: 60,
  horizonDays: 30,
  cancellationLimitMinutes: 0,
  approval: 'none',
  pendingHolds: true,
  openTo: ['own_unit', 'university'],
}
const held = (id: number, from: string, to: string, part: Partial<HeldBooking> = {}): HeldBooking => ({
  id,
  slot: { start: at(from), end: at(to) },
  accountId: 1,
  guest: false,
  userUnitId: 7,
  userKind: 'university',
  serviceWay: 'self',
  groups: [],
  ...part,
})
const bookings = [
  held(2, '09:00', '10:00'),
  held(1, '10:00', '12:00'),
  held(3, '20:00', '23:00', { accountId: 2 }),
]
const version = (no: number, part: Partial<BookingRules>, bookable = true) => ({
  version: no,
  effectiveFrom: at('00:00', no === 1 ? '2020-01-01' : '2026-11-24'),
  bookable,
  rules: { ...rules, ...part },
})
const touched = (part: Partial<BookingRules>, bookable = true, old: Partial<BookingRules> = {}) => {
  const ground = { zone, special: new Map() }
  const before = [version(1, old)]
  return Object.fromEntries(
    touchedByRules(
      bookings,
      { ...ground, versions: before },
      { ...ground, versions: [...before, version(2, part, bookable)] },
      at('00:00'),
    ).map(({ id, reasons }) => [id, reasons.map((code) => code.slice('booking.'.length))]),
  )
}

describe('New rules touch', () => {
  test.each([
    ['nothing when they only change notice and horizon', { noticeMinutes: 9000, horizonDays: 1 }, {}],
    ['what is too long', { longestMinutes: 120 }, { 3: ['too_long'] }],
    ['what is too short', { shortestMinutes: 120 }, { 2: ['too_short'] }],
    ['what is off the grid', { granularityMinutes: 120 }, { 2: ['off_grid'], 3: ['off_grid'] }],
    [
      'what lies outside the hours',
      { weekly: [{ weekday: 2, from: '08:00', to: '18:00' }] },
      { 3: ['outside_opening_hours'] },
    ],
    [
      'hours of another kind of user',
      { weekly: [{ weekday: 2, from: '00:00', to: '24:00', users: ['own_unit'] as const }] },
      { 1: ['outside_opening_hours'], 2: ['outside_opening_hours'], 3: ['outside_opening_hours'] },
    ],
    ['the later made of two without their gap', { cleanupMinutes: 15 }, { 2: ['needs_buffer'] }],
    [
      'what was made after a quota was full',
      { quotas: [{ per: 'person', period: 'day', count: 1 }] as const },
      { 2: ['quota_count'] },
    ],
    ['what is over the open bookings of a person', { openPerPerson: 1 }, { 2: ['too_many_open_here'] }],
    [
      'who is alone at night',
      { nightFrom: '22:00', nightTo: '06:00', nightNeeds: ['attended'] as const },
      { 3: ['night_attended'] },
    ],
  ])('%s', (_, part, expected) => {
    expect(touched(part)).toEqual(expected)
  })
  test('everything when the instrument is no longer open, and nothing that was so before', () => {
    expect(Object.keys(touched({}, false))).toEqual(['1', '2', '3'])
    expect(touched({ longestMinutes: 120 }, true, { longestMinutes: 120 })).toEqual({})
  })
})

describe('What an instrument has differently from its template', () => {
  test.each([
    [{}, []],
    [{ bufferMinutes: 0, quotas: [], bookForOthers: 'lead' as const }, []],
    [{ openTo: ['university', 'own_unit'] as const }, []],
    [
      { longestMinutes: 600, quotas: [{ per: 'person', period: 'day', hours: 2 }] as const },
      ['longestMinutes', 'quotas'],
    ],
    [{ weekly: [] }, ['weekly']],
  ])('%j is %j', (part, expected) => {
    expect(differingParts({ ...rules, ...part }, rules)).toEqual(expected)
  })
  test('stays when the template is applied with it', () => {
    const own = { ...rules, longestMinutes: 600, noticeMinutes: 5 }
    const next = withOwnParts({ ...rules, shortestMinutes: 60 }, own, ['longestMinutes'])
    expect(next).toMatchObject({ longestMinutes: 600, noticeMinutes: 60, shortestMinutes: 60 })
  })
})
