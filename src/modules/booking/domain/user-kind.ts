/** For whom an instrument may be opened (notice, part three): N11. */
export const userKinds = ['own_unit', 'university', 'institute', 'company', 'society', 'individual'] as const
export type UserKind = (typeof userKinds)[number]

const unitKindToUserKind: Readonly<Record<string, UserKind>> = {
  university: 'university',
  institute: 'institute',
  hospital: 'institute',
  new_rd: 'institute',
  government: 'institute',
  company: 'company',
  society: 'society',
  other: 'society',
}

/** Which kind of user somebody is for an instrument: of its own legal person, of another, or a natural person. */
export function userKindOf(
  user: { unitId: number | undefined; unitKind: string | undefined },
  instrumentUnitId: number,
): UserKind {
  if (user.unitId === undefined) return 'individual'
  if (user.unitId === instrumentUnitId) return 'own_unit'
  return unitKindToUserKind[user.unitKind ?? ''] ?? 'society'
}
