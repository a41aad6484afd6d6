import type { Interval } from '#kernel/interval.ts'
import { day, type Instant, plus } from '#kernel/time.ts'
import type { ServiceWay } from './booking.ts'
import { refusalsFor } from './booking-rules.ts'
import type { SpecialDays } from './opening-hours.ts'
import { overridableCodes } from './overrides.ts'
import { gapMinutes, hoursAcross, rulesInForce, type RulesVersion } from './rules.ts'
import type { UserKind } from './user-kind.ts'

/** A booking still to come, with all that rules ask about it. */
export interface HeldBooking {
  readonly id: number
  readonly slot: Interval
  readonly accountId: number
  readonly guest: boolean
  readonly userUnitId: number | undefined
  readonly userKind: UserKind
  readonly serviceWay: ServiceWay
  readonly groups: readonly number[]
}

/** The ground on which bookings are judged anew. */
export interface RulesGround {
  readonly versions: readonly RulesVersion[]
  readonly zone: string
  readonly special: SpecialDays
}

/** What rules say of time itself is not held against a booking that was made in time. */
const outOfQuestion = new Set<string>(['booking.too_soon', 'booking.beyond_horizon'])
const asked = new Set<string>([
  'booking.not_open',
  ...overridableCodes.filter((code) => !outOfQuestion.has(code)),
])

const countedFor = (booking: HeldBooking, earlier: readonly HeldBooking[]) =>
  booking.guest
    ? undefined
    : {
        openUntil: earlier
          .filter((other) => !other.guest && other.accountId === booking.accountId)
          .map(({ slot }) => slot.end)
          .toSorted((a, b) => a - b),
        groups: booking.groups,
        booked: earlier
          .filter(({ guest }) => !guest)
          .map((other) => ({
            ...other.slot,
            mine: other.accountId === booking.accountId,
            ofMyUnit: other.userUnitId !== undefined && other.userUnitId === booking.userUnitId,
            kind: other.userKind,
            groups: other.groups.filter((group) => booking.groups.includes(group)),
          })),
      }

/** What rules have against a booking that is there; of two in each other's way the one made later is in the wrong. */
function against(booking: HeldBooking, earlier: readonly HeldBooking[], ground: RulesGround): string[] {
  const { versions, zone, special } = ground
  const { slot, userKind, serviceWay } = booking
  const version = rulesInForce(versions, slot.start)
  const rules = version?.bookable === true ? version.rules : undefined
  const refusals = refusalsFor({
    ...{ slot, rules, zone, special, userKind, serviceWay, manages: false },
    now: plus(slot.start, -366 * day),
    load: countedFor(booking, earlier),
    calendar: {
      open: hoursAcross(versions, zone, special, slot, userKind),
      closures: [],
      taken: earlier.map((other) => other.slot),
      bufferMinutes: rules === undefined ? 0 : gapMinutes(rules),
    },
  })
  return refusals.map(({ code }) => code).filter((code) => asked.has(code))
}

/** Bookings that new rules stand against and the rules until now did not, with the codes of what stands against them. */
export function touchedByRules(
  bookings: readonly HeldBooking[],
  before: RulesGround,
  after: RulesGround,
  from: Instant,
): { readonly id: number; readonly reasons: readonly string[] }[] {
  const ordered = bookings.toSorted((a, b) => a.id - b.id)
  return ordered.flatMap((booking, i) => {
    if (booking.slot.start < from && booking.slot.end <= from) return []
    const earlier = ordered.slice(0, i)
    const known = new Set(against(booking, earlier, before))
    const reasons = [...new Set(against(booking, earlier, after))].filter((code) => !known.has(code))
    return reasons.length === 0 ? [] : [{ id: booking.id, reasons }]
  })
}
