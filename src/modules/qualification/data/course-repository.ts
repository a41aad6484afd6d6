import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Course, CourseState, CourseWish, ExamRules } from '../domain/course.ts'
import type { Question, QuestionWish } from '../domain/exam.ts'
import {
  coverageColumns,
  coverageOf,
  type CoverageRow,
  type CoveredName,
  coveredNames,
  coveredWithin,
  coversInstrument,
} from './coverage-sql.ts'

/** Files handed in for courses. */
export const courseFilePurpose = 'course'

interface Row extends CoverageRow {
  unitId: number
  id: number
  version: number
  title: string
  titleEn: string
  level: string
  online: boolean
  material: string
  materialEn: string
  fileId: number | null
  needsPractical: boolean
  validMonths: number | null
  exam: ExamRules | null
  state: CourseState
}
const columns = sql`c.unit_id as "unitId", c.id, c.version, c.title, c.title_en as "titleEn", c.level, c.online, c.material,
  c.material_en as "materialEn", c.file_id as "fileId", c.needs_practical as "needsPractical",
  c.valid_months as "validMonths", c.exam, c.state, ${coverageColumns('c')}`
const courseOf = (row: Row): Course => ({
  ...{ unitId: row.unitId, id: row.id, version: row.version, title: row.title, titleEn: row.titleEn },
  ...{ level: row.level, online: row.online, material: row.material, materialEn: row.materialEn },
  ...{ fileId: row.fileId ?? undefined, needsPractical: row.needsPractical },
  ...{ validMonths: row.validMonths ?? undefined, exam: row.exam ?? undefined, state: row.state },
  ...coverageOf(row),
})

async function one(db: Db, id: number, lock: RawBuilder<unknown>): Promise<Course | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from training_course c where c.id = ${id} ${lock}`.execute(db)
  return rows[0] === undefined ? undefined : courseOf(rows[0])
}
export const courseById = (db: Db, id: number) => one(db, id, sql``)
/** A course held until the transaction ends. */
export const lockedCourse = (tx: Tx, id: number) => one(tx, id, sql`for update`)

const values = (wish: CourseWish) => ({
  ...{ title: wish.title, title_en: wish.titleEn, covers: wish.covers },
  instrument_ids: sql`${[...wish.instrumentIds]}::bigint[]`,
  ...{ centre_id: wish.centreId ?? null, class_code: wish.classCode, level: wish.level, online: wish.online },
  ...{ material: wish.material, material_en: wish.materialEn, file_id: wish.fileId ?? null },
  ...{ needs_practical: wish.needsPractical, valid_months: wish.validMonths ?? null },
  exam: sql`${wish.exam === undefined ? null : JSON.stringify(wish.exam)}::jsonb`,
  state: wish.state,
})

export async function insertCourse(tx: Tx, unitId: number, wish: CourseWish, now: Instant): Promise<number> {
  const row = Object.entries({ ...values(wish), unit_id: unitId, created_at: now })
  const { rows } = await sql<{ id: number }>`insert into training_course (${sql.join(
    row.map(([name]) => sql.ref(name)),
  )}) values (${sql.join(row.map(([, value]) => value))}) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function updateCourse(
  tx: Tx,
  of: Pick<Course, 'unitId' | 'id'>,
  wish: CourseWish,
): Promise<void> {
  const sets = Object.entries(values(wish)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  await sql`update training_course set ${sql.join(sets)}, version = version + 1
    where unit_id = ${of.unitId} and id = ${of.id}`.execute(tx)
}

/** Whether anybody has taken part in a course: what it covers and its level then stay. */
export async function courseInUse(db: Db, { unitId, id }: Pick<Course, 'unitId' | 'id'>): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select
    exists (select from training_enrolment where unit_id = ${unitId} and course_id = ${id})
      or exists (select from user_certificate where unit_id = ${unitId} and course_id = ${id}) as used`.execute(
    db,
  )
  return rows[0]?.used === true
}

/** The name of a file handed in for a course of a unit. */
export async function courseFile(db: Db, unitId: number, fileId: number) {
  const { rows } = await sql<{ name: string; mediaType: string }>`
    select name, media_type as "mediaType" from stored_file
    where id = ${fileId} and unit_id = ${unitId} and purpose = ${courseFilePurpose}`.execute(db)
  return rows[0]
}

/** Questions of a course that can be drawn. */
export async function questionsOf(
  db: Db,
  { unitId, id }: Pick<Course, 'unitId' | 'id'>,
): Promise<Question[]> {
  const { rows } =
    await sql<Question>`select id, kind, body, body_en as "bodyEn", options from training_question
    where unit_id = ${unitId} and course_id = ${id} and not retired order by id`.execute(db)
  return rows
}

/** The course a question belongs to. */
export async function courseOfQuestion(db: Db, questionId: number): Promise<number | undefined> {
  const { rows } = await sql<{ courseId: number }>`select course_id as "courseId" from training_question
    where id = ${questionId} and not retired`.execute(db)
  return rows[0]?.courseId
}

export async function insertQuestion(
  tx: Tx,
  of: Pick<Course, 'unitId' | 'id'>,
  wish: QuestionWish,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into training_question (unit_id, course_id, kind, body, body_en, options)
    values (${of.unitId}, ${of.id}, ${wish.kind}, ${wish.body}, ${wish.bodyEn}, ${JSON.stringify(wish.options)}::jsonb)
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function updateQuestion(tx: Tx, id: number, wish: QuestionWish): Promise<void> {
  await sql`update training_question set kind = ${wish.kind}, body = ${wish.body}, body_en = ${wish.bodyEn},
    options = ${JSON.stringify(wish.options)}::jsonb where id = ${id}`.execute(tx)
}

/** The question is no longer drawn; attempts keep it as it was asked. */
export async function retireQuestion(tx: Tx, id: number): Promise<void> {
  await sql`update training_question set retired = true where id = ${id}`.execute(tx)
}

/** A course with the words around it and its next session with a free seat. */
export interface CourseLine extends Course {
  readonly unitName: string
  readonly unitNameEn: string
  readonly zone: string
  readonly covered: readonly CoveredName[]
  readonly nextAt: Instant | null
  readonly nextPlace: string | null
  readonly questions: number
  readonly waiting: number
}
type LineRow = Row & Omit<CourseLine, keyof Course>

export interface CourseFilter {
  readonly id?: number
  readonly instrumentId?: number | undefined
  readonly scope?: ScopeFilter
  readonly openOnly: boolean
}

/** Courses for people to read, newest first; at most 500. */
export async function courseLines(db: Db, filter: CourseFilter, now: Instant): Promise<CourseLine[]> {
  const forInstrument =
    filter.instrumentId === undefined
      ? sql`true`
      : sql`exists (select from instrument i where i.id = ${filter.instrumentId} and ${coversInstrument('c', 'i')})`
  const { rows } = await sql<LineRow>`
    select ${columns}, u.name as "unitName", u.name_en as "unitNameEn", u.time_zone as zone,
      ${coveredNames('c')} as covered, s.starts_at as "nextAt", s.place as "nextPlace",
      (select count(*) from training_question q where q.unit_id = c.unit_id and q.course_id = c.id
        and not q.retired) as questions,
      (select count(*) from practical_check p where p.unit_id = c.unit_id and p.course_id = c.id
        and p.state = 'waiting') as waiting
    from training_course c join unit u on u.id = c.unit_id
      left join lateral (select starts_at, place from training_session s where s.unit_id = c.unit_id
        and s.course_id = c.id and s.state = 'planned' and s.starts_at > ${now} order by starts_at limit 1) s on true
    where ${filter.id === undefined ? sql`true` : sql`c.id = ${filter.id}`} and ${forInstrument}
      and ${filter.scope === undefined ? sql`true` : coveredWithin(filter.scope, 'c', 'u')}
      and ${filter.openOnly ? sql`c.state = 'open'` : sql`true`}
    order by c.id desc limit 500`.execute(db)
  return rows.map((row) => ({
    ...courseOf(row),
    ...{ unitName: row.unitName, unitNameEn: row.unitNameEn, zone: row.zone, covered: row.covered },
    ...{ nextAt: row.nextAt, nextPlace: row.nextPlace, questions: row.questions, waiting: row.waiting },
  }))
}
