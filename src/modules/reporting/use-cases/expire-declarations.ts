import { system } from '#kernel/actor.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { setExcused } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import { filedSpans, moveDeclarations, overdueDeclarations } from '../data/declaration-repository.ts'
import { authorOf } from './note-reopened.ts'

const batch = 200

/** Marks filed declarations whose last day is past as expired, a batch a transaction. */
export async function expireDeclarations(
  deps: Pick<Deps, 'db' | 'clock'>,
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
      return over.length
    })
  while (!signal.aborted && (await expireBatch()) === batch);
}
