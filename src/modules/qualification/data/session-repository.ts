import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { EnrolmentState, Session } from '../domain/enrolment.ts'

const columns = sql`s.unit_id as "unitId", s.id, s.course_id as "courseId", s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.place, s.seats, s.state`

/** A session held until the transaction ends, with how many seats are taken. */
export async function lockedSession(
  tx: Tx,
  id: number,
): Promise<{ readonly session: Session; readonly taken: number } | undefined> {
  const held =
    await sql<Session>`select ${columns} from training_session s where s.id = ${id} for update`.execute(tx)
  const session = held.rows[0]
  if (session === undefined) return undefined
  const { rows } = await sql<{ taken: number }>`select count(*) as taken from training_enrolment
    where unit_id = ${session.unitId} and session_id = ${id} and state <> 'withdrawn'`.execute(tx)
  return { session, taken: rows[0]?.taken ?? 0 }
}

export type SessionWish = Pick<Session, 'startsAt' | 'endsAt' | 'place' | 'seats'>

export async function insertSession(
  tx: Tx,
  of: { readonly unitId: number; readonly id: number },
  wish: SessionWish,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into training_session (unit_id, course_id, starts_at, ends_at, place, seats, state)
    values (${of.unitId}, ${of.id}, ${wish.startsAt}, ${wish.endsAt}, ${wish.place}, ${wish.seats}, 'planned')
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function updateSession(
  tx: Tx,
  { unitId, id }: Pick<Session, 'unitId' | 'id'>,
  wish: SessionWish,
) {
  await sql`update training_session set starts_at = ${wish.startsAt}, ends_at = ${wish.endsAt}, place = ${wish.place},
    seats = ${wish.seats} where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Calls a session off; answers who had a seat. */
export async function cancelSession(
  tx: Tx,
  { unitId, id }: Pick<Session, 'unitId' | 'id'>,
): Promise<number[]> {
  const { rows } = await sql<{ accountId: number }>`
    with cancelled as (update training_session set state = 'cancelled' where unit_id = ${unitId} and id = ${id})
    select account_id as "accountId" from training_enrolment
    where unit_id = ${unitId} and session_id = ${id} and state = 'enrolled'`.execute(tx)
  return rows.map(({ accountId }) => accountId)
}

interface EnrolmentKey {
  readonly unitId: number
  readonly courseId: number
  /** Undefined at an online course. */
  readonly sessionId: number | undefined
  readonly accountId: number
}

export async function enrolmentState(tx: Tx, key: EnrolmentKey): Promise<EnrolmentState | undefined> {
  const { rows } = await sql<{ state: EnrolmentState }>`select state from training_enrolment
    where unit_id = ${key.unitId} and course_id = ${key.courseId} and account_id = ${key.accountId}
      and session_id is not distinct from ${key.sessionId ?? null}::bigint for update`.execute(tx)
  return rows[0]?.state
}

/** Writes the state of an enrolment, whether there was one or not. */
export async function setEnrolment(
  tx: Tx,
  key: EnrolmentKey,
  state: EnrolmentState,
  now: Instant,
): Promise<void> {
  const target = key.sessionId === undefined ? sql`course_id, account_id` : sql`session_id, account_id`
  const where = key.sessionId === undefined ? sql`session_id is null` : sql`session_id is not null`
  await sql`insert into training_enrolment (unit_id, course_id, session_id, account_id, state, at)
    values (${key.unitId}, ${key.courseId}, ${key.sessionId ?? null}, ${key.accountId}, ${state}, ${now})
    on conflict (unit_id, ${target}) where ${where} do update set state = excluded.state, at = excluded.at`.execute(
    tx,
  )
}

/** A session with how many seats are taken and whether a person has one. */
export interface SessionLine extends Session {
  readonly taken: number
  readonly mine: EnrolmentState | null
}

/** Sessions of a course, soonest first, as a person sees them. */
export async function sessionsOf(
  db: Db,
  of: { readonly unitId: number; readonly id: number },
  accountId: number | undefined,
): Promise<SessionLine[]> {
  const { rows } = await sql<SessionLine>`select ${columns},
      (select count(*) from training_enrolment e where e.unit_id = s.unit_id and e.session_id = s.id
        and e.state <> 'withdrawn') as taken,
      (select e.state from training_enrolment e where e.unit_id = s.unit_id and e.session_id = s.id
        and e.account_id = ${accountId ?? 0}) as mine
    from training_session s where s.unit_id = ${of.unitId} and s.course_id = ${of.id} order by s.starts_at, s.id`.execute(
    db,
  )
  return rows
}

/** Somebody who takes part in a course, by session or, online, without one. */
export interface Participant {
  readonly sessionId: number | null
  readonly accountId: number
  readonly name: string
  readonly unitName: string | null
  readonly unitNameEn: string | null
  readonly state: EnrolmentState
  readonly at: Instant
}

export async function participantsOf(
  db: Db,
  of: { readonly unitId: number; readonly id: number },
): Promise<Participant[]> {
  const { rows } = await sql<Participant>`select e.session_id as "sessionId", e.account_id as "accountId",
      a.display_name as name, u.name as "unitName", u.name_en as "unitNameEn", e.state, e.at
    from training_enrolment e join account a on a.id = e.account_id left join unit u on u.id = a.unit_id
    where e.unit_id = ${of.unitId} and e.course_id = ${of.id} and e.state <> 'withdrawn'
    order by a.display_name, e.id limit 2000`.execute(db)
  return rows
}
