/** Whom a service was for (domain.md §1.9): the legal person that manages the instrument, or anybody else. */
export const serviceTypes = { internal: 120, external: 130 } as const
export type ServiceType = (typeof serviceTypes)[keyof typeof serviceTypes]

/** External is everybody outside the managing legal person; a natural person has none and is external (domain.md §6.3). */
export const serviceTypeOf = (managingUnitId: number, userUnitId: number | undefined): ServiceType =>
  managingUnitId === userUnitId ? serviceTypes.internal : serviceTypes.external
