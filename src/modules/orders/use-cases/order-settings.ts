import { type Actor, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { insertSettings } from '../data/settings-repository.ts'
import { type OrderSettings, settingsRefusals } from '../domain/order-settings.ts'
import { openInstrument, orderGround, settingsToday } from './order-ground.ts'

/** What an instrument takes, today and by every version that was ever decided; for whoever answers for it. */
export async function readSettings(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, instrumentId: number) {
  const instrument = found(await instrumentById(deps.db, instrumentId), 'instrument')
  requireAbility(actor, 'order.manage', instrument.place)
  return { instrument, ...(await settingsToday(deps.db, instrument, deps.clock.now())) }
}

/** Decides anew how an instrument takes samples from a day on. */
export async function setSettings(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  wish: {
    readonly version: number
    readonly effectiveFrom: string
    readonly accepts: boolean
    readonly settings: OrderSettings
  },
): Promise<void> {
  const { accountId, displayName: name } = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const instrument = found(await instrumentById(tx, instrumentId), 'instrument')
    requireAbility(actor, 'order.manage', instrument.place)
    const { today, versions } = await settingsToday(tx, instrument, now)
    refuseIfAny(settingsRefusals(wish, today), 'invalid')
    if ((versions[0]?.version ?? 0) !== wish.version) refuse('conflict', { code: 'changed_meanwhile' })
    const { unitId } = instrument
    const next = { ...wish, version: wish.version + 1 }
    if (!(await insertSettings(tx, { unitId, instrumentId }, next, { accountId, name }, now)))
      refuse('conflict', { code: 'changed_meanwhile' })
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'orders.settings_set', subject: 'instrument', subjectId: instrumentId, unitId },
        changes: { version: next.version, accepts: wish.accepts, effectiveFrom: wish.effectiveFrom },
      },
    ])
    await appendEvent(tx, { type: 'orders.settings_set', unitId, payload: { instrumentId } })
  })
}

/** What somebody needs to know to send samples to an instrument. */
export async function orderForm(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, instrumentId: number) {
  const user = requireSignedIn(actor)
  const instrument = await openInstrument(deps.db, instrumentId)
  return { instrument, ...(await orderGround(deps.db, user, instrument, deps.clock.now())) }
}

/** Whether an instrument takes samples today, for its public page; undefined when it does not. */
export async function acceptedToday(
  deps: Pick<Deps, 'db' | 'clock'>,
  instrument: { readonly unitId: number; readonly id: number },
): Promise<OrderSettings | undefined> {
  const { inForce } = await settingsToday(deps.db, instrument, deps.clock.now())
  return inForce?.accepts === true ? inForce.settings : undefined
}
