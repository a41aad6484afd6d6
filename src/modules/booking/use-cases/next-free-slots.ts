import type { Interval } from '#kernel/interval.ts'
import { day, instant, type Instant, plus } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { groundsOf } from '../data/calendar-query.ts'
import { alternatives } from '../domain/booking-rules.ts'
import type { ServiceWay } from '../domain/booking.ts'
import type { QuotaLoad } from '../domain/quotas.ts'
import { gapMinutes, hoursAcross, rulesInForce } from '../domain/rules.ts'
import type { UserKind } from '../domain/user-kind.ts'
import { bookingFrame } from './booking-frame.ts'

export interface FreeSlotsWish {
  readonly instrumentIds: readonly number[]
  /** Length wanted; the shortest the instrument allows when absent. */
  readonly minutes?: number | undefined
  /** Slots per instrument. */
  readonly count: number
  readonly from?: Instant | undefined
  /** How far to look; a fortnight when absent. */
  readonly days?: number | undefined
  /** Slots between 07:00 and 22:00 of the instrument's clock, when there are any; for readers who only look. */
  readonly daytime?: boolean | undefined
  /** Only instruments, and hours, open to this kind of user. */
  readonly userKind?: UserKind | undefined
  /** By the user themselves when absent. */
  readonly serviceWay?: ServiceWay | undefined
  /** What those counted with the user have booked of the one instrument asked about. */
  readonly load?: QuotaLoad | undefined
  /** A booking that is being moved is not in its own way. */
  readonly except?: number | undefined
}
export interface FreeSlots {
  readonly instrumentId: number
  readonly zone: string
  readonly minutes: number
  readonly slots: readonly Interval[]
}

/** The next free slots of instruments, soonest first for each; instruments that cannot be booked are left out. */
export async function nextFreeSlots(
  deps: Pick<Deps, 'db' | 'clock'>,
  wish: FreeSlotsWish,
): Promise<FreeSlots[]> {
  if (wish.instrumentIds.length === 0) return []
  const now = deps.clock.now()
  const from = instant(Math.max(now, wish.from ?? now))
  const span = { start: from, end: plus(from, (wish.days ?? 14) * day) }
  const { holidays, site } = await bookingFrame(deps)
  const grounds = await groundsOf(deps.db, wish.instrumentIds, span, wish.except)
  return grounds.flatMap((ground) => {
    const version = rulesInForce(ground.versions, from)
    if (version === undefined || !version.bookable) return []
    const { rules } = version
    if (wish.userKind !== undefined && !rules.openTo.includes(wish.userKind)) return []
    const minutes = wish.minutes ?? rules.shortestMinutes
    if (minutes < rules.shortestMinutes || minutes > rules.longestMinutes)
      return [{ instrumentId: ground.instrumentId, zone: ground.zone, minutes, slots: [] }]
    const special = holidays(ground.zone)
    const calendar = {
      open: hoursAcross(ground.versions, ground.zone, special, span, wish.userKind),
      closures: ground.closures,
      taken: ground.taken,
      bufferMinutes: gapMinutes(rules),
    }
    const situation = {
      rules,
      calendar,
      kept: ground.kept,
      zone: ground.zone,
      now,
      special,
      userKind: wish.userKind,
      serviceWay: wish.serviceWay,
      load: wish.load,
      manages: false,
    }
    return [
      {
        instrumentId: ground.instrumentId,
        zone: ground.zone,
        minutes,
        slots: alternatives(situation, minutes, wish.count, wish.daytime ? site.daytime : undefined),
      },
    ]
  })
}
