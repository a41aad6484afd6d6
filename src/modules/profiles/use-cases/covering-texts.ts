import type { Db } from '#platform/db/connect.ts'
import { entriesOf } from '../data/entry-repository.ts'
import { type Coverage, holds } from '../domain/profile.ts'
import { kindsOf } from './unit-at-hand.ts'

/** What covers instruments of a unit, in the words somebody may look for. */
export interface CoveringText extends Coverage {
  readonly unitId: number
  readonly text: string
}

/** Norms, and qualifications that hold on a day (YYYY-MM-DD), of some units or of all. */
export async function coveringTexts(
  db: Db,
  today: string,
  unitIds: readonly number[] | undefined,
): Promise<CoveringText[]> {
  const kinds = new Map(
    (await kindsOf(db, 'qualification-kinds', today)).map((kind) => [kind.code, kind] as const),
  )
  const norms = (await entriesOf(db, 'norm', unitIds)).map(
    ({ unitId, instrumentIds, number, title, titleEn }) => ({
      ...{ unitId, instrumentIds, centreIds: [] },
      text: [number, title, titleEn].join(' '),
    }),
  )
  const qualifications = (await entriesOf(db, 'qualification', unitIds))
    .filter((one) => holds(one, today))
    .map(({ unitId, instrumentIds, centreIds, kind, number }) => ({
      ...{ unitId, instrumentIds, centreIds },
      text: [kind, kinds.get(kind)?.name ?? '', kinds.get(kind)?.nameEn ?? '', number].join(' '),
    }))
  return [...norms, ...qualifications]
}
