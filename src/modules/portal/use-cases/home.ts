import type { Interval } from '#kernel/interval.ts'
import { nextFreeSlots } from '#modules/booking/index.ts'
import {
  type CatalogueEntry,
  catalogueTotals,
  type ReferenceNames,
  referenceNames,
  searchCatalogue,
} from '#modules/catalogue/index.ts'
import { yearOfEverybody } from '#modules/usage/index.ts'
import { type Instant, zoned } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Notice } from '../domain/notice.ts'
import { currentNotices } from './notices.ts'

/** An instrument with the first time at which it is free. */
export interface FreeSoon {
  readonly entry: CatalogueEntry
  readonly slot: Interval
  readonly zone: string
}
export interface CityCount {
  readonly code: string
  readonly name: ReferenceNames['cities'][number]['name']
  readonly row: number
  readonly column: number
  readonly count: number
}
/** Everything the first page shows. */
export interface Home {
  readonly examples: readonly string[]
  readonly freeSoon: readonly FreeSoon[]
  readonly cities: readonly CityCount[]
  readonly totals: { readonly instruments: number; readonly units: number; readonly worthFen: number }
  readonly year: number
  readonly effectiveHours: number
  readonly notices: readonly Notice[]
  readonly asOf: Instant
}

const everything = { q: '', sort: 'newest', page: 1, size: 60 } as const
/** Chinese words, a model, initials, English, another name: what a search understands, in the order of trying. */
const exampleSearches = [
  '扫描电镜',
  'smdj',
  'XRD',
  '核磁共振',
  'Nicolet',
  'hplc',
  'microscope',
  '光谱仪',
] as const

/** Searches that find something here; the first page promises that its examples work. */
async function workingExamples(deps: Deps): Promise<string[]> {
  const working: string[] = []
  for (const q of exampleSearches) {
    if (working.length === 3) break
    const { total } = await searchCatalogue(deps, { ...everything, q, size: 1 })
    if (total > 0) working.push(q)
  }
  return working
}

/** The soonest free times among the newest bookable instruments; one for each unit, so that nobody fills the page. */
async function freeSoon(deps: Deps, entries: readonly CatalogueEntry[]): Promise<FreeSoon[]> {
  const byId = new Map(entries.map((entry) => [entry.instrumentId, entry]))
  const found = await nextFreeSlots(deps, {
    instrumentIds: [...byId.keys()],
    count: 1,
    days: 3,
    daytime: true,
  })
  const all = found.flatMap(({ instrumentId, slots, zone }) => {
    const [entry, slot] = [byId.get(instrumentId), slots[0]]
    return entry === undefined || slot === undefined ? [] : [{ entry, slot, zone }]
  })
  const seen = new Set<number>()
  return all
    .toSorted((a, b) => a.slot.start - b.slot.start)
    .filter(({ entry }) => !seen.has(entry.unitId) && seen.add(entry.unitId))
    .slice(0, 6)
}

const msPerKept = 10_000
const kept = new WeakMap<Deps['db'], { readonly home: Home; readonly until: number }>()

async function readHome(deps: Deps, zone: string): Promise<Home> {
  const now = deps.clock.now()
  const { year } = zoned(now, zone)
  const [all, names, totals, sums, notices, examples] = await Promise.all([
    searchCatalogue(deps, everything),
    referenceNames(deps.db),
    catalogueTotals(deps.db),
    yearOfEverybody(deps.db, year),
    currentNotices(deps, 5),
    workingExamples(deps),
  ])
  return {
    examples,
    freeSoon: await freeSoon(deps, all.entries),
    cities: names.cities.map((city) => ({ ...city, count: all.facets.city.get(city.code) ?? 0 })),
    totals,
    year,
    effectiveHours: Math.round(sums.effectiveMinutes / 60),
    notices,
    asOf: now,
  }
}

/** The first page; kept for ten seconds, the figures carry their time. */
export async function showHome(deps: Deps, zone: string): Promise<Home> {
  const known = kept.get(deps.db)
  if (known !== undefined && performance.now() < known.until) return known.home
  const home = await readHome(deps, zone)
  kept.set(deps.db, { home, until: performance.now() + msPerKept })
  return home
}
