import { availabilityContract } from '#modules/availability/contract.ts'
import { bookingContract } from '#modules/booking/contract.ts'
import type { Route } from '#platform/http/contract.ts'

/** A word of the command line and the route it calls; its options are what the route takes. */
export interface Command {
  readonly route: Route
  /** Put into the body as it is. */
  readonly fixed?: Readonly<Record<string, unknown>>
  /** The booking is read first, so that its version need not be typed. */
  readonly versioned?: true
}

const booking = bookingContract

export const commands: Readonly<Record<string, Command>> = {
  slots: { route: availabilityContract.findSlots },
  free: { route: booking.freeSlots },
  check: { route: booking.checkSlot },
  book: { route: booking.book },
  show: { route: booking.booking },
  move: { route: booking.moveBooking, versioned: true },
  cancel: { route: booking.cancelBooking, versioned: true },
  bookings: { route: booking.myBookings },
  approvals: { route: booking.bookingApprovals },
  approve: { route: booking.decideBooking, versioned: true, fixed: { approve: true } },
  reject: { route: booking.decideBooking, versioned: true, fixed: { approve: false } },
}

/** Names in the path, in the order they are typed: `bookingId`. */
export const placesOf = (route: Route): string[] =>
  [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/** What may be given as `--name value`. */
export function optionsOf({ route, fixed, versioned }: Command): string[] {
  const body =
    route.body !== undefined && 'shape' in route.body ? Object.keys(route.body.shape as object) : []
  return [...Object.keys(route.query?.shape ?? {}), ...body].filter(
    (name) => !(name in (fixed ?? {})) && !(versioned === true && name === 'version') && name !== 'override',
  )
}
