export const catalogueContract = {} as const
