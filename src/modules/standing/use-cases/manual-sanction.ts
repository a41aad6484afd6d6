import { type Actor, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { day, plus } from '#kernel/time.ts'
import { accountsKnownAs, writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertSanction, liftSanction, lockedSanction, type Sanction } from '../data/sanction-repository.ts'
import { tellOfSanction } from './tell-standing.ts'

type D = Pick<Deps, 'db'> & Notifying

/** A sanction by hand: somebody named by login, mail address or phone is kept from an instrument or from a unit's instruments. */
export interface ManualSanction {
  readonly who: string
  readonly instrumentId: number | undefined
  readonly unitId: number | undefined
  readonly days: number
  readonly reason: string
}

/** The unit it is given by: that of the instrument for its lead, any instrument of it for who administers the unit. */
async function unitFor(tx: Tx, actor: Actor, wish: ManualSanction): Promise<number> {
  if (wish.instrumentId === undefined) {
    const unitId = found(wish.unitId, 'unit')
    requireAbility(actor, 'standing.judge', await placeOfUnit(tx, unitId))
    return unitId
  }
  const { place, unitId } = found(await instrumentById(tx, wish.instrumentId), 'instrument')
  requireAbility(actor, 'standing.sanction', place)
  return unitId
}

/** The lead of an instrument, or the administrator of a unit, keeps somebody from it for a time, with a reason they are told. */
export function sanctionByHand(deps: D, actor: Actor, wish: ManualSanction): Promise<number> {
  const { accountId: setBy } = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const unitId = await unitFor(tx, actor, wish)
    const [who, ...more] = await accountsKnownAs(tx, [wish.who])
    if (who === undefined || more.length > 0) return refuse('invalid', { code: 'standing.nobody_known' })
    if (who.id === setBy) refuse('invalid', { code: 'standing.not_oneself' })
    const kind = wish.instrumentId === undefined ? ('unit' as const) : ('instrument' as const)
    const given = {
      ...{ unitId, accountId: who.id, kind, instrumentId: wish.instrumentId, cause: 'manual' as const },
      ...{ onceKey: `manual ${now} ${setBy} ${kind} ${wish.instrumentId ?? unitId}`, entryId: undefined },
      ...{ rulesVersion: '', grounds: {}, reason: wish.reason, setBy },
      ...{ startsAt: now, endsAt: plus(now, wish.days * day) },
    }
    const id = await insertSanction(tx, given, now)
    if (id === undefined) return refuse('conflict', { code: 'changed_meanwhile' })
    const changes = {
      accountId: who.id,
      kind,
      instrumentId: wish.instrumentId ?? null,
      days: wish.days,
      reason: wish.reason,
    }
    await writeAudit(tx, actor, now, [
      { action: 'sanction.given', subject: 'sanction', subjectId: id, unitId, changes },
    ])
    await tellOfSanction(tx, deps, { ...given, id })
    return id
  })
}

/** Who may lift: for an instrument whoever may give it, for everything else the administrator of the unit. */
async function requireLifter(tx: Tx, actor: Actor, { instrumentId, unitId }: Sanction): Promise<void> {
  const instrument = instrumentId === null ? undefined : await instrumentById(tx, instrumentId)
  if (instrument === undefined) requireAbility(actor, 'standing.judge', await placeOfUnit(tx, unitId))
  else requireAbility(actor, 'standing.sanction', instrument.place)
}

/** Ends a sanction before its time, with a reason; its bearer is told. */
export function liftByHand(
  deps: D,
  actor: Actor,
  id: number,
  wish: { readonly reason: string; readonly version: number },
): Promise<void> {
  const { accountId: by } = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const sanction = found(await lockedSanction(tx, id), 'sanction')
    await requireLifter(tx, actor, sanction)
    const { unitId, accountId } = sanction
    if (accountId === by) refuse('conflict', { code: 'standing.not_oneself' })
    if (sanction.liftedAt !== null || sanction.endsAt <= now)
      refuse('conflict', { code: 'standing.sanction_over' })
    if (sanction.version !== wish.version) refuse('conflict', { code: 'changed_meanwhile' })
    await liftSanction(tx, id, { because: 'hand', by, reason: wish.reason }, now)
    await writeAudit(tx, actor, now, [
      {
        action: 'sanction.lifted',
        subject: 'sanction',
        subjectId: id,
        unitId,
        changes: { reason: wish.reason },
      },
    ])
    await notify(tx, deps, [
      {
        to: [{ accountId }],
        topic: 'standing',
        code: 'standing.sanction_lifted',
        details: { reason: wish.reason },
        link: '/standing',
        onceKey: `lifted ${id}`,
      },
    ])
  })
}
