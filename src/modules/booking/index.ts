/** The door for other modules. */
export type { Booking, BookingStatus, ServiceWay } from './domain/booking.ts'
export type { BookingRules } from './domain/rules.ts'
export type { UserKind } from './domain/user-kind.ts'
export { bookingById, lockedBooking } from './data/booking-repository.ts'
export { openInstrumentShare } from './data/calendar-query.ts'
export { bookingRulesOf } from './data/rules-repository.ts'
export { bookingsToday, setBookingStatus, takeBackUse, type UsageAct } from './use-cases/booking-state.ts'
export { type FreeSlots, type FreeSlotsWish, nextFreeSlots } from './use-cases/next-free-slots.ts'
