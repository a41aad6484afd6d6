import { dateIn } from '#kernel/time.ts'
import type { CatalogueEntry } from '#modules/catalogue/index.ts'
import { qualificationsInForce } from '#modules/profiles/index.ts'
import type { Deps } from '#platform/module/module.ts'

/** Whether a qualification of its unit (CMA, CNAS and the like) that is in force today covers an instrument. */
export async function certifiedInstruments(
  deps: Pick<Deps, 'db' | 'clock'>,
): Promise<(entry: CatalogueEntry) => boolean> {
  const all = await qualificationsInForce(deps.db, dateIn(deps.clock.now(), 'Asia/Shanghai'))
  const centres = new Set(all.flatMap(({ centreIds }) => centreIds))
  const instruments = new Set(all.flatMap(({ instrumentIds }) => instrumentIds))
  return ({ centreId, instrumentId }) =>
    (centreId !== undefined && centres.has(centreId)) || instruments.has(instrumentId)
}
