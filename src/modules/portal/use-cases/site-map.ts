import { catalogueTotals, entryIds } from '#modules/catalogue/index.ts'
import { isoOf } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { allNotices } from './notices.ts'
import { listUnits } from './units.ts'

/** Addresses in one part of the site map; a tenth of what the protocol allows, so that a part is made at once. */
export const addressesPerPart = 5_000
const mostNotices = 1_000

export interface MappedAddress {
  readonly path: string
  readonly changed?: string
}

/** How many parts of instruments there are, besides the part of pages. */
export async function siteMapParts(deps: Pick<Deps, 'db'>): Promise<number> {
  return Math.ceil((await catalogueTotals(deps.db)).instruments / addressesPerPart)
}

/** The n-th part of instruments, from 1. */
export async function mappedInstruments(deps: Pick<Deps, 'db'>, part: number): Promise<MappedAddress[]> {
  const ids = await entryIds(deps.db, (part - 1) * addressesPerPart, addressesPerPart)
  return ids.map(({ instrumentId, acceptedAt }) => ({
    path: `/instruments/${instrumentId}`,
    changed: isoOf(acceptedAt),
  }))
}

/** Pages that are not instruments. */
export async function mappedPages(deps: Deps): Promise<MappedAddress[]> {
  const [{ units }, notices] = await Promise.all([listUnits(deps), allNotices(deps, 0, mostNotices)])
  return [
    ...['/', '/instruments', '/slots', '/units', '/notices', '/help'].map((path) => ({ path })),
    ...units.map(({ unit }) => ({ path: `/units/${unit.id}` })),
    ...notices.map((notice) => ({ path: `/notices/${notice.id}`, changed: isoOf(notice.publishedAt) })),
  ]
}
