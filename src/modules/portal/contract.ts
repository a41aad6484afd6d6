export const portalContract = {} as const
