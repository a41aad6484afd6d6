export const bookingContract = {} as const
