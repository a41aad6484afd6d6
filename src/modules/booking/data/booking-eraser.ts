import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'

/** Forgets what the bookings and closures of an instrument said; when they were and who made them stays. Answers their ids. */
export async function eraseBookings(
  tx: Tx,
  of: { readonly unitId: number; readonly instrumentId: number },
): Promise<number[]> {
  const { unitId, instrumentId } = of
  await sql`update closure set reason = '' where unit_id = ${unitId} and instrument_id = ${instrumentId}`.execute(
    tx,
  )
  const { rows } = await sql<{
    id: number
  }>`update booking set purpose = '—', project = '', decision_note = '',
      cancel_reason = '', source_no = '', guest_name = '', guest_unit = ''
    where unit_id = ${unitId} and instrument_id = ${instrumentId} returning id`.execute(tx)
  await sql`update booking_step set note = '' where unit_id = ${unitId}
    and booking_id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(tx)
  return rows.map((row) => row.id)
}
