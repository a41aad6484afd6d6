import { type Actor, actorMay, scopeOf } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type RecordFilter, recordsInScope, recordTotals, recordWithPlace } from '../data/record-query.ts'
import { maskedElements } from '../domain/masking.ts'
import { judgeRecord } from './judge-record.ts'

type Ground = Pick<Deps, 'db' | 'clock'>

/** Records the actor may read with what all of them add up to; personal data masked. */
export async function listRecords(deps: Ground, actor: Actor, filter: RecordFilter) {
  const scope = scopeOf(actor, 'usage.read')
  const [lines, totals] = await Promise.all([
    recordsInScope(deps.db, scope, filter),
    recordTotals(deps.db, scope, filter),
  ])
  return { lines: lines.map((line) => ({ ...line, elements: maskedElements(line.elements) })), totals }
}

/** One record; whoever runs the instrument sees personal data in full, and that it was read is noted (domain.md §7). */
export async function showRecord(deps: Ground, actor: Actor, recordId: number) {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const row = await recordWithPlace(tx, recordId)
    const readable = row !== undefined && actorMay(actor, 'usage.read', row.place)
    const record = found(readable ? row : undefined, 'service_record')
    const mayManage = actorMay(actor, 'usage.manage', record.place)
    const { missing, problems } = await judgeRecord(tx, record.elements, { now, zone: record.zone })
    if (mayManage)
      await writeAudit(tx, actor, now, [
        {
          action: 'usage.personal_data_read',
          subject: 'service_record',
          subjectId: recordId,
          unitId: record.unitId,
        },
      ])
    const elements = mayManage ? record.elements : maskedElements(record.elements)
    return { record: { ...record, elements }, personalShown: mayManage, missing, problems, mayManage }
  })
}
