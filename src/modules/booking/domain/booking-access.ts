import { type Actor, actorMay } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'

/** Whether the booking is the actor's own. */
export const isMine = (actor: Actor, accountId: number): boolean =>
  actor.kind === 'account' && actor.accountId === accountId

/** Who may see whose booking it is and what for: its user, and who answers for the instrument. */
export const maySeeBooking = (actor: Actor, accountId: number, place: Place): boolean =>
  isMine(actor, accountId) || actorMay(actor, 'booking.read_all', place)

/** Who may move or cancel a booking: its user, and who manages the instrument. */
export const mayChangeBooking = (actor: Actor, accountId: number, place: Place): boolean =>
  isMine(actor, accountId) || actorMay(actor, 'booking.manage', place)

/** Who decides about requests, sets rules and closures. */
export const mayManageBookings = (actor: Actor, place: Place): boolean =>
  actorMay(actor, 'booking.manage', place)
