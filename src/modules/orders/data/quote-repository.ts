import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Order } from '../domain/order.ts'
import { type Quote, totalOf } from '../domain/quote.ts'

/** A quote as it was made. */
export interface StoredQuote extends Quote {
  readonly revision: number
  readonly totalFen: number
  readonly quotedByName: string
  readonly quotedAt: Instant
}

export async function insertQuote(
  tx: Tx,
  order: Pick<Order, 'unitId' | 'id'>,
  quote: Quote & { readonly revision: number },
  by: { readonly accountId: number; readonly name: string },
  now: Instant,
): Promise<void> {
  await sql`insert into order_quote (unit_id, order_id, revision, lines, total_fen, valid_until, expected_on, note,
      quoted_by, quoted_by_name, quoted_at)
    values (${order.unitId}, ${order.id}, ${quote.revision}, ${JSON.stringify(quote.lines)}::jsonb, ${totalOf(quote.lines)},
      ${quote.validUntil}::date, ${quote.expectedOn}::date, ${quote.note}, ${by.accountId}, ${by.name},
      ${now}::timestamptz)`.execute(tx)
}

/** Every quote of an order, newest first. */
export async function quotesOf(db: Db, order: Pick<Order, 'unitId' | 'id'>): Promise<StoredQuote[]> {
  const { rows } =
    await sql<StoredQuote>`select revision, lines, total_fen as "totalFen", valid_until as "validUntil",
      expected_on as "expectedOn", note, quoted_by_name as "quotedByName", quoted_at as "quotedAt"
    from order_quote where unit_id = ${order.unitId} and order_id = ${order.id} order by revision desc`.execute(
      db,
    )
  return rows
}
