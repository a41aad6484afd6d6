import { actorMay, type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, type Refusal, refuseIfAny } from '#kernel/refusal.ts'
import { deleteGrant, insertGrant, members, writeAudit } from '#modules/identity/index.ts'
import { type Db, inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  type Group,
  groupById,
  groupsOf,
  type GroupText,
  insertGroup,
  removeGroup,
  updateGroup,
} from '../data/group-repository.ts'
import { placeOfUnit } from '../data/unit-repository.ts'
import { changesBetween } from '../domain/changes.ts'
import { alreadyThere, referred, refusingOn, unitFor } from './unit-access.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
const nameTaken = { [alreadyThere]: 'organizations.name_taken' }
const leadGrant = (groupId: number) =>
  ({ role: 'group_lead', scope: 'group', scopeId: String(groupId) }) as const

async function checkPeople(tx: Tx, actor: Actor, unitId: number, group: GroupText, oldLead?: number) {
  const ids = [
    ...new Set([...group.memberIds, ...(group.leadAccountId === undefined ? [] : [group.leadAccountId])]),
  ]
  const known = ids.length === 0 ? [] : await members(tx, { accountIds: ids })
  const inUnit = new Set(known.filter((member) => member.unitId === unitId).map(({ accountId }) => accountId))
  const refusals: Refusal[] = []
  if (ids.some((id) => !inUnit.has(id))) refusals.push({ code: 'organizations.not_a_member' })
  const makesOneselfLead =
    actor.kind === 'account' && group.leadAccountId === actor.accountId && oldLead !== actor.accountId
  if (makesOneselfLead) refusals.push({ code: 'organizations.own_grant' })
  refuseIfAny(refusals)
}

/** The lead of a group holds the role over it, and nobody else by it. */
async function moveLead(
  tx: Tx,
  actor: Actor,
  groupId: number,
  from: number | undefined,
  to: number | undefined,
) {
  if (from === to) return
  if (from !== undefined) await deleteGrant(tx, from, leadGrant(groupId))
  const by = actor.kind === 'account' ? actor.accountId : undefined
  if (to !== undefined) await insertGrant(tx, to, leadGrant(groupId), by)
}

async function groupIn(tx: Tx, unitId: number, groupId: number): Promise<Group> {
  const group = await groupById(tx, groupId)
  return found(group?.unitId === unitId ? group : undefined, 'group')
}

/** Groups with the names of their people; for members of the unit and those who manage it. */
export async function groupsFor(deps: Pick<Deps, 'db'>, actor: Actor, unitId: number) {
  const me = requireSignedIn(actor)
  const allowed = me.unitId === unitId || actorMay(actor, 'unit.manage', await placeOfUnit(deps.db, unitId))
  if (!allowed) refuse('not_found', { code: 'not_found', subject: 'unit' })
  return namedGroups(deps.db, unitId)
}

async function namedGroups(db: Db, unitId: number) {
  const groups = await groupsOf(db, unitId)
  const ids = groups.flatMap(({ memberIds, leadAccountId }) => [
    ...memberIds,
    ...(leadAccountId === undefined ? [] : [leadAccountId]),
  ])
  const people = new Map(
    (ids.length === 0 ? [] : await members(db, { accountIds: ids })).map((one) => [one.accountId, one]),
  )
  const person = (accountId: number) => ({
    accountId,
    displayName: people.get(accountId)?.displayName ?? '—',
  })
  return groups.map(({ id, name, leadAccountId, memberIds }) => ({
    id,
    name,
    ...(leadAccountId === undefined ? {} : { lead: person(leadAccountId) }),
    members: memberIds.map(person),
  }))
}

/** A unit adds a research group; its lead may approve and pay for it from this moment. */
export async function createGroup(
  deps: Needs,
  actor: Actor,
  unitId: number,
  group: GroupText,
): Promise<number> {
  return refusingOn(nameTaken, () =>
    inTransaction(deps.db, async (tx) => {
      await unitFor(tx, actor, 'unit.manage', unitId)
      await checkPeople(tx, actor, unitId, group)
      const id = await insertGroup(tx, unitId, group)
      await moveLead(tx, actor, id, undefined, group.leadAccountId)
      await writeAudit(tx, actor, deps.clock.now(), [
        { action: 'group.created', subject: 'group', subjectId: id, unitId, changes: { ...group } },
      ])
      return id
    }),
  )
}

/** A unit changes a group, its lead and its members. */
export async function editGroup(
  deps: Needs,
  actor: Actor,
  unitId: number,
  groupId: number,
  wish: GroupText,
): Promise<void> {
  await refusingOn(nameTaken, () =>
    inTransaction(deps.db, async (tx) => {
      await unitFor(tx, actor, 'unit.manage', unitId)
      const before = await groupIn(tx, unitId, groupId)
      await checkPeople(tx, actor, unitId, wish, before.leadAccountId)
      await updateGroup(tx, unitId, groupId, wish)
      await moveLead(tx, actor, groupId, before.leadAccountId, wish.leadAccountId)
      const changes = changesBetween(before, {
        name: wish.name,
        leadAccountId: wish.leadAccountId,
        memberIds: wish.memberIds.toSorted((a, b) => a - b),
      })
      await writeAudit(tx, actor, deps.clock.now(), [
        { action: 'group.edited', subject: 'group', subjectId: groupId, unitId, changes },
      ])
    }),
  )
}

/** A unit removes a group; refused while something was booked for it. */
export async function deleteGroup(deps: Needs, actor: Actor, unitId: number, groupId: number): Promise<void> {
  await refusingOn({ [referred]: 'organizations.group_in_use' }, () =>
    inTransaction(deps.db, async (tx) => {
      await unitFor(tx, actor, 'unit.manage', unitId)
      const before = await groupIn(tx, unitId, groupId)
      await moveLead(tx, actor, groupId, before.leadAccountId, undefined)
      await removeGroup(tx, unitId, groupId)
      await writeAudit(tx, actor, deps.clock.now(), [
        {
          action: 'group.removed',
          subject: 'group',
          subjectId: groupId,
          unitId,
          changes: { name: before.name },
        },
      ])
    }),
  )
}
