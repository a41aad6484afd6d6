import { sql } from 'kysely'
import type { SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { OverridableCode } from '../domain/overrides.ts'
import type { Booking, BookingStatus, CancelCode, MadeStatus, ServiceWay } from '../domain/booking.ts'
import type { RequestStep } from '../domain/approval-chain.ts'
import { stepRecord, stepsAsJson } from './step-repository.ts'

interface Row extends Omit<Booking, 'slot' | 'userUnitId' | 'projectId'> {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly userUnitId: number | null
  readonly projectId: number | null
}

const columns = sql`unit_id as "unitId", id, instrument_id as "instrumentId", account_id as "accountId",
  user_unit_id as "userUnitId", starts_at as "startsAt", ends_at as "endsAt", status, service_way as "serviceWay", purpose,
  project, decision_note as "decisionNote", cancel_reason as "cancelReason", cancelled_late as "cancelledLate",
  cancel_code as "cancelCode", guest_name as "guestName", guest_unit as "guestUnit", project_id as "projectId",
  priority_level as "priorityLevel", priority_early as "priorityEarly", version,
  created_at as "createdAt"`

const bookingOf = ({ startsAt, endsAt, userUnitId, projectId, ...row }: Row): Booking => ({
  ...row,
  userUnitId: userUnitId ?? undefined,
  projectId: projectId ?? undefined,
  slot: { start: startsAt, end: endsAt },
})

/** A booking, whoever asks. */
export async function bookingById(db: Db, id: number): Promise<Booking | undefined> {
  const { rows } = await sql<Row>`select ${columns} from booking where id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : bookingOf(rows[0])
}

/**
 * Lets one writer at a time at the bookings of an instrument, and keeps its rules and closures as they are. Without it two
 * who overlap would each wait for the other in the exclusion index until the server calls it a deadlock.
 */
export async function holdInstrument(tx: Tx, unitId: number, instrumentId: number): Promise<void> {
  await sql`select 1 from booking_rules where unit_id = ${unitId} and instrument_id = ${instrumentId}
    order by version for no key update`.execute(tx)
}

/** Like bookingById, and keeps others from changing it, and from booking its instrument, until the transaction ends. */
export async function lockedBooking(tx: Tx, id: number): Promise<Booking | undefined> {
  const seen = await bookingById(tx, id)
  if (seen === undefined) return undefined
  await holdInstrument(tx, seen.unitId, seen.instrumentId)
  const { rows } = await sql<Row>`select ${columns} from booking
    where unit_id = ${seen.unitId} and id = ${id} for update`.execute(tx)
  return rows[0] === undefined ? undefined : bookingOf(rows[0])
}

export interface NewBooking {
  readonly unitId: number
  readonly instrumentId: number
  readonly slot: Interval
  readonly status: MadeStatus
  /** Who decides about it, in order. */
  readonly steps?: readonly RequestStep[]
  /** The bookings it was made together with. */
  readonly setId?: number | undefined
  readonly serviceWay: ServiceWay
  readonly purpose: string
  readonly project: string
  /** Whose booking it is; made by somebody else when that is another account. */
  readonly owner: { readonly accountId: number; readonly unitId: number | undefined }
  readonly overridden: readonly OverridableCode[]
  readonly overrideReason: string
  /** The priority it has by a checked project. */
  readonly priority: BookedPriority | undefined
}

/** By which project, of which level, and whether the slot lies further ahead than without. */
export interface BookedPriority {
  readonly projectId: number
  readonly level: string
  readonly early: boolean
}
/** The rules a booking was judged by. */
export interface JudgedBy {
  readonly version: number
  readonly revision: number
  /** True when a neighbour matters that the exclusion constraint does not see (buffers): one booking at a time. */
  readonly alone: boolean
  /** Whose limits were judged, and by which count of their bookings. */
  readonly person?: { readonly accountId: number; readonly revision: number } | undefined
}

const heldRules = (unitId: number, instrumentId: number, by: JudgedBy) => {
  const same = sql`unit_id = ${unitId} and instrument_id = ${instrumentId} and version = ${by.version} and revision = ${by.revision}`
  return by.alone
    ? sql`update booking_rules set revision = revision + 1 where ${same} returning 1`
    : sql`select 1 from booking_rules where ${same} for no key update`
}

/** Counts the person's bookings up if nobody did so since they were judged; always after the instrument is held. */
const countedPerson = (person: NonNullable<JudgedBy['person']>) => sql`, counted as (
      insert into booking_person (account_id, revision) select ${person.accountId}::bigint, 1 from held
      on conflict (account_id) do update set revision = booking_person.revision + 1
        where booking_person.revision = ${person.revision}::int
      returning 1)`

/** Lets one booking at a time of a person through; taken after the instrument is held, so that no two wait for each other. */
export async function holdPerson(tx: Tx, accountId: number): Promise<void> {
  await sql`insert into booking_person (account_id, revision) values (${accountId}, 1)
    on conflict (account_id) do update set revision = booking_person.revision + 1`.execute(tx)
}

/** What the audit entry of a new booking says besides its slot. */
const notedOf = ({ owner, overridden, overrideReason }: NewBooking, user: SignedIn) => ({
  ...(owner.accountId === user.accountId ? {} : { forAccountId: owner.accountId }),
  ...(overridden.length > 0 ? { overridden, overrideReason } : {}),
})

/** How news of a booking names its priority. */
export const priorityNews = (of: BookedPriority | undefined) =>
  of === undefined ? {} : { projectId: of.projectId, priorityLevel: of.level, priorityEarly: of.early }

/**
 * Writes the booking, its audit entry and its event in one statement, which is one transaction; undefined when the rules
 * or what the person has booked changed since they were read. The exclusion constraint answers 23P01 when the slot is taken.
 */
export async function insertBooking(
  db: Db,
  booking: NewBooking,
  by: JudgedBy,
  user: SignedIn,
  now: Instant,
): Promise<number | undefined> {
  const { unitId, instrumentId, slot, status } = booking
  const { owner, priority } = booking
  const forOther = owner.accountId !== user.accountId
  const noted = notedOf(booking, user)
  const kept = priority ?? { projectId: null, level: '', early: false }
  const told = { accountId: owner.accountId, start: slot.start, end: slot.end, ...priorityNews(priority) }
  const event = status === 'confirmed' ? 'booking.confirmed' : 'booking.requested'
  const { rows } = await sql<{ id: number }>`
    with held as materialized (${heldRules(unitId, instrumentId, by)})
    ${by.person === undefined ? sql`` : countedPerson(by.person)},
    made as (
      insert into booking (unit_id, instrument_id, account_id, user_unit_id, starts_at, ends_at, status, service_way,
        purpose, project, made_by, overridden, override_reason, project_id, priority_level, priority_early, set_id, created_at)
      select ${unitId}::bigint, ${instrumentId}::bigint, ${owner.accountId}::bigint, ${owner.unitId ?? null}::bigint,
        ${slot.start}::timestamptz, ${slot.end}::timestamptz, ${status}::text, ${booking.serviceWay}::text,
        ${booking.purpose}::text, ${booking.project}::text, ${forOther ? user.accountId : null}::bigint,
        ${[...booking.overridden]}::text[], ${booking.overrideReason}::text,
        ${kept.projectId}::bigint, ${kept.level}::text, ${kept.early}::boolean, ${booking.setId ?? null}::bigint,
        ${now}::timestamptz from held ${by.person === undefined ? sql`` : sql`, counted`}
      returning id, starts_at, ends_at),
    stepped as (
      insert into booking_step (unit_id, booking_id, no, decider, within_hours, late, due_at)
      select ${unitId}::bigint, made.id, s.no, s.decider, s.within_hours, s.late, s.due_at
      from made, jsonb_to_recordset(${stepsAsJson(booking.steps ?? [])}::jsonb) as s ${stepRecord}),
    audited as (
      insert into audit_entry (at, actor_id, actor_name, action, subject, subject_id, unit_id, changes)
      select ${now}::timestamptz, ${user.accountId}::bigint, ${user.displayName}::text, ${event}::text, 'booking', id::text,
        ${unitId}::bigint, jsonb_build_object('instrumentId', ${instrumentId}::bigint, 'start', starts_at, 'end', ends_at)
        || ${JSON.stringify(noted)}::jsonb from made),
    told as (
      insert into outbox_event (type, unit_id, payload)
      select ${event}::text, ${unitId}::bigint, jsonb_build_object('bookingId', id, 'instrumentId', ${instrumentId}::bigint)
        || ${JSON.stringify(told)}::jsonb from made)
    select id from made`.execute(db)
  return rows[0]?.id
}

/** What changes when a booking is moved or its state changes; the caller holds its lock. */
export interface BookingChange {
  readonly status?: BookingStatus
  readonly slot?: Interval
  /** Rules passed over for the slot; none takes earlier ones away. */
  readonly overridden?: { readonly codes: readonly OverridableCode[]; readonly reason: string }
  readonly priority?: BookedPriority | undefined
  readonly decision?: { readonly by: number; readonly at: Instant; readonly note: string }
  readonly cancellation?: {
    readonly by: number | undefined
    readonly at: Instant
    readonly reason: string
    readonly late: boolean
    /** Set when no person wished it. */
    readonly because?: CancelCode | undefined
  }
}

function assignments({ status, slot, overridden, priority, decision, cancellation }: BookingChange) {
  const set = [sql`version = version + 1`]
  if (status !== undefined) set.push(sql`status = ${status}`)
  if (slot !== undefined) set.push(sql`starts_at = ${slot.start}, ends_at = ${slot.end}`)
  if (overridden !== undefined)
    set.push(sql`overridden = ${[...overridden.codes]}::text[], override_reason = ${overridden.reason}`)
  if (priority !== undefined)
    set.push(sql`priority_level = ${priority.level}, priority_early = ${priority.early}`)
  if (decision !== undefined)
    set.push(sql`decided_by = ${decision.by}, decided_at = ${decision.at}, decision_note = ${decision.note}`)
  if (cancellation !== undefined)
    set.push(sql`cancelled_by = ${cancellation.by ?? null}, cancelled_at = ${cancellation.at},
      cancel_reason = ${cancellation.reason}, cancelled_late = ${cancellation.late},
      cancel_code = ${cancellation.because ?? ''}`)
  return sql.join(set)
}

/** Saves a change and counts the version up; 23P01 when a new slot is taken. */
export async function updateBooking(tx: Tx, booking: Booking, change: BookingChange): Promise<Booking> {
  const { rows } = await sql<Row>`update booking set ${assignments(change)}
    where unit_id = ${booking.unitId} and id = ${booking.id} returning ${columns}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error(`Booking ${booking.id} was not there to be changed`)
  return bookingOf(row)
}

/** Requests whose start has passed, locked; those somebody is deciding about right now are left for the next run. */
export async function overdueRequests(tx: Tx, now: Instant, limit: number): Promise<Booking[]> {
  const { rows } =
    await sql<Row>`select ${columns} from booking where status in ('pending', 'requested') and starts_at <= ${now}
    order by starts_at, id limit ${limit} for update skip locked`.execute(tx)
  return rows.map(bookingOf)
}

/** Bookings of some instruments that hold a slot within a span, by start. */
export async function bookingsWithin(
  db: Db,
  instrumentIds: readonly number[],
  span: Interval,
): Promise<Booking[]> {
  if (instrumentIds.length === 0) return []
  const { rows } = await sql<Row>`select ${columns} from booking
    where instrument_id = any(${[...instrumentIds]}::bigint[])
      and unit_id in (select unit_id from instrument where id = any(${[...instrumentIds]}::bigint[]))
      and status in ('pending', 'confirmed', 'in_use', 'completed', 'no_show')
      and starts_at < ${span.end} and ends_at > ${span.start}
    order by starts_at, id`.execute(db)
  return rows.map(bookingOf)
}

/** Bookings of an instrument still to come that a closure or new rules may touch. */
export async function upcomingBookings(
  db: Db,
  unitId: number,
  instrumentId: number,
  span: Interval,
): Promise<Booking[]> {
  const { rows } =
    await sql<Row>`select ${columns} from booking where unit_id = ${unitId} and instrument_id = ${instrumentId}
    and status in ('offered', 'pending', 'requested', 'confirmed', 'in_use') and starts_at < ${span.end} and ends_at > ${span.start}
    order by starts_at, id`.execute(db)
  return rows.map(bookingOf)
}

/** Bookings of an instrument that start after a moment and can still be called off, locked, soonest first. */
export async function lockedBookingsAhead(
  tx: Tx,
  at: { unitId: number; instrumentId: number },
  after: Instant,
): Promise<Booking[]> {
  const { rows } = await sql<Row>`select ${columns} from booking
    where unit_id = ${at.unitId} and instrument_id = ${at.instrumentId} and status in ('offered', 'pending', 'requested', 'confirmed')
      and starts_at > ${after} order by starts_at, id for update`.execute(tx)
  return rows.map(bookingOf)
}

/** Requests that asked for time of a booking without keeping it, locked; the caller holds the instrument. */
export async function requestsInTheWay(
  tx: Tx,
  { unitId, instrumentId, id, slot }: Booking,
): Promise<Booking[]> {
  const { rows } = await sql<Row>`select ${columns} from booking
    where unit_id = ${unitId} and instrument_id = ${instrumentId} and status = 'requested' and id <> ${id}
      and starts_at < ${slot.end} and ends_at > ${slot.start} order by id for update`.execute(tx)
  return rows.map(bookingOf)
}
