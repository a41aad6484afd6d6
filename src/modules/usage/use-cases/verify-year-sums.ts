import { system } from '#kernel/actor.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { rebuildSums, type SumDifference, sumDifferences, sumsAreMissing } from '../data/year-sums.ts'

/** Compares every prepared sum with the records behind it; differences are logged and written to the audit trail. */
export async function verifyYearSums(deps: Pick<Deps, 'db' | 'clock' | 'log'>): Promise<SumDifference[]> {
  const differences = await sumDifferences(deps.db)
  if (differences.length === 0) return []
  deps.log.error(
    { count: differences.length, first: differences[0] },
    'prepared sums differ from the service records',
  )
  await inTransaction(deps.db, (tx) =>
    writeAudit(
      tx,
      system,
      deps.clock.now(),
      differences.slice(0, 50).map((difference) => ({
        action: 'usage.sums_differ',
        subject: 'instrument_year',
        subjectId: `${difference.instrumentId ?? difference.unitId}/${difference.period}`,
        unitId: difference.unitId,
        changes: { ...difference },
      })),
    ),
  )
  return differences
}

/** After records were loaded in bulk the sums are written once from them. */
export async function prepareSums(deps: Pick<Deps, 'db'>): Promise<void> {
  if (await sumsAreMissing(deps.db)) await inTransaction(deps.db, rebuildSums)
}
