export const reportingContract = {} as const
