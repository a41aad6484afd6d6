import { type Ability, type Grant, grantsFor, may, type Place } from './permissions.ts'
import { refuse } from './refusal.ts'

/** What a key of an account may: read, or also change things. */
export const keyScopes = ['read', 'write'] as const
export type KeyScope = (typeof keyScopes)[number]

/** Who is asking. `unitId` is the legal person the account belongs to, if any (domain.md §6.3). */
export interface SignedIn {
  readonly kind: 'account'
  readonly accountId: number
  readonly displayName: string
  readonly unitId: number | undefined
  readonly grants: readonly Grant[]
  /** Set when a program asks with a key of the account. */
  readonly key?: { readonly id: number; readonly scope: KeyScope }
}
export interface Visitor {
  readonly kind: 'visitor'
}
/** The program itself: jobs, seeds, events. */
export interface SystemActor {
  readonly kind: 'system'
}
export type Actor = SignedIn | Visitor | SystemActor

export const visitor: Visitor = { kind: 'visitor' }
export const system: SystemActor = { kind: 'system' }

/** Whether the actor holds the ability over the place. */
export const actorMay = (actor: Actor, ability: Ability, place: Place): boolean =>
  actor.kind === 'system' || (actor.kind === 'account' && may(actor.grants, ability, place))

/** Whether the actor holds the ability anywhere at all. */
export const actorMaySomewhere = (actor: Actor, ability: Ability): boolean =>
  actor.kind === 'system' || (actor.kind === 'account' && grantsFor(actor.grants, ability).length > 0)

/** Refuses with `forbidden` unless the actor holds the ability over the place. */
export function requireAbility(actor: Actor, ability: Ability, place: Place): void {
  if (!actorMay(actor, ability, place)) refuse('forbidden', { code: 'forbidden', ability })
}

/** The signed-in account, or the refusal to sign in first. */
export function requireSignedIn(actor: Actor): SignedIn {
  if (actor.kind !== 'account') return refuse('unauthenticated', { code: 'sign_in_first' })
  return actor
}

/** Scopes over which the actor holds an ability, for the where-clause of a list. */
export interface ScopeFilter {
  readonly everything: boolean
  readonly unitIds: readonly number[]
  readonly departmentIds: readonly number[]
  readonly cityCodes: readonly string[]
  readonly centreIds: readonly number[]
  readonly instrumentIds: readonly number[]
}

/** The named scope of a list: rows outside it do not exist for the actor. */
export function scopeOf(actor: Actor, ability: Ability): ScopeFilter {
  const grants = actor.kind === 'account' ? grantsFor(actor.grants, ability) : []
  const ids = (scope: Grant['scope']) =>
    grants.filter((grant) => grant.scope === scope).map((grant) => grant.scopeId)
  return {
    everything: actor.kind === 'system' || grants.some((grant) => grant.scope === 'site'),
    unitIds: ids('unit').map(Number),
    departmentIds: ids('department').map(Number),
    cityCodes: ids('city'),
    centreIds: ids('centre').map(Number),
    instrumentIds: ids('instrument').map(Number),
  }
}
