export const statisticsContract = {} as const
