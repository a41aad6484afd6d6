import { type Actor, actorMay } from '#kernel/actor.ts'
import { centresOf, placeOfUnit } from '#modules/organizations/index.ts'
import type { CodeEntry } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { entriesOf, type NamedInstrument, namedInstruments } from '../data/entry-repository.ts'
import { rulesOfUnit } from '../data/rule-repository.ts'
import {
  type Coverage,
  coversInstrument,
  holds,
  qualificationStanding,
  rulesInForce,
  ruleStanding,
} from '../domain/profile.ts'
import { kindsOf, promptDaysOn, shownUnit, todayOf } from './unit-at-hand.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
interface Covering {
  readonly instrumentIds: readonly number[]
  readonly centreIds?: readonly number[]
}

const byCode = (entries: readonly CodeEntry[]) => new Map(entries.map((entry) => [entry.code, entry]))

/** Turns ids into what can be shown; those that are gone, or that the reader may not know of, are left out. */
function namer(
  instruments: readonly NamedInstrument[],
  centres: readonly { readonly id: number; readonly name: string; readonly nameEn: string }[],
  all: boolean,
) {
  const known = new Map(instruments.filter(({ accepted }) => all || accepted).map((one) => [one.id, one]))
  const standing = new Map(centres.map((one) => [one.id, one]))
  return ({ instrumentIds, centreIds = [] }: Covering) => ({
    instruments: instrumentIds.flatMap((id) => known.get(id) ?? []),
    centres: centreIds.flatMap((id) => standing.get(id) ?? []),
  })
}

/** Everything a unit keeps about itself besides name and address; the public does not see what was never accepted. */
export async function readProfile(deps: Needs, actor: Actor, unitId: number) {
  const { db } = deps
  const unit = await shownUnit(db, unitId)
  const today = todayOf(deps, unit)
  const manage = actorMay(actor, 'unit.manage', await placeOfUnit(db, unitId))
  const [rules, technicians, qualifications, norms, centres, ruleKinds, qualificationKinds, promptDays] =
    await Promise.all([
      rulesOfUnit(db, unitId),
      entriesOf(db, 'technician', [unitId]),
      entriesOf(db, 'qualification', [unitId]),
      entriesOf(db, 'norm', [unitId]),
      centresOf(db, unitId),
      kindsOf(db, 'rule-kinds', today),
      kindsOf(db, 'qualification-kinds', today),
      promptDaysOn(db, today),
    ])
  const named = [...technicians, ...qualifications, ...norms].flatMap(({ instrumentIds }) => instrumentIds)
  const nameOf = namer(await namedInstruments(db, unitId, [...new Set(named)]), centres, manage)
  return {
    unit,
    manage,
    today,
    ruleKinds,
    qualificationKinds,
    kindNamed: { rule: byCode(ruleKinds), qualification: byCode(qualificationKinds) },
    rules: rules.map((rule) => ({ ...rule, standing: ruleStanding(rule, rules, today) })),
    technicians: technicians.map((one) => ({ ...one, covers: nameOf(one) })),
    qualifications: qualifications.map((one) => ({
      ...one,
      standing: qualificationStanding(one, today, promptDays),
      covers: nameOf(one),
    })),
    norms: norms.map((one) => ({ ...one, covers: nameOf(one) })),
  }
}
export type ReadProfile = Awaited<ReturnType<typeof readProfile>>

/** What of its unit's profile concerns one instrument: qualifications that hold today, norms, people, rules in force. */
export async function profileOfInstrument(
  deps: Needs,
  instrument: { readonly unitId: number; readonly id: number; readonly centreId: number | undefined },
) {
  const { db } = deps
  const unit = await shownUnit(db, instrument.unitId)
  const today = todayOf(deps, unit)
  const of = [instrument.unitId]
  const [rules, technicians, qualifications, norms, ruleKinds, qualificationKinds] = await Promise.all([
    rulesOfUnit(db, instrument.unitId),
    entriesOf(db, 'technician', of),
    entriesOf(db, 'qualification', of),
    entriesOf(db, 'norm', of),
    kindsOf(db, 'rule-kinds', today),
    kindsOf(db, 'qualification-kinds', today),
  ])
  const covering = <T extends Coverage>(all: readonly T[]) =>
    all.filter((one) => coversInstrument(one, instrument))
  return {
    rules: [...rulesInForce(rules, today).values()],
    technicians: covering(technicians),
    qualifications: covering(qualifications).filter((one) => holds(one, today)),
    norms: norms.filter(({ instrumentIds }) => instrumentIds.includes(instrument.id)),
    kindNamed: { rule: byCode(ruleKinds), qualification: byCode(qualificationKinds) },
  }
}
export type InstrumentProfile = Awaited<ReturnType<typeof profileOfInstrument>>
