import type { Instant } from '#kernel/time.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { isMonthKept, keepSnapshots } from '../data/watch-repository.ts'
import { monthOf, watchAsked, watchUnits } from './watch-ground.ts'

/** Keeps how every unit stood at a moment as the figures of its month; a month that is kept is not written again. */
export async function snapshotAt(tx: Tx, at: Instant): Promise<number> {
  const asked = await watchAsked(tx, at)
  const snapshots = (await watchUnits(tx, asked)).map(({ unit, cells, score }) => ({
    ...{ unitId: unit.unitId, cells, score: score.whole },
  }))
  return keepSnapshots(tx, monthOf(at), { rules: asked.rules.version, at }, snapshots)
}

/** Keeps this month unless it is kept already; answers how many units were written. */
export async function takeWatchSnapshot(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const at = deps.clock.now()
  if (await isMonthKept(deps.db, monthOf(at))) return 0
  return inTransaction(deps.db, (tx) => snapshotAt(tx, at))
}
