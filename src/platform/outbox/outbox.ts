import type { Db, Tx } from '../db/connect.ts'
import { inTransaction } from '../db/connect.ts'
import type { Log } from '../log/log.ts'
import { sql } from 'kysely'

/** Something that happened, for modules later in the order and for the world outside. */
export interface OutboxEvent {
  /** `booking.confirmed` */
  readonly type: string
  readonly unitId?: number | undefined
  readonly payload: Readonly<Record<string, unknown>>
}
export interface StoredEvent extends OutboxEvent {
  readonly id: number
}

/** Takes an event inside a transaction of its own; a repeat of the same event is not delivered again. */
export interface Subscription<D> {
  /** Unique and stable, `catalogue.index-accepted`. */
  readonly name: string
  readonly types: readonly string[]
  handle(tx: Tx, event: StoredEvent, deps: D): Promise<void>
}

type OutboxTables = {
  outbox_event: { id: number; type: string; unit_id: number | null; payload: unknown; attempts: number }
  outbox_delivery: { event_id: number; subscriber: string }
}
const tables = (tx: Tx) => tx.$extendTables<OutboxTables>()

/** Writes the event in the caller's transaction: it is delivered if, and only if, the transaction commits. */
export async function appendEvent(tx: Tx, event: OutboxEvent): Promise<void> {
  await sql`insert into outbox_event (type, unit_id, payload)
    values (${event.type}, ${event.unitId ?? null}, ${event.payload}::jsonb)`.execute(tx)
}

/** Like appendEvent for many. */
export async function appendEvents(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({
    type: event.type,
    unit_id: event.unitId ?? null,
    payload: event.payload,
  }))
  await sql`insert into outbox_event (type, unit_id, payload)
    select type, unit_id, payload from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (type text, unit_id bigint, payload jsonb)`.execute(tx)
}

async function deliver<D>(db: Db, event: StoredEvent, to: Subscription<D>, deps: D): Promise<void> {
  await inTransaction(db, async (tx) => {
    const marked =
      await sql`insert into outbox_delivery (event_id, subscriber) values (${event.id}, ${to.name})
      on conflict do nothing returning event_id`.execute(tx)
    if (marked.rows.length > 0) await to.handle(tx, event, deps)
  })
}

async function settle<D>(
  db: Db,
  event: StoredEvent,
  subscriptions: readonly Subscription<D>[],
  deps: D,
  log: Log,
): Promise<boolean> {
  try {
    for (const subscription of subscriptions)
      if (subscription.types.includes(event.type)) await deliver(db, event, subscription, deps)
    await inTransaction(db, async (tx) => {
      await tables(tx).deleteFrom('outbox_delivery').where('event_id', '=', event.id).execute()
      await tables(tx).deleteFrom('outbox_event').where('id', '=', event.id).execute()
    })
    return true
  } catch (error) {
    log.error({ err: error, event: event.id, type: event.type }, 'event not delivered')
    await sql`update outbox_event set attempts = attempts + 1, last_error = ${String(error).slice(0, 500)},
      retry_at = now() + least(600, power(2, attempts)) * interval '1 second' where id = ${event.id}`.execute(
      db,
    )
    return false
  }
}

const batchSize = 200

/** Takes due events and hands each to its subscribers, oldest first; returns how many were settled. */
export async function deliverDue<D>(
  db: Db,
  subscriptions: readonly Subscription<D>[],
  deps: D,
  log: Log,
): Promise<number> {
  const { rows } = await sql<StoredEvent>`update outbox_event set retry_at = now() + interval '30 seconds'
    where id in (select id from outbox_event where retry_at <= now() order by id limit ${batchSize} for update skip locked)
    returning id, type, unit_id as "unitId", payload`.execute(db)
  let settled = 0
  for (const event of rows.toSorted((a, b) => a.id - b.id))
    if (await settle(db, event, subscriptions, deps, log)) settled++
  return settled
}

/** Delivers until nothing is due; for tests, seeds and a graceful stop. */
export async function drainOutbox<D>(
  db: Db,
  subscriptions: readonly Subscription<D>[],
  deps: D,
  log: Log,
): Promise<void> {
  while ((await deliverDue(db, subscriptions, deps, log)) > 0);
}

/** Drops waiting events about something that must not be spoken of any more; `about` is a part of their payload. */
export async function dropEvents(tx: Tx, about: Readonly<Record<string, unknown>>): Promise<void> {
  await sql`delete from outbox_event where payload @> ${JSON.stringify(about)}::jsonb`.execute(tx)
}
