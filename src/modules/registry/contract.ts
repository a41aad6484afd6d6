export const registryContract = {} as const
