import { redactAudit } from '#modules/identity/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { eraseUses } from '../data/use-eraser.ts'

/** An instrument was purged: what its uses and service records said is forgotten, their hours stay. */
export async function eraseUsesOf(
  tx: Tx,
  of: { readonly unitId: number; readonly instrumentId: number },
): Promise<void> {
  const { uses, records } = await eraseUses(tx, of)
  await redactAudit(tx, 'use', uses)
  await redactAudit(tx, 'service_record', records)
}
