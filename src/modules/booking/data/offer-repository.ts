import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { ServiceWay } from '../domain/booking.ts'
import type { InstrumentKey } from './kept-time.ts'

/** A slot that is given to somebody instead of taken by them. */
export interface GivenSlot extends InstrumentKey {
  readonly owner: { readonly accountId: number; readonly unitId: number | undefined }
  readonly slot: Interval
  readonly status: 'offered' | 'pending' | 'confirmed'
  /** Until when an offer can be taken. */
  readonly offeredUntil?: Instant | undefined
  readonly serviceWay: ServiceWay
  readonly purpose: string
  readonly project: string
}

/** Writes a booking for its owner; 23P01 when the slot is taken. The caller holds the instrument. */
export async function insertGiven(tx: Tx, one: GivenSlot, now: Instant): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into booking (unit_id, instrument_id, account_id, user_unit_id,
      starts_at, ends_at, status, offered_until, service_way, purpose, project, created_at)
    values (${one.unitId}, ${one.instrumentId}, ${one.owner.accountId}, ${one.owner.unitId ?? null}, ${one.slot.start},
      ${one.slot.end}, ${one.status}, ${one.offeredUntil ?? null}, ${one.serviceWay}, ${one.purpose}, ${one.project}, ${now})
    returning id`.execute(tx)
  const [made] = rows
  if (made === undefined) throw new Error('A given slot was not written')
  return made.id
}
