import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, isoIn, minute, plus } from '#kernel/time.ts'

/** How far from the booked start one may check in: reference data, rule set booking-defaults. */
export interface CheckInWindow {
  readonly earlyMinutes: number
  /** For a user checking themselves in; whoever runs the instrument may do it until the booking ends. */
  readonly lateMinutes: number
  /** From then on a booking nobody used may be marked as missed. */
  readonly noShowAfterMinutes: number
}

/** What holds where the rule set is silent, as for sites that loaded it before it spoke of check-in. */
const usual: CheckInWindow = { earlyMinutes: 30, lateMinutes: 30, noShowAfterMinutes: 30 }

/** The window a rule set says. */
export function windowFrom(definition: Readonly<Record<string, unknown>>): CheckInWindow {
  const minutes = (name: string, otherwise: number): number => {
    const value = definition[name]
    return typeof value === 'number' && value >= 0 ? value : otherwise
  }
  return {
    earlyMinutes: minutes('checkInEarlyMinutes', usual.earlyMinutes),
    lateMinutes: minutes('checkInLateMinutes', usual.lateMinutes),
    noShowAfterMinutes: minutes('noShowAfterMinutes', usual.noShowAfterMinutes),
  }
}

/** What the rules need to know of a booking. */
export interface BookedSlot {
  readonly status: string
  readonly start: Instant
  readonly end: Instant
}

const notConfirmed = (booking: BookedSlot): Refusal[] =>
  booking.status === 'confirmed' ? [] : [{ code: 'usage.booking_not_confirmed', status: booking.status }]

/** Every reason not to check in now; `byLead` is whoever runs the instrument. */
export function checkInRefusals(
  booking: BookedSlot,
  asked: { now: Instant; byLead: boolean; zone: string },
  window: CheckInWindow,
): Refusal[] {
  const refusals = notConfirmed(booking)
  const from = plus(booking.start, -window.earlyMinutes * minute)
  const until = asked.byLead
    ? booking.end
    : plus(booking.start, Math.min(window.lateMinutes * minute, booking.end - booking.start))
  if (asked.now < from) refusals.push({ code: 'usage.check_in_too_early', from: isoIn(from, asked.zone) })
  if (asked.now >= until) refusals.push({ code: 'usage.check_in_too_late', until: isoIn(until, asked.zone) })
  return refusals
}

/** Every reason not to mark the booking as missed now. */
export function noShowRefusals(
  booking: BookedSlot,
  asked: { now: Instant; zone: string },
  window: CheckInWindow,
): Refusal[] {
  const from = plus(booking.start, window.noShowAfterMinutes * minute)
  const early = asked.now < from ? [{ code: 'usage.no_show_too_early', from: isoIn(from, asked.zone) }] : []
  return [...notConfirmed(booking), ...early]
}

/** Every reason not to take the booked times as the times used. */
export const asBookedRefusals = (booking: BookedSlot, now: Instant): Refusal[] => [
  ...notConfirmed(booking),
  ...(booking.end > now ? [{ code: 'usage.booking_not_over' }] : []),
]
