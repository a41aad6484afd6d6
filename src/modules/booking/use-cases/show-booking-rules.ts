import { type Actor, actorMay } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { unitById } from '#modules/organizations/index.ts'
import { instrumentById, type Instrument } from '#modules/registry/index.ts'
import type { StoredClosure, StoredRules } from '../data/booking-ground.ts'
import { closuresFrom, rulesVersions, type StoredVersion } from '../data/rules-repository.ts'
import { type Template, templateById } from '../data/template-repository.ts'
import { mayManageBookings } from '../domain/booking-access.ts'
import { type BookingRules, rulesInForce } from '../domain/rules.ts'
import { differingParts, type RulesPart } from '../domain/template-parts.ts'
import { defaultRules } from './default-rules.ts'

export interface ShownRules {
  readonly instrument: Instrument
  readonly zone: string
  readonly current: StoredVersion | undefined
  /** The template its newest rules follow. */
  readonly template: { readonly template: Template; readonly ownParts: readonly RulesPart[] } | undefined
  readonly rules: BookingRules
  readonly coming: readonly StoredRules[]
  readonly mayManage: boolean
}

async function visibleInstrument(db: Db, actor: Actor, instrumentId: number): Promise<Instrument> {
  const instrument = found(await instrumentById(db, instrumentId), 'instrument')
  const visible =
    instrument.acceptedVersion !== undefined ||
    actorMay(actor, 'instrument.read_unpublished', instrument.place)
  return found(visible ? instrument : undefined, 'instrument')
}

async function followedBy(db: Db, newest: StoredVersion | undefined): Promise<ShownRules['template']> {
  if (newest?.templateId === undefined) return undefined
  const template = await templateById(db, newest.templateId)
  return template && { template, ownParts: differingParts(newest.rules, template.rules) }
}

/** How an instrument is open now and later; the site's defaults as a proposal while nobody has opened it. */
export async function showBookingRules(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
): Promise<ShownRules> {
  const now = deps.clock.now()
  const instrument = await visibleInstrument(deps.db, actor, instrumentId)
  const versions = await rulesVersions(deps.db, instrument.unitId, instrumentId)
  const current = rulesInForce(versions, now)
  const stored = versions.find((each) => each.version === current?.version)
  const zone = found(await unitById(deps.db, instrument.unitId), 'unit').timeZone
  return {
    instrument,
    zone,
    current: stored,
    template: await followedBy(deps.db, versions[0]),
    rules: stored?.rules ?? (await defaultRules(deps, zone)),
    coming: versions.filter((each) => each.effectiveFrom > now && each.version > (stored?.version ?? 0)),
    mayManage: mayManageBookings(actor, instrument.place),
  }
}

/** Closures of an instrument that are not over. */
export async function showClosures(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
): Promise<{ zone: string; closures: StoredClosure[] }> {
  const instrument = await visibleInstrument(deps.db, actor, instrumentId)
  const closures = await closuresFrom(deps.db, instrument.unitId, instrumentId, deps.clock.now())
  return { zone: found(await unitById(deps.db, instrument.unitId), 'unit').timeZone, closures }
}
