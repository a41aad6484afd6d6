import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { GateGround, HeldCertificate, OfferedCourse, Requirement } from '../domain/gate-rules.ts'
import { coversInstrument } from './coverage-sql.ts'

type Nullable<T> = {
  [K in keyof T]: T[K] extends infer V ? (undefined extends V ? Exclude<V, undefined> | null : V) : never
}
interface Row {
  requirement: Nullable<Requirement>
  certificates: Nullable<HeldCertificate>[] | null
  courses: Nullable<OfferedCourse>[] | null
}
/** `null` of the database as undefined. */
const plain = <T extends object>(row: Nullable<T>): T =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as T

/** Courses that are open for the instrument in row `i`, each with its next session that has a free seat. */
const openCourses = (now: Instant) => sql`
  (select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'titleEn', c.title_en, 'level', c.level,
      'online', c.online, 'nextAt', floor(extract(epoch from s.starts_at) * 1000)::bigint, 'place', coalesce(s.place, '')))
    from training_course c left join lateral (select starts_at, place from training_session s
      where s.unit_id = c.unit_id and s.course_id = c.id and s.state = 'planned' and s.starts_at > ${now}
        and s.seats > (select count(*) from training_enrolment e where e.unit_id = s.unit_id and e.session_id = s.id
          and e.state <> 'withdrawn')
      order by starts_at limit 1) s on true
    where c.unit_id = i.unit_id and c.state = 'open' and ${coversInstrument('c', 'i')})`

/**
 * All the gate asks, in one statement by keys: what the instrument requires at the start of the slot, what the person holds
 * for it, and the courses that lead there. Undefined when nothing is required, or the person leads the instrument.
 */
export async function gateGround(
  db: Db,
  key: {
    readonly unitId: number
    readonly instrumentId: number
    readonly accountId: number
    readonly slot: Interval
    readonly now: Instant
  },
): Promise<GateGround | undefined> {
  const { unitId, instrumentId, accountId, slot, now } = key
  const { rows } = await sql<Row>`
    select jsonb_build_object('byDay', r.by_day, 'atNight', r.at_night, 'guided', r.guided,
        'nightFrom', r.night_from, 'nightUntil', r.night_until) as requirement,
      (select jsonb_agg(jsonb_build_object('level', c.level, 'validFrom', c.valid_from, 'validUntil', c.valid_until,
          'state', c.state)) from user_certificate c
        where c.unit_id = i.unit_id and c.account_id = ${accountId} and c.state <> 'replaced'
          and ${coversInstrument('c', 'i')}) as certificates,
      ${openCourses(now)} as courses
    from instrument i
      join lateral (select * from instrument_requirement r where r.unit_id = i.unit_id and r.instrument_id = i.id
        and r.effective_from <= ${slot.start} order by r.version desc limit 1) r
        on r.by_day is not null or r.at_night is not null or r.guided is not null
    where i.unit_id = ${unitId} and i.id = ${instrumentId}
      and not exists (select from role_grant g where g.account_id = ${accountId}
        and g.role in ('instrument_lead', 'centre_manager')
        and (g.scope = 'instrument' and g.scope_id = i.id::text or g.scope = 'centre' and g.scope_id = i.centre_id::text
          or g.scope = 'unit' and g.scope_id = i.unit_id::text))`.execute(db)
  const row = rows[0]
  if (row === undefined) return undefined
  return {
    requirement: plain(row.requirement),
    certificates: (row.certificates ?? []).map(plain<HeldCertificate>),
    courses: (row.courses ?? []).map(plain<OfferedCourse>),
  }
}
