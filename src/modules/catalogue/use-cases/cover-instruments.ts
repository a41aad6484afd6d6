import { dateIn } from '#kernel/time.ts'
import { coveringTexts } from '#modules/profiles/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type CoverageReach, lockWriters, writeCovered } from '../data/entry-repository.ts'

/** The day of the site, by which qualifications hold. */
export const todayOn = ({ clock }: Pick<Deps, 'clock'>): string => dateIn(clock.now(), 'Asia/Shanghai')

/** Writes which norms and valid qualifications cover instruments on a day (YYYY-MM-DD); of a unit, of one instrument or of all. */
export async function coverInstruments(tx: Tx, today: string, reach: CoverageReach = {}): Promise<void> {
  await lockWriters(tx)
  const { unitId } = reach
  await writeCovered(tx, reach, await coveringTexts(tx, today, unitId === undefined ? undefined : [unitId]))
}
