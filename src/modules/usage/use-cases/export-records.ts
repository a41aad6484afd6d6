import { type Actor, scopeOf } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { cellOf, elementDictionary, headingOf, nationalOrder, tablesOf } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type RecordLine, recordsInScope, recordTotals } from '../data/record-query.ts'
import { maskedElements } from '../domain/masking.ts'
import { serviceRecordKind } from './judge-record.ts'

/** More rows than this are exported unit by unit. */
export const exportLimit = 50_000

/**
 * Records of a year in the columns, headings and words of the national sheet of service records. Whoever runs every instrument in it
 * gets personal data in full, and the export is noted; anybody else gets it masked.
 */
export function exportRecords(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  asked: { year: number; unitId?: number | undefined; instrumentId?: number | undefined },
) {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const filter = { ...asked, limit: exportLimit }
    const read = scopeOf(actor, 'usage.read')
    const totals = await recordTotals(tx, read, filter)
    if (totals.records > exportLimit)
      refuse('too_large', { code: 'usage.too_many_to_export', records: totals.records, most: exportLimit })
    const managed = await recordTotals(tx, scopeOf(actor, 'usage.manage'), filter)
    const inFull = managed.records === totals.records
    const lines = await recordsInScope(tx, read, filter)
    const on = dateIn(now, 'Asia/Shanghai')
    const dictionary = found(await elementDictionary(tx, serviceRecordKind, on), 'element_dictionary')
    const tables = await tablesOf(tx, dictionary, on)
    const columns = nationalOrder(dictionary)
    await writeAudit(tx, actor, now, [
      {
        action: inFull ? 'usage.exported_with_personal_data' : 'usage.exported',
        subject: 'service_record',
        subjectId: String(asked.year),
        unitId: asked.unitId,
        changes: { records: lines.length, instrumentId: asked.instrumentId ?? null },
      },
    ])
    const cells = (line: RecordLine) => {
      const values = inFull ? line.elements : maskedElements(line.elements)
      return columns.map((element) => cellOf(element, values[element.id], tables))
    }
    return {
      header: columns.map(headingOf),
      rows: lines.map(cells),
    }
  })
}
