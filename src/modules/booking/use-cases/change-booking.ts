import type { Actor } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { instrumentById, type Instrument } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { type BookingChange, lockedBooking, priorityNews, updateBooking } from '../data/booking-repository.ts'
import { keepFreed } from '../data/kept-time.ts'
import {
  type Booking,
  type BookingAct,
  type BookingStatus,
  freesTime,
  statusAfter,
} from '../domain/booking.ts'

/** The event that tells what an act did; acts without one are nobody else's business. */
const eventOf: Readonly<Partial<Record<BookingAct, string>>> = {
  accept: 'booking.confirmed',
  accept_request: 'booking.requested',
  decline: 'booking.offer_ended',
  lapse: 'booking.offer_ended',
  approve: 'booking.confirmed',
  reject: 'booking.rejected',
  expire: 'booking.expired',
  move: 'booking.moved',
  ask_again: 'booking.requested',
  cancel: 'booking.cancelled',
  reopen: 'booking.confirmed',
  take_back: 'booking.cancelled',
  miss: 'booking.missed',
  excuse: 'booking.excused',
}

/** The booking under lock and its instrument, for somebody who may change it; not found for anybody else. */
export async function bookingToChange(
  tx: Tx,
  bookingId: number,
  version: number,
  allowed: (booking: Booking, instrument: Instrument) => boolean,
): Promise<{ booking: Booking; instrument: Instrument }> {
  const booking = found(await lockedBooking(tx, bookingId), 'booking')
  const instrument = found(await instrumentById(tx, booking.instrumentId), 'instrument')
  if (!allowed(booking, instrument)) found(undefined, 'booking')
  if (booking.version !== version) refuse('conflict', { code: 'changed_meanwhile' })
  return { booking, instrument }
}

/** What whoever listens needs to know of a booking. */
function newsOf(booking: Booking, actor: Actor) {
  const { id, instrumentId, accountId, slot, projectId, priorityLevel: level, priorityEarly: early } = booking
  return {
    ...{ bookingId: id, instrumentId, accountId, start: slot.start, end: slot.end },
    ...(booking.guestName === '' ? {} : { forGuest: true }),
    ...(booking.cancelledLate ? { late: true } : {}),
    ...(actor.kind === 'account' ? { byAccountId: actor.accountId } : {}),
    ...priorityNews(projectId === undefined ? undefined : { projectId, level, early }),
  }
}

async function keepWhatIsFreed(
  tx: Tx,
  booking: Booking,
  status: BookingStatus,
  moved: boolean,
  now: Instant,
) {
  if (freesTime(booking.status, status, moved)) await keepFreed(tx, booking, booking.slot, now)
}

/** Carries out one act on a locked booking: the transition table decides, audit and event follow. */
export async function changeBooking(
  tx: Tx,
  actor: Actor,
  booking: Booking,
  act: BookingAct,
  now: Instant,
  change: Omit<BookingChange, 'status'> & { note?: string } = {},
): Promise<Booking> {
  const status = statusAfter(booking.status, act)
  if (status === undefined)
    return refuse('conflict', { code: 'booking.not_in_state', status: booking.status, act })
  const { note: why, ...columns } = change
  const changed = await updateBooking(tx, booking, { ...columns, status })
  const { slot } = change
  await keepWhatIsFreed(tx, booking, status, slot !== undefined, now)
  await writeAudit(tx, actor, now, [
    {
      action: `booking.${act}`,
      subject: 'booking',
      subjectId: booking.id,
      unitId: booking.unitId,
      changes: {
        status: { from: booking.status, to: status },
        ...(slot === undefined ? {} : { slot: { from: booking.slot, to: slot } }),
        ...(change.overridden === undefined || change.overridden.codes.length === 0
          ? {}
          : { overridden: change.overridden.codes, overrideReason: change.overridden.reason }),
        ...(change.decision?.note ? { note: change.decision.note } : {}),
        ...(why === undefined ? {} : { reason: why }),
        ...(change.cancellation === undefined
          ? {}
          : {
              reason: change.cancellation.reason,
              late: change.cancellation.late,
              ...(change.cancellation.because === undefined ? {} : { because: change.cancellation.because }),
            }),
      },
    },
  ])
  const type = eventOf[act]
  if (type !== undefined)
    await appendEvent(tx, {
      type,
      unitId: booking.unitId,
      payload: newsOf(changed, actor),
    })
  return changed
}
