import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { hoursOf, minutesWithin, moment, periodsAround } from './periods.ts'

/** What one person may have booked at most over all instruments (rule set `booking`); what is not set does not limit. */
export interface PersonLimits {
  readonly openBookings?: number | undefined
  readonly hoursPerDay?: number | undefined
  readonly hoursPerWeek?: number | undefined
}

/** What a person has booked already, the booking in question left out. */
export interface PersonLoad {
  /** Ends of bookings that are not over, soonest first. */
  readonly openUntil: readonly Instant[]
  /** Time held in the weeks around the slot. */
  readonly held: readonly Interval[]
}

function hourRefusals(
  slot: Interval,
  load: PersonLoad,
  zone: string,
  limit: { length: 'day' | 'week'; hours: number | undefined },
): Refusal[] {
  const { length, hours } = limit
  if (hours === undefined) return []
  const full = periodsAround(slot, zone, length).find(
    (period) => minutesWithin([...load.held, slot], period) > hours * 60,
  )
  if (full === undefined) return []
  const booked = minutesWithin(load.held, full)
  return [
    {
      code: `booking.too_many_hours_${length === 'day' ? 'a_day' : 'a_week'}`,
      limitHours: hours,
      bookedHours: hoursOf(booked),
      leftHours: hoursOf(Math.max(0, hours * 60 - booked)),
      ...moment('next', full.end, zone),
    },
  ]
}

/** Every limit of a person that one more booking would pass, with what they have and what is left. */
export function limitRefusals(
  slot: Interval,
  limits: PersonLimits,
  load: PersonLoad,
  zone: string,
): Refusal[] {
  if (slot.start >= slot.end) return []
  const refusals: Refusal[] = []
  const most = limits.openBookings
  if (most !== undefined && load.openUntil.length >= most) {
    // With more than allowed (the limit was lowered) several must be over before there is room again.
    const room = load.openUntil[load.openUntil.length - most]
    refusals.push({
      code: 'booking.too_many_open',
      limit: most,
      open: load.openUntil.length,
      ...(room === undefined ? { room: '–' } : moment('room', room, zone)),
    })
  }
  refusals.push(
    ...hourRefusals(slot, load, zone, { length: 'day', hours: limits.hoursPerDay }),
    ...hourRefusals(slot, load, zone, { length: 'week', hours: limits.hoursPerWeek }),
  )
  return refusals
}

/** Whether anything is limited at all. */
export const limitsAnything = (limits: PersonLimits): boolean =>
  Object.values(limits).some((limit) => limit !== undefined)
