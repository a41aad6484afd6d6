import type { Tx } from '#platform/db/connect.ts'
import type { StoredEvent } from '#platform/outbox/outbox.ts'
import { eraseWordsAbout } from '../data/standing-eraser.ts'

/** An instrument was purged: what was written about it in sanctions and appeals goes as well. */
export const forgetPurged = (tx: Tx, { unitId, payload }: StoredEvent): Promise<void> =>
  eraseWordsAbout(tx, unitId ?? 0, Number(payload['instrumentId']))
