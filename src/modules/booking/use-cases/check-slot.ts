import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { found, type Refusal } from '#kernel/refusal.ts'
import { instant, type Instant, instantOf, minute } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingById } from '../data/booking-repository.ts'
import { mayChangeBooking } from '../domain/booking-access.ts'
import { cancellationRefusals } from '../domain/cancellation-rules.ts'
import { bookingFrame } from './booking-frame.ts'
import { judgeSlot } from './judge-slot.ts'
import { nextFreeSlots } from './next-free-slots.ts'

/** Where to look for another time: after the day or week that is full; nowhere while no further booking is allowed. */
function searchFrom(refusals: readonly Refusal[], start: Instant): Instant | undefined {
  if (refusals.some(({ code }) => code === 'booking.too_many_open')) return undefined
  const ends = refusals.flatMap(({ nextAt }) => (typeof nextAt === 'string' ? [instantOf(nextAt)] : []))
  return instant(Math.max(start, ...ends))
}

export interface SlotCheck {
  readonly zone: string
  readonly refusals: readonly Refusal[]
  readonly status: 'pending' | 'confirmed' | undefined
  readonly alternatives: readonly Interval[]
}

/** Everything that stands against a slot, and the next free ones of the same length; nothing is written. */
export async function checkSlot(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  slot: Interval,
  bookingId: number | undefined,
): Promise<SlotCheck> {
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  const frame = await bookingFrame(deps)
  const moved = bookingId === undefined ? undefined : found(await bookingById(deps.db, bookingId), 'booking')
  const except = moved === undefined ? {} : { except: moved.id }
  const verdict = await judgeSlot(deps.db, user, { instrumentId, slot, ...except }, now, frame)
  if (moved !== undefined && !mayChangeBooking(actor, moved.accountId, verdict.ground.place))
    found(undefined, 'booking')
  const refusals = [...verdict.refusals, ...(moved === undefined ? [] : cancellationRefusals(moved, now))]
  const minutes = Math.max(0, (slot.end - slot.start) / minute)
  const from = searchFrom(refusals, slot.start)
  const [offer] =
    refusals.length === 0 || minutes === 0 || from === undefined
      ? []
      : await nextFreeSlots(deps, { instrumentIds: [instrumentId], minutes, count: 3, from })
  return {
    zone: verdict.ground.zone,
    refusals,
    status: refusals.length === 0 ? verdict.status : undefined,
    alternatives: offer?.slots ?? [],
  }
}
