import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'

/** Points stay; what people wrote about a purged instrument goes. */
export async function eraseWordsAbout(tx: Tx, unitId: number, instrumentId: number): Promise<void> {
  await sql`update appeal a set reason = '—', decision_note = '' where a.unit_id = ${unitId}
    and (exists (select 1 from credit_entry e where e.id = a.entry_id and e.unit_id = ${unitId} and e.instrument_id = ${instrumentId})
      or exists (select 1 from sanction s where s.unit_id = ${unitId} and s.id = a.sanction_id and s.instrument_id = ${instrumentId}))`.execute(
    tx,
  )
  await sql`update sanction set reason = '', lift_reason = ''
    where unit_id = ${unitId} and instrument_id = ${instrumentId}`.execute(tx)
}
