import { day, plus } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { regain } from '../data/ledger-repository.ts'
import { creditRulesAt } from './rules-in-force.ts'

const atOnce = 1_000

/** Time gives points back to those below the start from whom nothing was taken for a while. */
export async function regainPoints(deps: Pick<Deps, 'db' | 'clock'>, signal: AbortSignal): Promise<number> {
  const now = deps.clock.now()
  const { start, regained, version } = await creditRulesAt(deps.db, now)
  const by = { start, points: regained.points, version, quietSince: plus(now, -regained.everyDays * day) }
  let given = 0
  for (let more = atOnce; more === atOnce && !signal.aborted; given += more)
    more = await inTransaction(deps.db, (tx) => regain(tx, by, now, atOnce))
  return given
}
