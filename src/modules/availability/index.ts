/** The door for other modules. */
export {
  serviceModes,
  type SlotQuestion,
  slotOrders,
  slotUserKinds,
  type SlotWishName,
} from './domain/wish.ts'
export { type FoundSlot, type FoundSlots, findSlots } from './use-cases/find-slots.ts'
