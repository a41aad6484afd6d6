import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { grantsFor, type Grant, type Place, type ScopeKind } from '#kernel/permissions.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { deleteGrant, insertGrant, members, setAccountUnit, writeAudit } from '#modules/identity/index.ts'
import { type Db, inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { centreById } from '../data/centre-repository.ts'
import { groupById, leaveGroups } from '../data/group-repository.ts'
import { departments, placeOfUnit, unitById } from '../data/unit-repository.ts'
import { grantRefusals, type GrantWish, scopeRefusals } from '../domain/grant-rules.ts'
import { unitFor } from './unit-access.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

/** Looks a scope up by its id; the text is kept for scopes that have no number. */
type Finder = (db: Db, id: number, text: string) => Promise<Place | undefined>
const finders: Readonly<Record<ScopeKind, Finder>> = {
  site: async (_db, _id, text) => (text === '' ? {} : undefined),
  city: async (_db, _id, text) => (/^\d{6}$/.test(text) ? { cityCode: text } : undefined),
  department: async (db, id) =>
    (await departments(db)).some((known) => known.id === id) ? { departmentId: id } : undefined,
  unit: async (db, id) => (await unitById(db, id)) && placeOfUnit(db, id),
  centre: async (db, id) => {
    const centre = await centreById(db, id)
    return centre && { ...(await placeOfUnit(db, centre.unitId)), centreId: id }
  },
  group: async (db, id) => {
    const group = await groupById(db, id)
    return group && { ...(await placeOfUnit(db, group.unitId)), groupId: id }
  },
  // Instruments belong to a later module, which grants over them through `grantAt`.
  instrument: async () => undefined,
}

/** Where the scope of a grant lies; undefined when there is no such thing. */
const placeOfScope = (db: Db, { scope, scopeId }: Grant): Promise<Place | undefined> =>
  finders[scope](db, /^[0-9]{1,15}$/.test(scopeId) ? Number(scopeId) : 0, scopeId)

async function wishOf(
  tx: Tx,
  actor: Actor,
  accountId: number,
  grant: Grant,
  place: Place | undefined,
): Promise<GrantWish> {
  const granter = requireSignedIn(actor)
  const [receiver] = await members(tx, { accountIds: [accountId] })
  return { granter, receiver: found(receiver, 'account'), grant, place }
}

/** Gives a role over a thing whose place the caller knows, under the rules every grant obeys; for later modules. */
export async function grantAt(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  accountId: number,
  grant: Grant,
  place: Place | undefined,
): Promise<void> {
  const wish = await wishOf(tx, actor, accountId, grant, place)
  refuseIfAny(grantRefusals(wish), 'forbidden')
  await insertGrant(tx, accountId, grant, wish.granter.accountId)
  await noteGrant(tx, deps, actor, 'grant.given', accountId, grant, place)
}

/** Takes a role back over a thing whose place the caller knows; for later modules. */
export async function revokeAt(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  accountId: number,
  grant: Grant,
  place: Place | undefined,
): Promise<void> {
  refuseIfAny(scopeRefusals(await wishOf(tx, actor, accountId, grant, place)), 'forbidden')
  await deleteGrant(tx, accountId, grant)
  await noteGrant(tx, deps, actor, 'grant.revoked', accountId, grant, place)
}

const noteGrant = (
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  action: string,
  accountId: number,
  grant: Grant,
  place: Place | undefined,
) =>
  writeAudit(tx, actor, deps.clock.now(), [
    { action, subject: 'account', subjectId: accountId, unitId: place?.unitId, changes: { ...grant } },
  ])

/** Who leads a group is the group's own fact; it is changed there, and the role follows (keep-groups.ts). */
function refuseGroups(grant: Grant): void {
  if (grant.scope === 'group') refuse('conflict', { code: 'organizations.lead_is_named_by_group' })
}

/** Somebody who may gives a role over a unit, centre, city, department or the site. */
export async function grantRole(deps: Needs, actor: Actor, accountId: number, grant: Grant): Promise<void> {
  refuseGroups(grant)
  await inTransaction(deps.db, async (tx) =>
    grantAt(tx, deps, actor, accountId, grant, await placeOfScope(tx, grant)),
  )
}

/** Somebody who may takes a role back. */
export async function revokeRole(deps: Needs, actor: Actor, accountId: number, grant: Grant): Promise<void> {
  refuseGroups(grant)
  await inTransaction(deps.db, async (tx) =>
    revokeAt(tx, deps, actor, accountId, grant, await placeOfScope(tx, grant)),
  )
}

/** Accounts of a unit with their roles, for those who grant there. */
export async function membersOf(deps: Pick<Deps, 'db'>, actor: Actor, unitId: number) {
  await unitFor(deps.db, actor, 'grant.manage', unitId)
  return members(deps.db, { unitId })
}

/** Somebody leaves a unit: groups and roles there end; the account stays as a natural person's. */
export async function removeMember(
  deps: Needs,
  actor: Actor,
  unitId: number,
  accountId: number,
): Promise<void> {
  const granter = requireSignedIn(actor)
  if (granter.accountId === accountId) refuse('forbidden', { code: 'organizations.own_grant' })
  await inTransaction(deps.db, async (tx) => {
    await unitFor(tx, actor, 'grant.manage', unitId)
    const [member] = await members(tx, { accountIds: [accountId], unitId })
    const { grants } = found(member, 'account')
    const ended: Grant[] = []
    for (const grant of grants) {
      const place = await placeOfScope(tx, grant)
      // Instruments are led by members of their unit only, so those roles end too.
      if (grant.scope === 'instrument' || place?.unitId === unitId) ended.push(grant)
    }
    for (const grant of ended) await deleteGrant(tx, accountId, grant)
    await leaveGroups(tx, unitId, accountId)
    await setAccountUnit(tx, accountId, undefined)
    await writeAudit(tx, actor, deps.clock.now(), [
      { action: 'member.removed', subject: 'account', subjectId: accountId, unitId, changes: { ended } },
    ])
  })
}

/** Whether the actor may grant anything at all over the unit. */
export const mayGrantIn = (actor: Actor, place: Place): boolean =>
  actor.kind === 'account' &&
  grantsFor(actor.grants, 'grant.manage').some(
    ({ scope, scopeId }) => scope === 'site' || (scope === 'unit' && scopeId === String(place.unitId)),
  )
