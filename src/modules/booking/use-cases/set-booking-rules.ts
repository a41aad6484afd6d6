import { type Actor, actorMay, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { instrumentById, type Instrument } from '#modules/registry/index.ts'
import { type Db, inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import type { TouchedBooking } from '../data/booking-list-query.ts'
import { bumpRevision, insertRules, rulesVersions } from '../data/rules-repository.ts'
import type { BookingRules } from '../domain/rules.ts'
import { rulesRefusals } from '../domain/rules-check.ts'
import { bookingFrame } from './booking-frame.ts'
import { bookingsOutsideHours } from './touched-bookings.ts'

export interface RulesWish {
  /** The version last seen, 0 for the first. */
  readonly version: number
  readonly bookable: boolean
  readonly effectiveFrom?: Instant | undefined
  readonly rules: BookingRules
  readonly dryRun: boolean
}

/** An instrument for somebody who manages its bookings: hidden when they may not even see it, else forbidden. */
export async function instrumentToManage(db: Db, actor: Actor, instrumentId: number): Promise<Instrument> {
  const instrument = found(await instrumentById(db, instrumentId), 'instrument')
  const visible =
    instrument.acceptedVersion !== undefined ||
    actorMay(actor, 'instrument.read_unpublished', instrument.place)
  if (!visible) found(undefined, 'instrument')
  requireAbility(actor, 'booking.manage', instrument.place)
  return instrument
}

async function save(
  tx: Tx,
  actor: Actor,
  instrument: Instrument,
  wish: RulesWish,
  at: { now: Instant; effectiveFrom: Instant },
) {
  const { unitId, id: instrumentId } = instrument
  const version = wish.version + 1
  await insertRules(
    tx,
    {
      unitId,
      instrumentId,
      version,
      effectiveFrom: at.effectiveFrom,
      now: at.now,
      by: requireSignedIn(actor).accountId,
    },
    wish.bookable,
    wish.rules,
  )
  await writeAudit(tx, actor, at.now, [
    {
      action: 'booking_rules.set',
      subject: 'instrument',
      subjectId: instrumentId,
      unitId,
      changes: { version: { from: wish.version, to: version }, bookable: wish.bookable, rules: wish.rules },
    },
  ])
  await appendEvent(tx, {
    type: 'booking.rules_set',
    unitId,
    payload: { instrumentId, version, bookable: wish.bookable, openTo: wish.rules.openTo },
  })
}

/** The lead opens an instrument, or changes how it is open, from now on or from a later moment; bookings made stay. */
export async function setBookingRules(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  wish: RulesWish,
): Promise<{ version: number; touched: TouchedBooking[] }> {
  const now = deps.clock.now()
  const effectiveFrom = wish.effectiveFrom ?? now
  const { holidays, site } = await bookingFrame(deps)
  refuseIfAny(
    [
      ...rulesRefusals(wish.rules, site),
      ...(effectiveFrom < now ? [{ code: 'booking.effective_in_the_past' }] : []),
    ],
    'invalid',
  )
  try {
    return await inTransaction(deps.db, async (tx) => {
      const instrument = await instrumentToManage(tx, actor, instrumentId)
      const { unitId } = instrument
      await bumpRevision(tx, unitId, instrumentId)
      const before = await rulesVersions(tx, unitId, instrumentId)
      if ((before[0]?.version ?? 0) !== wish.version) refuse('conflict', { code: 'changed_meanwhile' })
      const zone = found(await unitById(tx, unitId), 'unit').timeZone
      const next = { version: wish.version + 1, effectiveFrom, bookable: wish.bookable, rules: wish.rules }
      const touched = await bookingsOutsideHours(
        tx,
        { unitId, instrumentId, zone },
        [...before, next],
        effectiveFrom,
        holidays(zone),
      )
      if (!wish.dryRun) await save(tx, actor, instrument, wish, { now, effectiveFrom })
      return { version: wish.dryRun ? wish.version : next.version, touched }
    })
  } catch (error) {
    if (sqlState(error) === '23505') return refuse('conflict', { code: 'changed_meanwhile' })
    throw error
  }
}
