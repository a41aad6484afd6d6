import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'

/**
 * Forgets what the uses and service records of an instrument said; their hours, money and people stay, so that sums and the
 * accounts of users still add up. Answers their ids.
 */
export async function eraseUses(
  tx: Tx,
  of: { readonly unitId: number; readonly instrumentId: number },
): Promise<{ uses: number[]; records: number[] }> {
  const { unitId, instrumentId } = of
  const uses = await sql<{ id: number }>`update use_log set note = '' where unit_id = ${unitId}
    and instrument_id = ${instrumentId} returning id`.execute(tx)
  await sql`update use_correction c set reason = '—', before = '{}', after = '{}' from use_log u
    where u.unit_id = ${unitId} and u.instrument_id = ${instrumentId} and c.unit_id = u.unit_id and c.use_id = u.id`.execute(
    tx,
  )
  const records = await sql<{ id: number }>`update service_record set elements = '{}',
      state = case when state = 'to_complete' then 'complete' else state end
    where unit_id = ${unitId} and instrument_id = ${instrumentId} returning id`.execute(tx)
  return { uses: uses.rows.map((row) => row.id), records: records.rows.map((row) => row.id) }
}
