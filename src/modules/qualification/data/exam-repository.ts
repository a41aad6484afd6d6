import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { PracticalState } from '../domain/practical.ts'
import type { Answers, AttemptState, Question } from '../domain/exam.ts'

/** An attempt with the questions as they were asked. */
export interface Attempt {
  readonly unitId: number
  readonly id: number
  readonly courseId: number
  readonly accountId: number
  readonly no: number
  readonly paper: readonly Question[]
  readonly answers: Answers
  readonly passPercent: number
  readonly state: AttemptState
  readonly rightCount: number | undefined
  readonly startedAt: Instant
  readonly deadlineAt: Instant
  readonly endedAt: Instant | undefined
}
type Row = Omit<Attempt, 'rightCount' | 'endedAt'> & { rightCount: number | null; endedAt: Instant | null }
const columns = sql`unit_id as "unitId", id, course_id as "courseId", account_id as "accountId", no, paper, answers,
  pass_percent as "passPercent", state, right_count as "rightCount", started_at as "startedAt",
  deadline_at as "deadlineAt", ended_at as "endedAt"`
const attemptOf = (row: Row): Attempt => ({
  ...row,
  rightCount: row.rightCount ?? undefined,
  endedAt: row.endedAt ?? undefined,
})

export async function attemptById(db: Db, id: number): Promise<Attempt | undefined> {
  const { rows } = await sql<Row>`select ${columns} from exam_attempt where id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : attemptOf(rows[0])
}
/** An attempt held until the transaction ends. */
export async function lockedAttempt(tx: Tx, id: number): Promise<Attempt | undefined> {
  const { rows } = await sql<Row>`select ${columns} from exam_attempt where id = ${id} for update`.execute(tx)
  return rows[0] === undefined ? undefined : attemptOf(rows[0])
}

interface Of {
  readonly unitId: number
  readonly courseId: number
  readonly accountId: number
}

/** All attempts of a person at a course, oldest first. */
export async function attemptsOf(db: Db, of: Of): Promise<Attempt[]> {
  const { rows } = await sql<Row>`select ${columns} from exam_attempt
    where unit_id = ${of.unitId} and course_id = ${of.courseId} and account_id = ${of.accountId} order by no`.execute(
    db,
  )
  return rows.map(attemptOf)
}

/** Begins an attempt; undefined when the person began one at the same moment. */
export async function insertAttempt(
  tx: Tx,
  of: Of &
    Pick<Attempt, 'no' | 'paper' | 'passPercent' | 'startedAt' | 'deadlineAt'> & { readonly seed: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into exam_attempt (unit_id, course_id, account_id, no, seed, paper, pass_percent, state, started_at, deadline_at)
    values (${of.unitId}, ${of.courseId}, ${of.accountId}, ${of.no}, ${of.seed}, ${JSON.stringify(of.paper)}::jsonb,
      ${of.passPercent}, 'running', ${of.startedAt}, ${of.deadlineAt})
    on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id
}

export async function saveAnswers(
  tx: Tx,
  { unitId, id }: Pick<Attempt, 'unitId' | 'id'>,
  answers: Answers,
): Promise<void> {
  await sql`update exam_attempt set answers = ${JSON.stringify(answers)}::jsonb
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

export async function endAttempt(
  tx: Tx,
  { unitId, id }: Pick<Attempt, 'unitId' | 'id'>,
  end: { readonly state: AttemptState; readonly right: number },
  now: Instant,
): Promise<void> {
  await sql`update exam_attempt set state = ${end.state}, right_count = ${end.right}, ended_at = ${now}
    where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Attempts that still run though their time is over. */
export async function attemptsOver(db: Db, before: Instant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from exam_attempt
    where state = 'running' and deadline_at < ${before} order by deadline_at limit 200`.execute(db)
  return rows.map(({ id }) => id)
}

/** What a person has done of a course; `since` their last certificate of it, nothing earlier counts. */
export interface Done {
  readonly since: Instant | null
  readonly attendedAt: Instant | null
  readonly examPassed: boolean
  readonly practical: PracticalState | null
  readonly practicalNote: string | null
}

export async function doneOf(db: Db, of: Of): Promise<Done> {
  const key = sql`unit_id = ${of.unitId} and course_id = ${of.courseId} and account_id = ${of.accountId}`
  const { rows } = await sql<Done>`
    with last as (select max(issued_at) as at from user_certificate where ${key}),
      newest as (select p.state, p.note from practical_check p, last where ${key}
        and p.asked_at > coalesce(last.at, '-infinity') order by p.id desc limit 1)
    select last.at as since,
      (select max(e.at) from training_enrolment e where ${key} and e.state = 'attended'
        and e.at > coalesce(last.at, '-infinity')) as "attendedAt",
      exists (select from exam_attempt a where ${key} and a.state = 'passed'
        and a.ended_at > coalesce(last.at, '-infinity')) as "examPassed",
      (select state from newest) as practical, (select note from newest) as "practicalNote"
    from last`.execute(db)
  return rows[0] ?? { since: null, attendedAt: null, examPassed: false, practical: null, practicalNote: null }
}

/** Puts somebody on the list of those who wait for the practical check; false when they wait already. */
export async function askPractical(tx: Tx, of: Of, now: Instant): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into practical_check (unit_id, course_id, account_id, state, asked_at)
    values (${of.unitId}, ${of.courseId}, ${of.accountId}, 'waiting', ${now}) on conflict do nothing returning id`.execute(
    tx,
  )
  return rows[0]?.id
}

export interface PracticalCheck extends Of {
  readonly id: number
  readonly state: PracticalState
}

/** A practical check held until the transaction ends. */
export async function lockedPractical(tx: Tx, id: number): Promise<PracticalCheck | undefined> {
  const { rows } = await sql<PracticalCheck>`select unit_id as "unitId", id, course_id as "courseId",
    account_id as "accountId", state from practical_check where id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function decidePracticalRow(
  tx: Tx,
  { unitId, id }: Pick<PracticalCheck, 'unitId' | 'id'>,
  decision: { readonly state: PracticalState; readonly note: string; readonly by: number },
  now: Instant,
): Promise<void> {
  await sql`update practical_check set state = ${decision.state}, note = ${decision.note}, decided_by = ${decision.by},
    decided_at = ${now} where unit_id = ${unitId} and id = ${id}`.execute(tx)
}

/** Somebody who waits for a practical check. */
export interface WaitingLine {
  readonly id: number
  readonly courseId: number
  readonly accountId: number
  readonly name: string
  readonly unitName: string | null
  readonly unitNameEn: string | null
  readonly askedAt: Instant
}

/** Who waits for the practical check of one of these courses, longest first. */
export async function waitingFor(db: Db, courseIds: readonly number[]): Promise<WaitingLine[]> {
  const { rows } = await sql<WaitingLine>`select p.id, p.course_id as "courseId", p.account_id as "accountId",
      a.display_name as name, u.name as "unitName", u.name_en as "unitNameEn", p.asked_at as "askedAt"
    from practical_check p join account a on a.id = p.account_id left join unit u on u.id = a.unit_id
    where p.course_id = any(${[...courseIds]}::bigint[]) and p.state = 'waiting' order by p.asked_at, p.id`.execute(
    db,
  )
  return rows
}
