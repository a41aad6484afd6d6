import type { Actor, SignedIn } from '#kernel/actor.ts'
import { scopeOf } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import { accountById, grantsOf } from '#modules/identity/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { WaitingFor } from '../data/booking-list-query.ts'
import { deputiesAround, membersHeadedBy } from '../data/deputy-repository.ts'
import type { Hat } from '../domain/deciders.ts'
import { abilityOfStep } from '../domain/deciders.ts'

async function principal(db: Db, accountId: number): Promise<SignedIn | undefined> {
  const [account, grants] = await Promise.all([accountById(db, accountId), grantsOf(db, accountId)])
  return account === undefined
    ? undefined
    : { kind: 'account', accountId, displayName: account.displayName, unitId: account.unitId, grants }
}

/** As whom somebody may decide now: first as themselves, then for everybody whose deputy they are today. */
export async function hatsOf(db: Db, actor: Actor, now: Instant): Promise<readonly Hat[]> {
  if (actor.kind !== 'account') return []
  const standing = (await deputiesAround(db, actor.accountId, now)).filter(
    ({ deputyId, from }) => deputyId === actor.accountId && from <= now,
  )
  const ids = [...new Set(standing.map(({ accountId }) => accountId))]
  const others = (await Promise.all(ids.map((id) => principal(db, id)))).filter((one) => one !== undefined)
  const people = [actor, ...others]
  const members = await membersHeadedBy(
    db,
    people.map(({ accountId }) => accountId),
  )
  return people.map((person) => ({ person, members: members.get(person.accountId) ?? [] }))
}

/** The requests that wait for one of these hats, for the where-clause of a list. */
export const waitingFor = (hats: readonly Hat[]): WaitingFor => ({
  lead: hats.map(({ person }) => scopeOf(person, abilityOfStep.lead)),
  centre: hats.map(({ person }) => scopeOf(person, abilityOfStep.centre)),
  members: hats.flatMap(({ members }) => members),
  notOf: hats[0]?.person.accountId ?? 0,
})
