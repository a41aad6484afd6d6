import { type Actor, actorMay, requireAbility, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { found, type Refusal, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { placeOfUnit, unitById } from '#modules/organizations/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import { type Db, inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { instrumentsInScope, type UnitInstrument } from '../data/coverage-sql.ts'
import {
  addRequirement,
  type RequirementVersion,
  requirementVersions,
} from '../data/requirement-repository.ts'
import type { Requirement } from '../domain/gate-rules.ts'
import { rankOf } from '../domain/levels.ts'
import { qualificationRules, type QualificationRules } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'>

const wallClock = /^([01]\d|2[0-3]):[0-5]\d$/

function requirementRefusals(wish: Requirement, { levels }: QualificationRules): Refusal[] {
  const named = [wish.byDay, wish.atNight, wish.guided].filter((level) => level !== undefined)
  const strange = named.filter((level) => rankOf(levels, level) < 0)
  const refusals: Refusal[] = strange.map((level) => ({ code: 'qualification.level_unknown', level }))
  if (!wallClock.test(wish.nightFrom) || !wallClock.test(wish.nightUntil))
    refusals.push({ code: 'qualification.bad_night' })
  return refusals
}

async function instrumentAt(db: Db, instrumentId: number) {
  const instrument = found(await instrumentById(db, instrumentId), 'instrument')
  const { unitId, centreId } = instrument
  return { instrument, place: { ...(await placeOfUnit(db, unitId)), instrumentId, centreId } }
}

/** What an instrument asks from a moment on, in a new version; bookings made before keep standing. */
export async function setRequirement(
  deps: D,
  actor: Actor,
  instrumentId: number,
  wish: Requirement & { readonly version: number; readonly effectiveFrom: Instant | undefined },
): Promise<number> {
  const by = requireSignedIn(actor)
  const now = deps.clock.now()
  const rules = await qualificationRules(deps)
  return inTransaction(deps.db, async (tx) => {
    const { instrument, place } = await instrumentAt(tx, instrumentId)
    requireAbility(actor, 'training.manage', place)
    const { version: before, effectiveFrom = now, ...asked } = wish
    refuseIfAny(requirementRefusals(asked, rules), 'invalid')
    if (effectiveFrom < now) refuse('invalid', { code: 'qualification.effective_too_early' })
    const of = { unitId: instrument.unitId, instrumentId, version: before }
    const version = await addRequirement(tx, of, { ...asked, effectiveFrom }, by, now)
    if (version === 0) return refuse('conflict', { code: 'changed_meanwhile' })
    const changes = { version, ...asked, effectiveFrom: new Date(effectiveFrom).toISOString() }
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'qualification.requirement_set', subject: 'instrument', subjectId: instrumentId },
        ...{ unitId: instrument.unitId, changes },
      },
    ])
    return version
  })
}

/** An instrument with what it asks, now and in all versions. */
export interface InstrumentRequirement {
  readonly instrument: UnitInstrument
  readonly zone: string
  readonly versions: readonly RequirementVersion[]
  readonly inForce: RequirementVersion | undefined
}

const inForceAt = (versions: readonly RequirementVersion[], now: Instant) =>
  versions.find(({ effectiveFrom }) => effectiveFrom <= now)

/** The instruments whose training somebody keeps, a page at a time, with what each asks. */
export async function managedRequirements(
  deps: D,
  actor: Actor,
  filter: { readonly words: string; readonly after: number; readonly limit: number },
): Promise<{ readonly items: readonly InstrumentRequirement[]; readonly next: number | undefined }> {
  const page = { ...filter, limit: filter.limit + 1 }
  const rows = await instrumentsInScope(deps.db, scopeOf(actor, 'training.manage'), page)
  const shown = rows.slice(0, filter.limit)
  const versions = await requirementVersions(
    deps.db,
    shown.map(({ id }) => id),
  )
  const byInstrument = Map.groupBy(versions, ({ instrumentId }) => instrumentId)
  const now = deps.clock.now()
  const units = [...new Set(shown.map(({ unitId }) => unitId))]
  const zones = new Map(
    await Promise.all(units.map(async (id) => [id, (await unitById(deps.db, id))?.timeZone] as const)),
  )
  const items = shown.map((instrument) => {
    const own = byInstrument.get(instrument.id) ?? []
    const zone = zones.get(instrument.unitId) ?? 'Asia/Shanghai'
    return { instrument, zone, versions: own, inForce: inForceAt(own, now) }
  })
  return { items, next: rows.length > filter.limit ? shown.at(-1)?.id : undefined }
}

/** What one instrument asks of whoever wants to use it; instruments that are not public exist only for who may read them. */
export async function requirementOf(deps: D, actor: Actor, instrumentId: number) {
  const { instrument, place } = await instrumentAt(deps.db, instrumentId)
  const open = instrument.acceptedVersion !== undefined && instrument.disposedOn === undefined
  if (!open && !actorMay(actor, 'instrument.read_unpublished', place)) found(undefined, 'instrument')
  return inForceAt(await requirementVersions(deps.db, [instrumentId]), deps.clock.now())
}
