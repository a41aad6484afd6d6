import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { OfferState } from '../domain/waiting.ts'

/** A slot held for somebody who waited; the booking behind it keeps it from everybody else. */
export interface Offer {
  readonly unitId: number
  readonly id: number
  readonly entryId: number
  readonly accountId: number
  readonly instrumentId: number
  readonly bookingId: number
  readonly start: Instant
  readonly end: Instant
  readonly until: Instant
  readonly state: OfferState
}
const columns = sql`o.unit_id as "unitId", o.id, o.entry_id as "entryId", e.account_id as "accountId",
  o.instrument_id as "instrumentId", o.booking_id as "bookingId", o.starts_at as start, o.ends_at as "end",
  o.until_at as until, o.state`

async function one(
  db: Db,
  which: { id: number } | { openOf: number } | { bookingId: number; unitId: number },
) {
  const where =
    'id' in which
      ? sql`o.id = ${which.id}`
      : 'openOf' in which
        ? sql`o.entry_id = ${which.openOf} and o.state = 'open'`
        : sql`o.unit_id = ${which.unitId} and o.booking_id = ${which.bookingId} and o.state = 'open'`
  const { rows } =
    await sql<Offer>`select ${columns} from waiting_offer o join waiting_entry e on e.id = o.entry_id
    where ${where}`.execute(db)
  return rows[0]
}
export const offerById = (db: Db, id: number): Promise<Offer | undefined> => one(db, { id })
/** The live offer of an entry. */
export const openOfferOf = (db: Db, entryId: number): Promise<Offer | undefined> =>
  one(db, { openOf: entryId })
/** The live offer a booking stands for. */
export const openOfferBehind = (db: Db, unitId: number, bookingId: number): Promise<Offer | undefined> =>
  one(db, { unitId, bookingId })

export async function insertOffer(
  tx: Tx,
  offer: Pick<Offer, 'unitId' | 'entryId' | 'instrumentId' | 'bookingId' | 'start' | 'end' | 'until'>,
  now: Instant,
): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into waiting_offer (unit_id, entry_id, instrument_id, booking_id,
      starts_at, ends_at, offered_at, until_at, state)
    values (${offer.unitId}, ${offer.entryId}, ${offer.instrumentId}, ${offer.bookingId}, ${offer.start}, ${offer.end},
      ${now}, ${offer.until}, 'open') returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** An open offer comes to its end; false when it had one. */
export async function closeOffer(
  tx: Tx,
  { unitId, id }: Offer,
  state: OfferState,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`update waiting_offer set state = ${state}, ended_at = ${now}
    where unit_id = ${unitId} and id = ${id} and state = 'open' returning id`.execute(tx)
  return rows.length > 0
}

/** Offers nobody took in time. */
export async function overdueOffers(db: Db, now: Instant, limit: number): Promise<Offer[]> {
  const { rows } =
    await sql<Offer>`select ${columns} from waiting_offer o join waiting_entry e on e.id = o.entry_id
    where o.state = 'open' and o.until_at <= ${now} order by o.until_at limit ${limit}`.execute(db)
  return rows
}

/** Slots of an instrument an entry was offered before; it is not asked for them again. */
export async function offeredBefore(tx: Tx, entryId: number, instrumentId: number): Promise<Interval[]> {
  const { rows } = await sql<Interval>`select starts_at as start, ends_at as "end" from waiting_offer
    where entry_id = ${entryId} and instrument_id = ${instrumentId} order by starts_at`.execute(tx)
  return rows
}
