import { type Actor, actorMay, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { instrumentById, type Instrument } from '#modules/registry/index.ts'
import { type Db, inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import type { TouchedBooking } from '../data/booking-list-query.ts'
import {
  bumpRevision,
  type FromTemplate,
  insertRules,
  rulesVersions,
  type StoredVersion,
} from '../data/rules-repository.ts'
import { templateById } from '../data/template-repository.ts'
import { localTime } from '../domain/periods.ts'
import type { BookingRules } from '../domain/rules.ts'
import { rulesRefusals } from '../domain/rules-check.ts'
import { differingParts } from '../domain/template-parts.ts'
import { bookingFrame } from './booking-frame.ts'
import type { HolidayCalendar } from './special-days.ts'
import { tellTouched } from './tell-touched.ts'
import { bookingsAgainstRules } from './touched-bookings.ts'

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

type Saving = Pick<RulesWish, 'version' | 'bookable' | 'rules'> & { readonly template: FromTemplate }

async function save(
  tx: Tx,
  actor: Actor,
  instrument: Instrument,
  wish: Saving,
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
    wish.template,
  )
  const { templateId } = wish.template
  await writeAudit(tx, actor, at.now, [
    {
      action: 'booking_rules.set',
      subject: 'instrument',
      subjectId: instrumentId,
      unitId,
      changes: {
        version: { from: wish.version, to: version },
        bookable: wish.bookable,
        rules: wish.rules,
        ...(templateId === undefined ? {} : { templateId }),
      },
    },
  ])
  await appendEvent(tx, {
    type: 'booking.rules_set',
    unitId,
    payload: { instrumentId, version, bookable: wish.bookable, openTo: wish.rules.openTo },
  })
}

/** What decisions about rules need. */
export type RulesDeps = Pick<Deps, 'db' | 'clock'> & Notifying

/** Rules as they are to be set, once they are known to make sense. */
export interface NewRules {
  readonly version: number
  readonly bookable: boolean
  readonly effectiveFrom: Instant
  readonly rules: BookingRules
  readonly dryRun: boolean
  /** Given when a template is applied; else the instrument keeps the one it had. */
  readonly template?: FromTemplate | undefined
}

/** What became of rules: the newest version, the bookings they stand against, and the zone of the instrument. */
export interface RulesSet {
  readonly version: number
  readonly touched: readonly TouchedBooking[]
  readonly zone: string
}

/** What of the rules is the instrument's own, measured at the template it follows. */
async function ownOf(tx: Tx, before: readonly StoredVersion[], rules: BookingRules): Promise<FromTemplate> {
  const templateId = before[0]?.templateId
  const template = templateId === undefined ? undefined : await templateById(tx, templateId)
  if (template === undefined) return { templateId: undefined, ownParts: [] }
  return { templateId, ownParts: differingParts(rules, template.rules) }
}

/** Sets the next version of an instrument's rules under its lock, and tells the owners of bookings it stands against. */
export async function setRulesOf(
  tx: Tx,
  deps: RulesDeps,
  actor: Actor,
  instrument: Instrument,
  next: NewRules,
  holidays: HolidayCalendar,
): Promise<RulesSet> {
  const { unitId, id: instrumentId } = instrument
  const { effectiveFrom, dryRun } = next
  await bumpRevision(tx, unitId, instrumentId)
  const before = await rulesVersions(tx, unitId, instrumentId)
  if ((before[0]?.version ?? 0) !== next.version) refuse('conflict', { code: 'changed_meanwhile' })
  const zone = found(await unitById(tx, unitId), 'unit').timeZone
  const version = next.version + 1
  const touched = await bookingsAgainstRules(
    tx,
    { unitId, instrumentId, zone },
    before,
    { ...next, version },
    holidays(zone),
  )
  if (dryRun) return { version: next.version, touched, zone }
  const template = next.template ?? (await ownOf(tx, before, next.rules))
  await save(tx, actor, instrument, { ...next, template }, { now: deps.clock.now(), effectiveFrom })
  await tellTouched(tx, deps, touched, {
    key: `rules ${instrumentId} ${version}`,
    code: 'booking.rules_touch_yours',
    ...{ instrument: instrument.name, zone, more: localTime(effectiveFrom, zone) },
  })
  return { version, touched, zone }
}

/** Refuses rules that contradict themselves or take effect in the past. */
export async function checkedRules(
  deps: Pick<Deps, 'db' | 'clock'>,
  wish: { rules: BookingRules; effectiveFrom?: Instant | undefined },
): Promise<{ effectiveFrom: Instant; holidays: HolidayCalendar }> {
  const now = deps.clock.now()
  const effectiveFrom = wish.effectiveFrom ?? now
  const { holidays, site } = await bookingFrame(deps)
  const past = effectiveFrom < now ? [{ code: 'booking.effective_in_the_past' }] : []
  refuseIfAny([...rulesRefusals(wish.rules, site), ...past], 'invalid')
  return { effectiveFrom, holidays }
}

/** The lead opens an instrument, or changes how it is open, from now on or from a later moment; bookings made stay, their owners are told. */
export async function setBookingRules(
  deps: RulesDeps,
  actor: Actor,
  instrumentId: number,
  wish: RulesWish,
): Promise<RulesSet> {
  const { effectiveFrom, holidays } = await checkedRules(deps, wish)
  try {
    return await inTransaction(deps.db, async (tx) => {
      const instrument = await instrumentToManage(tx, actor, instrumentId)
      return setRulesOf(tx, deps, actor, instrument, { ...wish, effectiveFrom }, holidays)
    })
  } catch (error) {
    if (sqlState(error) === '23505') return refuse('conflict', { code: 'changed_meanwhile' })
    throw error
  }
}
