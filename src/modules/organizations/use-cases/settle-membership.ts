import { type Actor, requireSignedIn, scopeOf, system } from '#kernel/actor.ts'
import { isCreditCode } from '#kernel/credit-code.ts'
import { found } from '#kernel/refusal.ts'
import { accountById, members, setAccountUnit, writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { claimOf, claimsWithin, putClaim, removeClaim } from '../data/claim-repository.ts'
import { insertUnit, unitByCreditCode, unitById, unitNamed } from '../data/unit-repository.ts'
import { kindByCreditCode } from '../domain/unit-rules.ts'
import { unitFor } from './unit-access.ts'

/** What a registering person said about the legal person they belong to. */
export interface MembershipClaim {
  readonly accountId: number
  readonly creditCode: string
  readonly unitName: string | null
}

async function freeName(tx: Tx, claim: MembershipClaim): Promise<string> {
  const name = claim.unitName ?? claim.creditCode
  return (await unitNamed(tx, name)) ? `${name.slice(0, 80)}（${claim.creditCode}）` : name
}

/**
 * A known legal person's administrator has to confirm; one the site does not know yet is created at once as a user of
 * instruments, without any role, so that its first user can book today.
 */
export async function settleClaim(tx: Tx, deps: Pick<Deps, 'clock'>, claim: MembershipClaim): Promise<void> {
  const account = await accountById(tx, claim.accountId)
  if (account?.unitId !== undefined || !isCreditCode(claim.creditCode)) return
  const now = deps.clock.now()
  const known = await unitByCreditCode(tx, claim.creditCode)
  if (known) {
    await putClaim(tx, claim.accountId, known.id, now)
    return
  }
  const unitId = await insertUnit(tx, {
    name: await freeName(tx, claim),
    nameEn: '',
    kind: kindByCreditCode(claim.creditCode),
    creditCode: claim.creditCode,
    insCode: undefined,
    managing: false,
    departmentId: undefined,
    cityCode: undefined,
  })
  await setAccountUnit(tx, claim.accountId, unitId)
  await writeAudit(tx, system, now, [
    { action: 'unit.registered', subject: 'unit', subjectId: unitId, unitId },
    { action: 'member.joined', subject: 'account', subjectId: claim.accountId, unitId },
  ])
}

/** Who waits to be confirmed by the actor, with their names. */
export async function claimsFor(deps: Pick<Deps, 'db'>, actor: Actor) {
  const claims = await claimsWithin(deps.db, scopeOf(actor, 'unit.manage'))
  const people = new Map(
    (claims.length === 0
      ? []
      : await members(deps.db, { accountIds: claims.map((one) => one.accountId) })
    ).map((member) => [member.accountId, member]),
  )
  return claims.flatMap((claim) => {
    const person = people.get(claim.accountId)
    return person === undefined ? [] : [{ ...claim, login: person.login, displayName: person.displayName }]
  })
}

/** A unit's administrator (or an operator) says whether somebody belongs to it. */
export async function decideClaim(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  accountId: number,
  accept: boolean,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const claim = found(await claimOf(tx, accountId), 'claim')
    await unitFor(tx, actor, 'unit.manage', claim.unitId)
    await removeClaim(tx, accountId)
    if (accept) await setAccountUnit(tx, accountId, claim.unitId)
    const action = accept ? 'member.joined' : 'member.declined'
    await writeAudit(tx, actor, deps.clock.now(), [
      { action, subject: 'account', subjectId: accountId, unitId: claim.unitId },
    ])
  })
}

/** The own unit, or the one that has not confirmed yet. */
export async function myUnit(deps: Pick<Deps, 'db'>, actor: Actor) {
  const me = requireSignedIn(actor)
  const unit = me.unitId === undefined ? undefined : await unitById(deps.db, me.unitId)
  return { unit, claim: unit === undefined ? await claimOf(deps.db, me.accountId) : undefined }
}
