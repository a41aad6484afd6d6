export const usageContract = {} as const
