import type { UnitWorld } from './matrix-world.ts'

/** A call of a route that only the permission table can stand against, aimed at a thing of the given unit. */
export interface Sample {
  /** Query string without `?`. */
  readonly query?: string | ((unit: UnitWorld) => string)
  readonly body?: (unit: UnitWorld) => unknown
  /**
   * What the route is about: `unit` — a thing of the unit, so another unit's people are refused; `own list` — a list that
   * shows only what one may see; `account` — things of the person who asks, whoever they are.
   */
  readonly about: 'unit' | 'own list' | 'account' | 'everybody'
}

const rules = {
  weekly: [{ weekday: 1, from: '08:00', to: '18:00' }],
  granularityMinutes: 30,
  shortestMinutes: 30,
  longestMinutes: 480,
  noticeMinutes: 60,
  horizonDays: 30,
  cancellationLimitMinutes: 1440,
  approval: 'none',
  openTo: ['own_unit'],
}
const slot = { start: '2026-11-26T10:00:00+08:00', end: '2026-11-26T11:00:00+08:00' }

/** One sample for every route of every contract, by operation id; the matrix test fails when one is missing. */
export const samples: Readonly<Record<string, Sample>> = {
  'identity.signIn': { about: 'everybody', body: () => ({ login: 'nobody', password: 'x' }) },
  'identity.whoAmI': { about: 'account' },
  'identity.signOut': { about: 'account' },
  'identity.signOutEverywhere': { about: 'account' },
  'identity.register': { about: 'everybody', body: () => ({ login: 'x' }) },
  'identity.changePassword': { about: 'account', body: () => ({ current: 'x', next: 'y' }) },
  'identity.audit': { about: 'own list' },

  'booking.bookingRules': { about: 'everybody' },
  'booking.setBookingRules': {
    about: 'unit',
    body: () => ({ version: 1, bookable: true, rules, dryRun: true }),
  },
  'booking.closures': { about: 'everybody' },
  'booking.addClosure': { about: 'unit', body: () => ({ ...slot, kind: 'closure' }) },
  'booking.removeClosure': { about: 'unit' },
  'booking.calendar': { about: 'everybody', query: 'from=2026-11-23&to=2026-11-30' },
  'booking.freeSlots': { about: 'everybody' },
  'booking.checkSlot': { about: 'account', body: () => slot },
  'booking.book': { about: 'account', body: () => ({ ...slot, purpose: 'x' }) },
  'booking.booking': { about: 'account' },
  'booking.moveBooking': { about: 'account', body: () => ({ ...slot, version: 1 }) },
  'booking.cancelBooking': { about: 'account', body: () => ({ reason: 'x', version: 1 }) },
  'booking.decideBooking': { about: 'unit', body: () => ({ approve: false, note: 'x', version: 1 }) },
  'booking.myBookings': { about: 'account' },
  'booking.bookings': { about: 'own list' },
  'booking.bookingApprovals': { about: 'own list' },
  'booking.managedInstruments': { about: 'own list' },

  'catalogue.search': { about: 'everybody' },
  'catalogue.suggest': { about: 'everybody', query: 'q=x' },
  'catalogue.detail': { about: 'everybody' },
}
