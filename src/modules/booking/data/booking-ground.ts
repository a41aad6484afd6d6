import { type RawBuilder, sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Place } from '#kernel/permissions.ts'
import { day, type Instant, minute, plus } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Closure } from '../domain/booking-rules.ts'
import type { KeptTime } from '../domain/kept-time.ts'
import { longestBooking, ms } from './epoch.ts'
import { type CountedLoad, countedAround, type PersonWish } from './counted-bookings.ts'
import type { PersonLoad } from '../domain/person-limits.ts'
import { largestGapMinutes, type RulesVersion } from '../domain/rules.ts'

/** A version of the rules with the count of changes of the instrument's calendar so far. */
export interface StoredRules extends RulesVersion {
  readonly revision: number
}

/** A closure as it is stored. */
export interface StoredClosure extends Closure {
  readonly id: number
}

/** An instrument with its rules and closures within a span; `bookings` is whatever the reader asked of them. */
export interface Situation<B> {
  readonly unitId: number
  readonly instrumentId: number
  readonly name: string
  /** False while the province has not accepted it, or after it was disposed of. */
  readonly open: boolean
  readonly place: Place
  readonly zone: string
  readonly versions: readonly StoredRules[]
  readonly closures: readonly StoredClosure[]
  readonly kept: readonly KeptTime[]
  readonly bookings: readonly B[]
}

/** What a decision about a span of an instrument stands on, read in one statement. */
export interface Ground extends Omit<Situation<never>, 'bookings'> {
  readonly userUnitKind: string | undefined
  readonly taken: readonly Interval[]
  /** Set when it was asked for. */
  readonly person: JudgedPerson | undefined
  /** Set when it was asked for and the rules count anything. */
  readonly counted: CountedLoad | undefined
}

/** The versions of an instrument's rules that govern some moment of a span; `i` is the instrument. */
const versionsWithin = (span: Interval): RawBuilder<StoredRules[] | null> => sql`
  (select jsonb_agg(jsonb_build_object('version', r.version, 'effectiveFrom', ${ms('r.effective_from')},
      'bookable', r.bookable, 'rules', r.rules, 'revision', r.revision))
    from booking_rules r where r.unit_id = i.unit_id and r.instrument_id = i.id and r.effective_from < ${span.end}
      and r.version >= coalesce((select max(x.version) from booking_rules x where x.unit_id = i.unit_id
        and x.instrument_id = i.id and x.effective_from <= ${span.start}), 0))`

/** Closures of an instrument that overlap a span. */
const closuresWithin = (span: Interval): RawBuilder<StoredClosure[] | null> => sql`
  (select jsonb_agg(jsonb_build_object('id', c.id, 'start', ${ms('c.starts_at')}, 'end', ${ms('c.ends_at')},
      'kind', c.kind, 'reason', c.reason) order by c.starts_at)
    from closure c where c.unit_id = i.unit_id and c.instrument_id = i.id
      and c.ends_at > ${span.start} and c.starts_at < ${span.end})`

/** Time of an instrument within a span that is kept for a ballot or for those who wait. */
const keptWithin = (span: Interval): RawBuilder<KeptTime[] | null> => sql`
  (select jsonb_agg(jsonb_build_object('start', ${ms('k.starts_at')}, 'end', ${ms('k.ends_at')}, 'kind', k.kind,
      'requestsUntil', ${ms('k.requests_until')}, 'ballotId', k.ballot_id) order by k.starts_at)
    from kept_time k where k.unit_id = i.unit_id and k.instrument_id = i.id
      and k.ends_at > ${span.start} and k.starts_at < ${span.end})`

/** Bookings of an instrument that hold time within a span, each as `shape` says; the predicate is that of the exclusion index. */
const bookingsWithin = <B>(span: Interval, shape: RawBuilder<B>, except = 0): RawBuilder<B[] | null> => sql`
  (select jsonb_agg(${shape} order by b.starts_at)
    from booking b where b.unit_id = i.unit_id and b.instrument_id = i.id
      and b.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed') and b.id <> ${except}
      and tstzrange(b.starts_at, b.ends_at, '[)') && tstzrange(${span.start}, ${span.end}, '[)'))`

/** A booking as nothing but its time. */
export const timeOnly = sql<Interval>`jsonb_build_object('start', ${ms('b.starts_at')}, 'end', ${ms('b.ends_at')})`

interface Row<B> {
  instrumentId: number
  unitId: number
  name: string
  open: boolean
  centreId: number | null
  departmentId: number | null
  cityCode: string | null
  zone: string
  versions: StoredRules[] | null
  closures: StoredClosure[] | null
  kept: KeptTime[] | null
  bookings: B[] | null
}

function situationOf<B>(row: Row<B>): Situation<B> {
  const { instrumentId, unitId, name, open, zone } = row
  return {
    ...{ instrumentId, unitId, name, open, zone },
    place: {
      unitId,
      departmentId: row.departmentId ?? undefined,
      cityCode: row.cityCode ?? undefined,
      centreId: row.centreId ?? undefined,
      instrumentId,
    },
    versions: row.versions ?? [],
    closures: row.closures ?? [],
    kept: row.kept ?? [],
    bookings: row.bookings ?? [],
  }
}

export interface SituationWish<B> {
  readonly instrumentIds: readonly number[]
  readonly span: Interval
  /** How each booking is wanted, as json of `b`. */
  readonly booking: RawBuilder<B>
  /** Looked for this much further than the span for bookings. */
  readonly reachMinutes?: number
  readonly except?: number | undefined
}

/** Instrument, zone, rules, closures and bookings within a span, of one or of many, with more columns if wanted. */
export async function situations<B, More extends object = object>(
  db: Db,
  wish: SituationWish<B>,
  more: RawBuilder<More> = sql<More>``,
): Promise<(Situation<B> & { readonly row: More })[]> {
  const { span, reachMinutes = 0 } = wish
  const reach = {
    start: plus(span.start, -reachMinutes * minute),
    end: plus(span.end, reachMinutes * minute),
  }
  const { instrumentIds } = wish
  const which =
    instrumentIds.length === 1
      ? sql`i.id = ${instrumentIds[0]}`
      : sql`i.id = any(${[...instrumentIds]}::bigint[])`
  const { rows } = await sql<Row<B> & More>`
    select i.id as "instrumentId", i.unit_id as "unitId", i.name,
      i.accepted_version is not null and i.disposed_on is null as open, i.centre_id as "centreId",
      u.department_id as "departmentId", u.city_code as "cityCode", u.time_zone as zone,
      ${versionsWithin(span)} as versions, ${closuresWithin(span)} as closures, ${keptWithin(span)} as kept,
      ${bookingsWithin(reach, wish.booking, wish.except)} as bookings ${more}
    from instrument i join unit u on u.id = i.unit_id where ${which}`.execute(db)
  return rows.map((row) => ({ ...situationOf(row), row }))
}

/** What a person has booked, and the count of their bookings it belongs to. */
export interface JudgedPerson extends PersonLoad {
  readonly accountId: number
  readonly revision: number
}

/** The longest week. */
const week = 8 * day

/** A person's bookings that are not over, and those within a week of a span; those kept for guests are not theirs. */
function personAround({ accountId, now }: PersonWish, span: Interval, except = 0): RawBuilder<unknown> {
  const own = sql`b.account_id = ${accountId} and b.guest_name = '' and b.id <> ${except}`
  const reach = { start: plus(span.start, -week), end: plus(span.end, week) }
  return sql`, jsonb_build_object(
    'revision', coalesce((select revision from booking_person where account_id = ${accountId}), 0),
    'openUntil', (select jsonb_agg(${ms('b.ends_at')} order by b.ends_at) from booking b
      where ${own} and b.status in ('offered', 'pending', 'requested', 'confirmed', 'in_use') and b.ends_at > ${now}
        and b.starts_at > ${plus(now, -longestBooking)}),
    'held', (select jsonb_agg(${timeOnly}) from booking b where ${own}
      and b.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed') and b.ends_at > ${reach.start}
      and b.starts_at > ${plus(reach.start, -longestBooking)} and b.starts_at < ${reach.end})) as person`
}

interface PersonRow {
  userUnitKind: string | null
  counted?: CountedLoad | null
  person?: { revision: number; openUntil: Instant[] | null; held: Interval[] | null }
}

function judgedPerson({ person }: PersonRow, wish: PersonWish | undefined): JudgedPerson | undefined {
  if (person === undefined || wish === undefined) return undefined
  const { revision, openUntil, held } = person
  return { accountId: wish.accountId, revision, openUntil: openUntil ?? [], held: held ?? [] }
}

export interface GroundWish {
  readonly instrumentId: number
  readonly span: Interval
  /** The legal person of the user, whose kind decides whether the instrument is open to them. */
  readonly userUnitId: number | undefined
  /** A booking that is being moved is not in its own way. */
  readonly except?: number | undefined
  /** The person whose limits are to be judged, when there are any. */
  readonly person?: PersonWish | undefined
  /** Whose quotas of the instrument are to be judged. */
  readonly counted?: PersonWish | undefined
}

/** What stands in the way of a span or not; undefined when there is no such instrument. */
export async function bookingGround(db: Db, wish: GroundWish): Promise<Ground | undefined> {
  const { instrumentId, span, except } = wish
  const person = wish.person === undefined ? sql`` : personAround(wish.person, span, except)
  const counted =
    wish.counted === undefined ? sql`` : countedAround(wish.counted, wish.userUnitId, span, except)
  const more = sql<PersonRow>`, (select kind from unit where id = ${wish.userUnitId ?? null}) as "userUnitKind" ${person} ${counted}`
  const [found] = await situations(
    db,
    { instrumentIds: [instrumentId], span, booking: timeOnly, reachMinutes: largestGapMinutes, except },
    more,
  )
  if (found === undefined) return undefined
  const { row, bookings, ...ground } = found
  return {
    ...ground,
    userUnitKind: row.userUnitKind ?? undefined,
    taken: bookings,
    person: judgedPerson(row, wish.person),
    counted: row.counted ?? undefined,
  }
}

/** What slots of many public instruments within a span are judged by, with one person's bookings when they are asked for. */
export async function bookingGrounds(
  db: Db,
  wish: {
    readonly instrumentIds: readonly number[]
    readonly span: Interval
    readonly userUnitId?: number | undefined
    readonly person?: PersonWish | undefined
  },
): Promise<Ground[]> {
  const { instrumentIds, span } = wish
  const person = wish.person === undefined ? sql`` : personAround(wish.person, span)
  const counted = wish.person === undefined ? sql`` : countedAround(wish.person, wish.userUnitId, span)
  const more = sql<PersonRow>`, (select kind from unit where id = ${wish.userUnitId ?? null}) as "userUnitKind" ${person} ${counted}`
  const rows = await situations(
    db,
    { instrumentIds, span, booking: timeOnly, reachMinutes: largestGapMinutes },
    more,
  )
  return rows
    .filter(({ open }) => open)
    .map(({ row, bookings, ...ground }) => ({
      ...ground,
      userUnitKind: row.userUnitKind ?? undefined,
      taken: bookings,
      person: judgedPerson(row, wish.person),
      counted: row.counted ?? undefined,
    }))
}
