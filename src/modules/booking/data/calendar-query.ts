import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Place } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { BookingStatus } from '../domain/booking.ts'
import type { StoredClosure } from './rules-repository.ts'
import { closuresWithin, holding, ms, type StoredRules, versionsWithin } from './booking-ground.ts'

export interface CalendarBooking {
  readonly id: number
  readonly start: Instant
  readonly end: Instant
  readonly status: BookingStatus
  readonly accountId: number
  readonly userName?: string
  readonly purpose: string
}

/** One instrument's calendar of a span, read in one statement. */
export interface CalendarRows {
  readonly unitId: number
  readonly name: string
  readonly nameEn: string
  readonly open: boolean
  readonly place: Place
  readonly zone: string
  readonly versions: readonly StoredRules[]
  readonly closures: readonly StoredClosure[]
  readonly bookings: readonly CalendarBooking[]
}

interface Row {
  unitId: number
  name: string
  nameEn: string
  open: boolean
  centreId: number | null
  departmentId: number | null
  cityCode: string | null
  zone: string
  versions: StoredRules[] | null
  closures: StoredClosure[] | null
  bookings: CalendarBooking[] | null
}

/** Names of users are read only when the reader may see some. */
export async function calendarRows(
  db: Db,
  instrumentId: number,
  span: Interval,
  names: boolean,
): Promise<CalendarRows | undefined> {
  const name = names ? sql`, 'userName', (select display_name from account where id = b.account_id)` : sql``
  const { rows } = await sql<Row>`
    select i.unit_id as "unitId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn",
      i.accepted_version is not null and i.disposed_on is null as open,
      i.centre_id as "centreId", u.department_id as "departmentId", u.city_code as "cityCode", u.time_zone as zone,
      ${versionsWithin(span)} as versions, ${closuresWithin(span)} as closures,
      (select jsonb_agg(jsonb_build_object('id', b.id, 'start', ${ms('b.starts_at')}, 'end', ${ms('b.ends_at')},
          'status', b.status, 'accountId', b.account_id, 'purpose', b.purpose ${name}) order by b.starts_at)
        from booking b where b.unit_id = i.unit_id and b.instrument_id = i.id and ${holding}
          and tstzrange(b.starts_at, b.ends_at, '[)') && tstzrange(${span.start}, ${span.end}, '[)')) as bookings
    from instrument i join unit u on u.id = i.unit_id where i.id = ${instrumentId}`.execute(db)
  const [row] = rows
  if (row === undefined) return undefined
  return {
    unitId: row.unitId,
    name: row.name,
    nameEn: row.nameEn,
    open: row.open,
    place: {
      unitId: row.unitId,
      departmentId: row.departmentId ?? undefined,
      cityCode: row.cityCode ?? undefined,
      centreId: row.centreId ?? undefined,
      instrumentId,
    },
    zone: row.zone,
    versions: row.versions ?? [],
    closures: row.closures ?? [],
    bookings: row.bookings ?? [],
  }
}

/** Rules and taken time of many instruments over a span, for looking for free slots across them. */
export async function groundsOf(db: Db, instrumentIds: readonly number[], span: Interval) {
  const { rows } = await sql<{
    instrumentId: number
    unitId: number
    zone: string
    versions: StoredRules[] | null
    closures: StoredClosure[] | null
    taken: [Instant, Instant][] | null
  }>`
    select i.id as "instrumentId", i.unit_id as "unitId", u.time_zone as zone,
      ${versionsWithin(span)} as versions, ${closuresWithin(span)} as closures,
      (select jsonb_agg(jsonb_build_array(${ms('b.starts_at')}, ${ms('b.ends_at')}))
        from booking b where b.unit_id = i.unit_id and b.instrument_id = i.id and ${holding}
          and tstzrange(b.starts_at, b.ends_at, '[)') && tstzrange(${span.start}, ${span.end}, '[)')) as taken
    from instrument i join unit u on u.id = i.unit_id
    where i.id = any(${[...instrumentIds]}::bigint[]) and i.accepted_version is not null and i.disposed_on is null`.execute(
    db,
  )
  return rows.map((row) => ({
    instrumentId: row.instrumentId,
    unitId: row.unitId,
    zone: row.zone,
    versions: row.versions ?? [],
    closures: row.closures ?? [],
    taken: (row.taken ?? []).map(([start, end]) => ({ start, end })),
  }))
}

/** Instruments that can be booked now, and all that are public. */
export async function openInstrumentShare(
  db: Db,
  now: Instant,
): Promise<{ open: number; published: number }> {
  const { rows } = await sql<{ open: number; published: number }>`
    select count(*) as published, count(*) filter (where (select r.bookable from booking_rules r
      where r.unit_id = i.unit_id and r.instrument_id = i.id and r.effective_from <= ${now}
      order by r.version desc limit 1)) as open
    from instrument i where i.accepted_version is not null and i.disposed_on is null`.execute(db)
  return rows[0] ?? { open: 0, published: 0 }
}
