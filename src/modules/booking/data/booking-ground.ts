import { type RawBuilder, sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Place } from '#kernel/permissions.ts'
import { type Instant, minute, plus } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Closure } from '../domain/booking-rules.ts'
import type { RulesVersion } from '../domain/rules.ts'

/** A version of the rules with the count of changes of the instrument's calendar so far. */
export interface StoredRules extends RulesVersion {
  readonly revision: number
}

/** What a decision about a span of an instrument stands on, read in one statement. */
export interface Ground {
  readonly unitId: number
  readonly instrumentId: number
  readonly instrumentName: string
  /** False while the province has not accepted it, or after it was disposed of. */
  readonly open: boolean
  readonly place: Place
  readonly zone: string
  readonly userUnitKind: string | undefined
  readonly versions: readonly StoredRules[]
  readonly closures: readonly Closure[]
  readonly taken: readonly Interval[]
}

interface Row {
  unitId: number
  name: string
  open: boolean
  centreId: number | null
  departmentId: number | null
  cityCode: string | null
  zone: string
  userUnitKind: string | null
  versions: StoredRules[] | null
  closures: Closure[] | null
  taken: [Instant, Instant][] | null
}

/** The largest buffer rules may ask for; bookings this near to a slot matter to it. */
export const largestBufferMinutes = 240

/** Epoch milliseconds, for json. */
export const ms = (column: string): RawBuilder<number> =>
  sql`floor(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`

/** The versions of an instrument's rules that govern some moment of a span; `i` is the instrument. */
export const versionsWithin = (span: Interval): RawBuilder<StoredRules[] | null> => sql`
  (select jsonb_agg(jsonb_build_object('version', r.version, 'effectiveFrom', ${ms('r.effective_from')},
      'bookable', r.bookable, 'rules', r.rules, 'revision', r.revision))
    from booking_rules r where r.unit_id = i.unit_id and r.instrument_id = i.id and r.effective_from < ${span.end}
      and r.version >= coalesce((select max(x.version) from booking_rules x where x.unit_id = i.unit_id
        and x.instrument_id = i.id and x.effective_from <= ${span.start}), 0))`

/** Closures of an instrument that overlap a span. */
export const closuresWithin = (span: Interval): RawBuilder<Closure[] | null> => sql`
  (select jsonb_agg(jsonb_build_object('id', c.id, 'start', ${ms('c.starts_at')}, 'end', ${ms('c.ends_at')},
      'kind', c.kind, 'reason', c.reason) order by c.starts_at)
    from closure c where c.unit_id = i.unit_id and c.instrument_id = i.id
      and c.ends_at > ${span.start} and c.starts_at < ${span.end})`

/** The predicate of the exclusion index, repeated so that the index serves the query. */
export const holding = sql`status in ('pending', 'confirmed', 'in_use', 'completed')`

function groundOf(row: Row, instrumentId: number): Ground {
  return {
    unitId: row.unitId,
    instrumentId,
    instrumentName: row.name,
    open: row.open,
    place: {
      unitId: row.unitId,
      departmentId: row.departmentId ?? undefined,
      cityCode: row.cityCode ?? undefined,
      centreId: row.centreId ?? undefined,
      instrumentId,
    },
    zone: row.zone,
    userUnitKind: row.userUnitKind ?? undefined,
    versions: row.versions ?? [],
    closures: row.closures ?? [],
    taken: (row.taken ?? []).map(([start, end]) => ({ start, end })),
  }
}

export interface GroundWish {
  readonly instrumentId: number
  readonly span: Interval
  /** The legal person of the user, whose kind decides whether the instrument is open to them. */
  readonly userUnitId: number | undefined
  /** A booking that is being moved is not in its own way. */
  readonly except?: number | undefined
}

/** Instrument, zone, rules in force, closures and bookings around a span; undefined when there is no such instrument. */
export async function bookingGround(db: Db, wish: GroundWish): Promise<Ground | undefined> {
  const { instrumentId, span } = wish
  const around = {
    start: plus(span.start, -largestBufferMinutes * minute),
    end: plus(span.end, largestBufferMinutes * minute),
  }
  const { rows } = await sql<Row>`
    select i.unit_id as "unitId", i.name, i.accepted_version is not null and i.disposed_on is null as open,
      i.centre_id as "centreId", u.department_id as "departmentId", u.city_code as "cityCode", u.time_zone as zone,
      (select kind from unit where id = ${wish.userUnitId ?? null}) as "userUnitKind",
      ${versionsWithin(span)} as versions, ${closuresWithin(span)} as closures,
      (select jsonb_agg(jsonb_build_array(${ms('b.starts_at')}, ${ms('b.ends_at')}) order by b.starts_at)
        from booking b where b.unit_id = i.unit_id and b.instrument_id = i.id and ${holding} and b.id <> ${wish.except ?? 0}
          and tstzrange(b.starts_at, b.ends_at, '[)') && tstzrange(${around.start}, ${around.end}, '[)')) as taken
    from instrument i join unit u on u.id = i.unit_id where i.id = ${instrumentId}`.execute(db)
  return rows[0] === undefined ? undefined : groundOf(rows[0], instrumentId)
}
