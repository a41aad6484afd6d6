import { type Actor, actorMay, actorMaySomewhere } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { MemberView, organizationsContract, UnitView } from './contract.ts'
import { groupsOf } from './data/group-repository.ts'
import { centresOf, contactsOf, departments, unitByCreditCode, unitById } from './data/unit-repository.ts'
import { unitPage, unitPageSize } from './data/unit-query.ts'
import { editUnit } from './use-cases/edit-unit.ts'
import { grantRole, mayGrantIn, membersOf, removeMember, revokeRole } from './use-cases/grant-role.ts'
import { createCentre, deleteCentre, editCentre } from './use-cases/keep-centres.ts'
import { createGroup, deleteGroup, editGroup, groupsFor } from './use-cases/keep-groups.ts'
import { changeRegistration, registerUnit } from './use-cases/register-unit.ts'
import { claimsFor, decideClaim, myUnit } from './use-cases/settle-membership.ts'

/** Leaves out what is null, as the views want it. */
type Filled<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>
}
const filled = <T extends object>(row: T) =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as Filled<T>

/** Legal persons that only use instruments are no public matter: their members and operators see them. */
const maySee = (actor: Actor, unit: { id: number; managing: boolean }) =>
  unit.managing ||
  actorMaySomewhere(actor, 'organization.manage') ||
  (actor.kind === 'account' && actor.unitId === unit.id)

async function unitView(deps: Deps, actor: Actor, unitId: number): Promise<UnitView> {
  const unit = await unitById(deps.db, unitId)
  const seen = found(unit && maySee(actor, unit) ? unit : undefined, 'unit')
  const department = (await departments(deps.db)).find(({ id }) => id === seen.departmentId)
  const place = { unitId, departmentId: seen.departmentId, cityCode: seen.cityCode }
  return {
    ...filled(seen),
    ...(department === undefined ? {} : { department: filled(department) }),
    centres: (await centresOf(deps.db, unitId)).map(({ id, name, nameEn, rooms, introduction }) => ({
      id,
      name,
      nameEn,
      rooms,
      introduction,
    })),
    contacts: await contactsOf(deps.db, unitId),
    may: {
      manage: actorMay(actor, 'unit.manage', place),
      register: actorMay(actor, 'organization.manage', place),
      grant: mayGrantIn(actor, place),
    },
  }
}

async function memberViews(deps: Deps, actor: Actor, unitId: number): Promise<MemberView[]> {
  const people = await membersOf(deps, actor, unitId)
  const names = new Map<string, string>([
    [`unit ${unitId}`, (await unitById(deps.db, unitId))?.name ?? ''],
    ...(await centresOf(deps.db, unitId)).map(({ id, name }) => [`centre ${id}`, name] as const),
    ...(await groupsOf(deps.db, unitId)).map(({ id, name }) => [`group ${id}`, name] as const),
  ])
  return people.map(({ accountId, login, displayName, email, phone, status, grants }) => ({
    accountId,
    login,
    displayName,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    status,
    grants: grants.map((grant) => {
      const scopeName = names.get(`${grant.scope} ${grant.scopeId}`)
      return scopeName === undefined ? grant : { ...grant, scopeName }
    }),
  }))
}

const registrationOf = <T extends { creditCode?: string | undefined }>(body: T) => ({
  creditCode: undefined,
  insCode: undefined,
  departmentId: undefined,
  cityCode: undefined,
  ...body,
})

export const organizationsHandlers: Handlers<typeof organizationsContract, Deps> = {
  async departments(_call, { db }) {
    return (await departments(db)).map(filled)
  },
  async units({ actor, query }, { db }) {
    const all = actorMaySomewhere(actor, 'organization.manage')
    const managing = all ? (query.managing === undefined ? undefined : query.managing === 'true') : true
    const { items, total } = await unitPage(db, { ...query, managing })
    return { items: items.map(filled), total, pageSize: unitPageSize }
  },
  async unitKnown({ params }, { db }) {
    const unit = await unitByCreditCode(db, params.creditCode)
    return unit === undefined ? { known: false } : { known: true, name: unit.name }
  },
  unit: ({ actor, params }, deps) => unitView(deps, actor, params.unitId),
  async createUnit({ actor, body }, deps) {
    return { id: await registerUnit(deps, actor, registrationOf(body)) }
  },
  async changeRegistration({ actor, params, body }, deps) {
    await changeRegistration(deps, actor, params.unitId, registrationOf(body))
    return undefined
  },
  async editUnit({ actor, params, body }, deps) {
    await editUnit(deps, actor, params.unitId, { countyCode: undefined, ...body })
    return undefined
  },
  async createCentre({ actor, params, body }, deps) {
    return { id: await createCentre(deps, actor, params.unitId, body) }
  },
  async editCentre({ actor, params, body }, deps) {
    await editCentre(deps, actor, params.unitId, params.centreId, body)
    return undefined
  },
  async deleteCentre({ actor, params }, deps) {
    await deleteCentre(deps, actor, params.unitId, params.centreId)
    return undefined
  },
  groups: ({ actor, params }, deps) => groupsFor(deps, actor, params.unitId),
  async createGroup({ actor, params, body }, deps) {
    return { id: await createGroup(deps, actor, params.unitId, { leadAccountId: undefined, ...body }) }
  },
  async editGroup({ actor, params, body }, deps) {
    await editGroup(deps, actor, params.unitId, params.groupId, { leadAccountId: undefined, ...body })
    return undefined
  },
  async deleteGroup({ actor, params }, deps) {
    await deleteGroup(deps, actor, params.unitId, params.groupId)
    return undefined
  },
  members: ({ actor, params }, deps) => memberViews(deps, actor, params.unitId),
  async removeMember({ actor, params }, deps) {
    await removeMember(deps, actor, params.unitId, params.accountId)
    return undefined
  },
  async grantRole({ actor, params, body }, deps) {
    await grantRole(deps, actor, params.accountId, body)
    return undefined
  },
  async revokeRole({ actor, params, body }, deps) {
    await revokeRole(deps, actor, params.accountId, body)
    return undefined
  },
  async claims({ actor }, deps) {
    const claims = await claimsFor(deps, actor)
    return claims.map(({ timeZone, claimedAt, ...claim }) => ({
      ...claim,
      claimedAt: isoIn(claimedAt, timeZone),
    }))
  },
  async decideClaim({ actor, params, body }, deps) {
    await decideClaim(deps, actor, params.accountId, body.accept)
    return undefined
  },
  async myUnit({ actor }, deps) {
    const { unit, claim } = await myUnit(deps, actor)
    return {
      ...(unit === undefined ? {} : { unit: { id: unit.id, name: unit.name, nameEn: unit.nameEn } }),
      ...(claim === undefined
        ? {}
        : { claim: { unitName: claim.unitName, claimedAt: isoIn(claim.claimedAt, claim.timeZone) } }),
    }
  },
}
