/** The door for other modules. */
export type { Booking, BookingStatus, ServiceWay } from './domain/booking.ts'
export type { BookingRules } from './domain/rules.ts'
export type { UserKind } from './domain/user-kind.ts'
export { calendarChangesSince, openedInstruments, presentPoint } from './data/calendar-changes.ts'
export { bookInstrument } from './use-cases/book-instrument.ts'
export { cancelBooking } from './use-cases/cancel-booking.ts'
export { bookingById, lockedBooking } from './data/booking-repository.ts'
export { openInstrumentShare } from './data/calendar-query.ts'
export { bookingRulesOf } from './data/rules-repository.ts'
export { bookingsToday, setBookingStatus, takeBackUse, type UsageAct } from './use-cases/booking-state.ts'
export { type FreeSlots, type FreeSlotsWish, nextFreeSlots } from './use-cases/next-free-slots.ts'
export { type FreeTime, freeTimeOf } from './use-cases/free-time.ts'
export { type Asker, type Offer, offeredSlots, type OfferWish } from './use-cases/offered-slots.ts'
export { userKindOf, userKinds } from './domain/user-kind.ts'
export { holdInstrument } from './data/booking-repository.ts'
export { announceWaiting, forgetWaiting, takeKept } from './data/kept-time.ts'
export { bookingFrame, type BookingFrame } from './use-cases/booking-frame.ts'
export {
  endOffer,
  freeWithin,
  type GivenWish,
  offerSlot,
  slotRefusals,
  takeOffer,
} from './use-cases/offer-slot.ts'
