export const organizationsContract = {} as const
