import { visitor } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import {
  type CatalogueEntry,
  type NamedFacet,
  namedFacets,
  type ReferenceNames,
  referenceNames,
  searchCatalogue,
} from '#modules/catalogue/index.ts'
import {
  centresOf,
  type Contact,
  contactsOf,
  managingUnits,
  type Unit,
  unitById,
} from '#modules/organizations/index.ts'
import {
  type CentreInstrument,
  instrumentsByCentre,
  type ReadProfile,
  readProfile,
} from '#modules/profiles/index.ts'
import type { Deps } from '#platform/module/module.ts'

export interface ListedUnit {
  readonly unit: Unit
  readonly instruments: number
}

/** Managing units that have something open, the one with most instruments first. */
export async function listUnits(deps: Deps): Promise<{ units: ListedUnit[]; names: ReferenceNames }> {
  const [units, all, names] = await Promise.all([
    managingUnits(deps.db),
    searchCatalogue(deps, { q: '', sort: 'newest', page: 1, size: 1 }),
    referenceNames(deps.db),
  ])
  const listed = units
    .map((unit) => ({ unit, instruments: all.facets.unit.get(String(unit.id)) ?? 0 }))
    .filter(({ instruments }) => instruments > 0)
    .toSorted((a, b) => b.instruments - a.instruments || a.unit.id - b.unit.id)
  return { units: listed, names }
}

export interface CentrePage {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly rooms: string
  readonly introduction: string
}
export interface UnitPage {
  readonly unit: Unit
  readonly contacts: readonly Contact[]
  readonly profile: ReadProfile | undefined
  /** The first few instruments of every centre. */
  readonly standing: readonly CentreInstrument[]
  readonly centres: readonly CentrePage[]
  readonly total: number
  readonly entries: readonly CatalogueEntry[]
  readonly classes: readonly NamedFacet[]
  readonly names: ReferenceNames
}

/** A unit as the public sees it: who it is, its centres, the newest of its instruments. */
export async function showUnit(deps: Deps, unitId: number): Promise<UnitPage> {
  const unit = found(await unitById(deps.db, unitId), 'unit')
  const [centres, contacts, profile, standing, result, names] = await Promise.all([
    centresOf(deps.db, unitId),
    contactsOf(deps.db, unitId),
    unit.managing ? readProfile(deps, visitor, unitId) : undefined,
    instrumentsByCentre(deps.db, unitId, 6),
    searchCatalogue(deps, { q: '', unit: unitId, sort: 'newest', page: 1, size: 12 }),
    referenceNames(deps.db),
  ])
  if (result.total === 0 && !unit.managing) found(undefined, 'unit')
  const facets = await namedFacets(deps, result.facets)
  return {
    unit,
    contacts,
    profile,
    standing,
    centres,
    total: result.total,
    entries: result.entries,
    classes: facets.class.filter(({ value }) => value.length === 2),
    names,
  }
}

export type { ReadProfile } from '#modules/profiles/index.ts'
export { readRule as showRule } from '#modules/profiles/index.ts'
