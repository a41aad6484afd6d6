/** The door for other modules. */
export { acceptedToday } from './use-cases/order-settings.ts'
