import { Readable } from 'node:stream'
import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import { documentKindOf, documentKinds, nameAs } from '#platform/files/file-kind.ts'
import { gathered, storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  deleteOrderFile,
  insertOrderFile,
  type OrderFile,
  type OrderFileKind,
  orderFiles,
} from '../data/order-file-repository.ts'
import { seesResults } from './hand-over.ts'
import { dayAt, orderLimitsOn } from './order-limits.ts'
import { orderToChange, type SeenOrder, visibleOrder, worksOn } from './visible-order.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

/** Attachments are the user's, until the quote is accepted; results are those of who measures, until they are accepted. */
export function takesFile({ order, sides }: SeenOrder, kind: OrderFileKind): boolean {
  if (kind === 'attachment')
    return (
      sides.includes('requester') && ['draft', 'group_review', 'submitted', 'quoted'].includes(order.state)
    )
  return worksOn(sides) && ['measuring', 'complained'].includes(order.state)
}

function requireTaking(seen: SeenOrder, kind: OrderFileKind): void {
  const allowed = kind === 'attachment' ? seen.sides.includes('requester') : worksOn(seen.sides)
  if (!allowed) refuse('forbidden', { code: 'forbidden', ability: 'order.manage' })
  if (!takesFile(seen, kind)) refuse('conflict', { code: 'orders.files_fixed', state: seen.order.state })
}

async function judged(tx: Tx, seen: SeenOrder, kind: OrderFileKind, today: string): Promise<number> {
  requireTaking(seen, kind)
  const { files } = await orderLimitsOn(tx, today)
  const present = await orderFiles(tx, seen.order)
  if (present.filter((file) => file.kind === kind).length >= files.most)
    refuse('conflict', { code: 'orders.too_many_files', most: files.most })
  return files.maxMegabytes * 1024 * 1024
}

/** Adds a file; what it is, is told by its content. Answers its id. */
export async function addOrderFile(
  deps: Needs,
  actor: Actor,
  orderId: number,
  given: { readonly kind: OrderFileKind; readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<number> {
  const { accountId, displayName: name } = requireSignedIn(actor)
  const { kind } = given
  const now = deps.clock.now()
  const look = await visibleOrder(deps.db, actor, orderId)
  const maxBytes = await inTransaction(deps.db, (tx) => judged(tx, look, kind, dayAt(now, look.zone)))
  const bytes = await gathered(given.bytes, maxBytes)
  const type = documentKindOf(bytes) ?? refuse('invalid', { code: 'orders.file_kind' })
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, undefined)
    await judged(tx, seen, kind, dayAt(now, seen.zone))
    const { unitId } = seen.order
    const file = await storeFile(
      tx,
      {
        ...{ name: nameAs(type, given.name), mediaType: documentKinds[type] },
        ...{ purpose: `order_${kind}`, unitId, createdBy: accountId, maxBytes },
      },
      Readable.from([bytes]),
    )
    await insertOrderFile(tx, seen.order, { fileId: file.id, kind }, { accountId, name }, now)
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'orders.file_added', subject: 'order', subjectId: orderId, unitId },
        changes: { kind, fileId: file.id, sizeBytes: file.sizeBytes },
      },
    ])
    return file.id
  })
}

/** The files of an order the actor may see. */
export async function filesSeen(db: Deps['db'], actor: Actor, seen: SeenOrder): Promise<OrderFile[]> {
  const files = await orderFiles(db, seen.order)
  const results = seesResults(actor, seen)
  return files.filter((file) => file.kind === 'attachment' || results)
}

async function fileOf(db: Deps['db'], actor: Actor, seen: SeenOrder, fileId: number): Promise<OrderFile> {
  const files = await filesSeen(db, actor, seen)
  return found(
    files.find((file) => file.fileId === fileId),
    'file',
  )
}

/** Removes a file with its bytes while that is still possible. */
export function removeOrderFile(
  deps: Needs,
  actor: Actor,
  of: { readonly orderId: number; readonly fileId: number },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, of.orderId, undefined)
    const file = await fileOf(tx, actor, seen, of.fileId)
    requireTaking(seen, file.kind)
    await deleteOrderFile(tx, of.fileId)
    await writeAudit(tx, actor, deps.clock.now(), [
      {
        ...{ action: 'orders.file_removed', subject: 'order', subjectId: of.orderId },
        ...{ unitId: seen.order.unitId, changes: { kind: file.kind, fileId: of.fileId } },
      },
    ])
  })
}

/** A file with its bytes; that it was read stands in the audit trail. */
export async function readOrderFile(
  deps: Needs,
  actor: Actor,
  of: { readonly orderId: number; readonly fileId: number },
): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
  const seen = await visibleOrder(deps.db, actor, of.orderId)
  const { name, mediaType, kind } = await fileOf(deps.db, actor, seen, of.fileId)
  await inTransaction(deps.db, (tx) =>
    writeAudit(tx, actor, deps.clock.now(), [
      {
        ...{ action: 'orders.file_read', subject: 'order', subjectId: of.orderId },
        ...{ unitId: seen.order.unitId, changes: { kind, fileId: of.fileId } },
      },
    ]),
  )
  return { name, mediaType, bytes: await wholeFile(deps.db, of.fileId) }
}
