import { type Actor, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { type Refusal, refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingGround } from '../data/booking-ground.ts'
import { holdPerson } from '../data/booking-repository.ts'
import type { Booking } from '../domain/booking.ts'
import { maySeeBooking, mayManageBookings } from '../domain/booking-access.ts'
import { limitRefusals, type PersonLimits } from '../domain/person-limits.ts'
import { bookingFrame } from './booking-frame.ts'
import { gateRefusals } from './booking-gates.ts'
import { bookingToChange, changeBooking } from './change-booking.ts'

/** What stands against granting a request now: the instrument left public sight, its user has too much booked, or another subject stands against it. */
async function grantRefusals(
  tx: Tx,
  booking: Booking,
  limits: PersonLimits | undefined,
  now: Instant,
): Promise<Refusal[]> {
  if (limits !== undefined) await holdPerson(tx, booking.accountId)
  const ground = await bookingGround(tx, {
    instrumentId: booking.instrumentId,
    span: booking.slot,
    userUnitId: booking.userUnitId,
    except: booking.id,
    person: limits === undefined ? undefined : { accountId: booking.accountId, now },
  })
  if (ground === undefined || !ground.open) return [{ code: 'booking.not_open' }]
  const { zone, person } = ground
  const limited =
    limits === undefined || person === undefined ? [] : limitRefusals(booking.slot, limits, person, zone)
  const { slot, unitId, instrumentId, accountId, userUnitId, serviceWay, project } = booking
  const asked = { accountId, userUnitId, unitId, instrumentId, zone, slot, serviceWay, project }
  const gated = await gateRefusals({
    db: tx,
    ...asked,
    projectId: booking.projectId,
    manages: false,
    needsLevel: undefined,
    now,
  })
  return [...limited, ...gated]
}

/** The lead grants a request or turns it down with a reason; of several deciding at once one is heard. */
export async function decideBooking(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  bookingId: number,
  wish: { approve: boolean; note: string; version: number },
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  const { limits } = await bookingFrame(deps)
  await inTransaction(deps.db, async (tx) => {
    const { booking, instrument } = await bookingToChange(
      tx,
      bookingId,
      wish.version,
      (it, { place }) => maySeeBooking(actor, it.accountId, place) || mayManageBookings(actor, place),
    )
    requireAbility(actor, 'booking.manage', instrument.place)
    if (booking.slot.start <= now) refuse('conflict', { code: 'booking.has_begun' })
    if (!wish.approve && wish.note === '') refuse('invalid', { code: 'booking.reason_needed' })
    if (wish.approve) refuseIfAny(await grantRefusals(tx, booking, limits, now))
    await changeBooking(tx, actor, booking, wish.approve ? 'approve' : 'reject', now, {
      decision: { by: accountId, at: now, note: wish.note },
    })
  })
}
