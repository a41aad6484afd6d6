import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Interval, lengthOf } from '#kernel/interval.ts'
import { day, hour, instant, instantOf, minute, plus, zoned } from '#kernel/time.ts'
import { allowedSlots, freeAtMost, mildestRules } from '../../booking/domain/allowed-slots.ts'
import { type Daytime, inDaytime, nextOnGrid } from '../../booking/domain/availability.ts'
import { refusalsFor } from '../../booking/domain/booking-rules.ts'
import { type BookingRules, type RulesVersion, rulesInForce } from '../../booking/domain/rules.ts'
import { type UserKind, userKinds } from '../../booking/domain/user-kind.ts'
import { judgementAs } from '../../booking/use-cases/judge-slot.ts'
import { openRules } from '../../../../tests/support/open-rules.ts'
import { askedOf, FreeIndex, momentOf } from './free-index.ts'

/** Two days before summer time begins in Berlin. */
const now = instantOf('2027-03-26T07:13:00Z')
const reach = 5 * day
const bitOf = (kind: UserKind | undefined) => (kind === undefined ? 0 : 1 << userKinds.indexOf(kind))
const pad = (value: number) => String(value).padStart(2, '0')
const timeOf = (minutes: number) => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`

const spanWithin = fc
  .tuple(fc.integer({ min: -600, max: reach / minute }), fc.integer({ min: 1, max: 900 }))
  .map(
    ([from, length]): Interval => ({
      start: plus(now, from * minute),
      end: plus(now, (from + length) * minute),
    }),
  )
const rulesOf = fc
  .record({
    granularityMinutes: fc.constantFrom(15, 30, 60, 120),
    steps: fc.integer({ min: 1, max: 4 }),
    more: fc.integer({ min: 0, max: 8 }),
    noticeMinutes: fc.constantFrom(0, 45, 60, 1_440),
    horizonDays: fc.integer({ min: 1, max: 6 }),
    bufferMinutes: fc.constantFrom(0, 10, 30),
    setupMinutes: fc.constantFrom(0, 25),
    openTo: fc.subarray([...userKinds], { minLength: 1 }),
    opens: fc.integer({ min: 0, max: 20 }),
    hours: fc.integer({ min: 1, max: 24 }),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    only: fc.option(fc.subarray([...userKinds], { minLength: 1 }), { nil: undefined }),
  })
  .map(({ steps, more, opens, hours, days, only, ...rest }): BookingRules => {
    const from = `${pad(opens)}:00`
    const to = hours === 24 ? from : timeOf(((opens + hours) % 24) * 60)
    const users = only === undefined ? {} : { users: only }
    return {
      ...openRules,
      ...rest,
      shortestMinutes: steps * rest.granularityMinutes,
      longestMinutes: (steps + more) * rest.granularityMinutes,
      weekly: days.map((weekday) => ({ weekday, from, to, ...users })),
    }
  })
const scene = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'Asia/Kathmandu'),
  first: rulesOf,
  later: fc.option(
    fc.record({ rules: rulesOf, after: fc.integer({ min: 0, max: 80 }), bookable: fc.boolean() }),
    { nil: undefined },
  ),
  closures: fc.array(spanWithin, { maxLength: 3 }),
  taken: fc.array(spanWithin, { maxLength: 8 }),
  minutes: fc.option(fc.constantFrom(15, 30, 60, 90, 120, 240), { nil: undefined }),
  from: fc.integer({ min: 0, max: 72 }),
  daily: fc.option(
    fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 2, max: 12 })).map(([from, length]) => ({
      from: from * 60,
      to: Math.min(1_440, (from + length) * 60),
    })),
    { nil: undefined },
  ),
  kind: fc.option(fc.constantFrom(...userKinds), { nil: undefined }),
})
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never

function worldOf({ zone, first, later, closures, taken }: Scene) {
  const versions: RulesVersion[] = [{ version: 1, effectiveFrom: instant(0), bookable: true, rules: first }]
  if (later !== undefined)
    versions.push({
      version: 2,
      effectiveFrom: plus(now, later.after * hour),
      bookable: later.bookable,
      rules: later.rules,
    })
  return {
    ...{ unitId: 1, instrumentId: 7, name: '', open: true, place: { unitId: 1 }, zone },
    versions: versions.map((each) => ({ ...each, revision: 1 })),
    closures: closures.map((span, id) => ({ ...span, id, kind: 'closure' as const, reason: '' })),
    taken,
    ...{ userUnitKind: undefined, kept: [], person: undefined, counted: undefined },
  }
}

const accepts =
  (world: ReturnType<typeof worldOf>, kind: UserKind | undefined) =>
  (slot: Interval): boolean =>
    (kind === undefined ? userKinds : [kind]).some((userKind) => {
      const as = { userKind, serviceWay: 'guided' as const, load: undefined, manages: false }
      return refusalsFor(judgementAs(world, as, slot, now, new Map())).length === 0
    })

/** Tries every start of the grid, one after another. */
function bruteForce(
  world: ReturnType<typeof worldOf>,
  wish: { span: Interval; minutes: number | undefined; daily: Daytime | undefined },
  accepted: (slot: Interval) => boolean,
): Interval | undefined {
  let at = wish.span.start
  while (at < wish.span.end) {
    const rules = rulesInForce(world.versions, at)?.rules ?? openRules
    const start = nextOnGrid(at, rules.granularityMinutes, world.zone)
    const slot = { start, end: plus(start, (wish.minutes ?? rules.shortestMinutes) * minute) }
    const [inHours] = wish.daily === undefined ? [slot] : inDaytime([slot], world.zone, wish.daily)
    const fits = inHours !== undefined && lengthOf(inHours) === lengthOf(slot) && slot.end <= wish.span.end
    if (fits && accepted(slot)) return slot
    const next = world.versions.map(({ effectiveFrom }) => effectiveFrom).filter((from) => from > at)
    at = instant(Math.min(Math.max(at + minute, start + minute), ...next))
  }
  return undefined
}

describe('Whatever the rules, closures, bookings and wishes are', () => {
  test('the index never begins later than trying every slot does, and what is offered is just that slot', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const world = worldOf(drawn)
        const { kind, minutes, zone } = drawn
        const span = { start: plus(now, drawn.from * hour), end: plus(now, reach) }
        const daily = drawn.daily && { from: timeOf(drawn.daily.from), to: timeOf(drawn.daily.to) }
        const accepted = accepts(world, kind)
        const truth = bruteForce(world, { span, minutes, daily }, accepted)

        const free = freeAtMost(world, new Map(), span, kind)
        const offered = allowedSlots(world, free, { span, minutes, daily, count: 2 }, (slot) =>
          accepted(slot) ? [] : [{ code: 'no' }],
        )
        expect(offered[0]).toEqual(truth)
        for (const slot of offered) expect(accepted(slot)).toBe(true)

        const index = new FreeIndex(now)
        const known = { start: now, end: plus(now, reach) }
        const mildest = mildestRules(world.versions, known)
        const steady = zone !== 'Europe/Berlin'
        if (mildest !== undefined)
          index.put({
            ...mildest,
            ...{ instrumentId: 7, unitId: 1, free: freeAtMost(world, new Map(), known) },
            kinds: mildest.openTo.reduce((bits, each) => bits | bitOf(each), 0),
            offset: steady ? zoned(now, zone).offsetNanoseconds / 1e6 : undefined,
          })
        const first = index.first(
          index.rowOf(7),
          askedOf(index, {
            ...{ now, span, minutes, daily: drawn.daily, unitId: 0 },
            kind: bitOf(kind),
            ownKind: bitOf('own_unit'),
          }),
        )
        if (truth !== undefined) {
          expect(first).toBeGreaterThanOrEqual(0)
          expect(momentOf(index, first)).toBeLessThanOrEqual(truth.start)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('The index', () => {
  const row = {
    unitId: 1,
    granularityMinutes: 30,
    shortestMinutes: 30,
    longestMinutes: 480,
    noticeMinutes: 0,
    horizonDays: 60,
    kinds: 63,
    offset: 8 * hour,
  }
  const asked = (index: FreeIndex) =>
    askedOf(index, {
      ...{ now, span: { start: now, end: plus(now, 60 * day) }, minutes: 60 },
      ...{ kind: 0, ownKind: 0, unitId: 0 },
    })

  test('keeps thousands of instruments apart while their lists grow, shrink and move', () => {
    const index = new FreeIndex(now)
    const at = (id: number, turn: number) => plus(now, (1 + ((id * 7 + turn * 13) % 50)) * day)
    for (let turn = 0; turn < 5; turn++)
      for (let id = 1; id <= 3_000; id++) {
        const start = at(id, turn)
        const further = Array.from({ length: (id + turn * 31) % 40 }, (_, i) => {
          const from = plus(start, (2 + i) * 2 * hour)
          return { start: from, end: plus(from, hour) }
        })
        index.put({ ...row, instrumentId: id, free: [{ start, end: plus(start, 2 * hour) }, ...further] })
      }
    for (let id = 1; id <= 3_000; id++) {
      const first = momentOf(index, index.first(index.rowOf(id), asked(index)))
      expect(first).toBeGreaterThanOrEqual(at(id, 4))
      expect(first).toBeLessThan(plus(at(id, 4), hour))
    }
  })

  test('knows nothing of an instrument it was not told of, or that is cleared', () => {
    const index = new FreeIndex(now)
    index.put({ ...row, instrumentId: 5, free: [{ start: now, end: plus(now, day) }] })
    expect(index.first(index.rowOf(5), asked(index))).toBeGreaterThan(0)
    index.clear(5)
    expect(index.first(index.rowOf(5), asked(index))).toBe(-1)
    expect(index.first(index.rowOf(6), asked(index))).toBe(-1)
  })
})
