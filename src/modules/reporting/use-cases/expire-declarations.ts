import { system } from '#kernel/actor.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { setExcused } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import {
  endingDeclarations,
  filedSpans,
  moveDeclarations,
  overdueDeclarations,
} from '../data/declaration-repository.ts'
import { declarationRulesOn } from './declaration-rules-in-force.ts'
import { authorOf } from './note-reopened.ts'
import { tellOfEnd, tellOfStep } from './tell-of-declaration.ts'

const batch = 200

/** Marks filed declarations whose last day is past as expired, a batch a transaction. */
export async function expireDeclarations(
  deps: Pick<Deps, 'db'> & Notifying,
  signal: AbortSignal,
): Promise<void> {
  const expireBatch = () =>
    inTransaction(deps.db, async (tx) => {
      const now = deps.clock.now()
      const over = await overdueDeclarations(tx, dateIn(now, 'Asia/Shanghai'), batch)
      const moves = over.map(({ unitId, id }) => ({
        ...({ unitId, id, step: 'expire', from: 'filed', to: 'expired', comment: '' } as const),
      }))
      await moveDeclarations(tx, moves, authorOf(system), now)
      await setExcused(
        tx,
        await filedSpans(
          tx,
          over.map((one) => one.id),
        ),
      )
      const entries = over.map(({ id, unitId }) => ({
        ...{ action: 'declaration.expire', subject: 'declaration', subjectId: id, unitId },
        changes: { state: { from: 'filed', to: 'expired' } },
      }))
      await writeAudit(tx, system, now, entries)
      const events = over.map(({ id, unitId }) => ({
        ...{ type: 'reporting.declaration_moved', unitId },
        payload: { declarationId: id, step: 'expire', to: 'expired' },
      }))
      await appendEvents(tx, events)
      for (const one of over) await tellOfStep(tx, deps, one, { state: 'expired', step: 'expire' })
      return over.length
    })
  while (!signal.aborted && (await expireBatch()) === batch);
}

/**
 * Tells units of filed declarations that end soon and have no successor, once for each number of days the rules name: of
 * those passed only the nearest, so that a job that slept tells once. Answers how many people were told.
 */
export function promptEndingDeclarations(deps: Pick<Deps, 'db'> & Notifying): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const today = Temporal.PlainDate.from(dateIn(deps.clock.now(), 'Asia/Shanghai'))
    const { promptDays } = await declarationRulesOn(tx, today.toString())
    const last = today.add({ days: Math.max(0, ...promptDays) })
    let told = 0
    for (const one of await endingDeclarations(tx, today.toString(), last.toString())) {
      const left = today.until(Temporal.PlainDate.from(one.validUntil)).days
      const days = Math.min(...promptDays.filter((each) => left <= each))
      told += await tellOfEnd(tx, deps, one, days)
    }
    return told
  })
}
