import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Order } from '../domain/order.ts'

/** Instrument time reserved for an order. */
export interface OrderBooking {
  readonly bookingId: number
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly status: string
  readonly version: number
}

type Of = Pick<Order, 'unitId' | 'id'>

export async function bookingsOfOrder(db: Db, { unitId, id }: Of): Promise<OrderBooking[]> {
  const { rows } =
    await sql<OrderBooking>`select b.id as "bookingId", b.starts_at as "startsAt", b.ends_at as "endsAt",
      b.status, b.version
    from order_booking x join booking b on b.unit_id = x.unit_id and b.id = x.booking_id
    where x.unit_id = ${unitId} and x.order_id = ${id} order by b.starts_at`.execute(db)
  return rows
}

export async function linkBooking(tx: Tx, { unitId, id }: Of, bookingId: number): Promise<void> {
  await sql`insert into order_booking (unit_id, order_id, booking_id) values (${unitId}, ${id}, ${bookingId})`.execute(
    tx,
  )
}
