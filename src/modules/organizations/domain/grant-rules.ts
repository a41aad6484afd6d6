import { covers, type Grant, type Place, type Role, type ScopeKind } from '#kernel/permissions.ts'
import type { Refusal } from '#kernel/refusal.ts'

/** Over what each role may be held. */
export const scopesOfRole: Readonly<Record<Role, readonly ScopeKind[]>> = {
  system_administrator: ['site'],
  province_operator: ['site'],
  province: ['site'],
  auditor: ['site'],
  department: ['department'],
  city: ['city'],
  unit_administrator: ['unit'],
  unit_reporter: ['unit'],
  unit_reviewer: ['unit'],
  centre_manager: ['centre'],
  instrument_lead: ['instrument'],
  group_lead: ['group'],
}

/** Who grants, to whom, what, and where the scope of the grant lies. */
export interface GrantWish {
  readonly granter: { readonly accountId: number; readonly grants: readonly Grant[] }
  readonly receiver: {
    readonly accountId: number
    readonly unitId: number | undefined
    readonly grants: readonly Grant[]
  }
  readonly grant: Grant
  /** Where the thing the grant is over stands; undefined when there is no such thing. */
  readonly place: Place | undefined
}

const isEverywhere = (grants: readonly Grant[]) => grants.some(({ role }) => role === 'system_administrator')

/** Whether a unit administrator's own scope reaches the place. */
const administers = (grants: readonly Grant[], place: Place) =>
  grants.some((grant) => grant.role === 'unit_administrator' && covers(grant, place))

const separated: Partial<Record<Role, Role>> = {
  unit_reporter: 'unit_reviewer',
  unit_reviewer: 'unit_reporter',
}

/** Entry and review of one unit are two people (domain.md §6). */
function separationRefusals({ receiver, grant }: GrantWish): Refusal[] {
  const other = separated[grant.role]
  const holdsOther = receiver.grants.some(
    ({ role, scope, scopeId }) => role === other && scope === grant.scope && scopeId === grant.scopeId,
  )
  return holdsOther ? [{ code: 'organizations.reporter_is_reviewer' }] : []
}

/** Whether the granter's own scope allows touching this grant at all; the same for granting and revoking. */
export function scopeRefusals({ granter, receiver, grant, place }: GrantWish): Refusal[] {
  const refusals: Refusal[] = []
  if (granter.accountId === receiver.accountId) refusals.push({ code: 'organizations.own_grant' })
  if (isEverywhere(granter.grants)) return refusals
  if (grant.scope === 'site' || place === undefined || !administers(granter.grants, place))
    refusals.push({ code: 'organizations.grant_outside_scope' })
  return refusals
}

/** Every reason this grant may not be given. */
export function grantRefusals(wish: GrantWish): Refusal[] {
  const { granter, receiver, grant, place } = wish
  const refusals = scopeRefusals(wish)
  if (!scopesOfRole[grant.role].includes(grant.scope))
    refusals.push({
      code: 'organizations.role_needs_other_scope',
      scopes: scopesOfRole[grant.role].join(', '),
    })
  if (place === undefined) refusals.push({ code: 'organizations.scope_unknown' })
  if (!isEverywhere(granter.grants) && receiver.unitId !== place?.unitId)
    refusals.push({ code: 'organizations.not_a_member' })
  return [...refusals, ...separationRefusals(wish)]
}
