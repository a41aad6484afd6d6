import {
  type Ability,
  type Grant,
  grantsFor,
  covers,
  type Place,
  type ScopeKind,
} from '#kernel/permissions.ts'

export const commentAudiences = ['unit', 'everybody'] as const
/** Who reads a comment: only the unit's own people, or everybody who sees the report. */
export type CommentAudience = (typeof commentAudiences)[number]

const within: readonly ScopeKind[] = ['unit', 'centre', 'instrument']

/** Whether somebody holds the ability as one of the unit's own people. */
export const isOfTheUnit = (grants: readonly Grant[], ability: Ability, place: Place): boolean =>
  grantsFor(grants, ability).some((grant) => within.includes(grant.scope) && covers(grant, place))

/** Whether somebody who sees the report sees comments for this audience. */
export const mayRead = (grants: readonly Grant[], audience: CommentAudience, place: Place): boolean =>
  audience === 'everybody' || isOfTheUnit(grants, 'instrument.read_unpublished', place)
