import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Order } from '../domain/order.ts'

/** What a file of an order is: sent along by the user, or a result. */
export const orderFileKinds = ['attachment', 'result'] as const
export type OrderFileKind = (typeof orderFileKinds)[number]

export interface OrderFile {
  readonly fileId: number
  readonly kind: OrderFileKind
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  /** SHA-256 in hexadecimal. */
  readonly sha256: string
  readonly addedByName: string
  readonly addedAt: Instant
}

type Of = Pick<Order, 'unitId' | 'id'>

export async function orderFiles(db: Db, { unitId, id }: Of): Promise<OrderFile[]> {
  const { rows } = await sql<OrderFile>`select f.id as "fileId", x.kind, f.name, f.media_type as "mediaType",
      f.size_bytes as "sizeBytes", encode(f.sha256, 'hex') as sha256,
      x.added_by_name as "addedByName", x.added_at as "addedAt"
    from order_file x join stored_file f on f.id = x.file_id
    where x.unit_id = ${unitId} and x.order_id = ${id} order by f.id`.execute(db)
  return rows
}

export async function insertOrderFile(
  tx: Tx,
  { unitId, id }: Of,
  file: { readonly fileId: number; readonly kind: OrderFileKind },
  by: { readonly accountId: number; readonly name: string },
  now: Instant,
): Promise<void> {
  await sql`insert into order_file (unit_id, order_id, file_id, kind, added_by, added_by_name, added_at)
    values (${unitId}, ${id}, ${file.fileId}, ${file.kind}, ${by.accountId}, ${by.name}, ${now}::timestamptz)`.execute(
    tx,
  )
}

/** Removes a file with its bytes. */
export async function deleteOrderFile(tx: Tx, fileId: number): Promise<void> {
  await sql`delete from order_file where file_id = ${fileId}`.execute(tx)
  await sql`delete from stored_file where id = ${fileId}`.execute(tx)
}
