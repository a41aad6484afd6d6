import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { centresOf, unitById } from '#modules/organizations/index.ts'
import { type Db, inTransaction, type Tx } from '#platform/db/connect.ts'
import { documentKindOf, documentKinds, nameAs } from '#platform/files/file-kind.ts'
import { gathered, storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import { Readable } from 'node:stream'
import {
  courseById,
  courseFile,
  courseFilePurpose,
  courseInUse,
  type CourseLine,
  courseLines,
  courseOfQuestion,
  insertCourse,
  insertQuestion,
  lockedCourse,
  questionsOf,
  retireQuestion,
  updateCourse,
  updateQuestion,
} from '../data/course-repository.ts'
import { instrumentsOfUnit } from '../data/coverage-sql.ts'
import { attemptsOf, waitingFor } from '../data/exam-repository.ts'
import { participantsOf, sessionsOf } from '../data/session-repository.ts'
import { type Course, courseRefusals, type CourseWish } from '../domain/course.ts'
import { cleanCoverage } from '../domain/coverage.ts'
import { questionRefusals, type QuestionWish } from '../domain/exam.ts'
import { keepsTraining, requireTraining } from './covered-places.ts'
import { progressOf } from './course-progress.ts'
import { qualificationRules, type QualificationRules } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'>

async function groundOf(
  db: Db,
  unitId: number,
  wish: CourseWish,
  questions: number,
  rules: QualificationRules,
) {
  const instruments = await instrumentsOfUnit(db, unitId, wish.instrumentIds)
  const centres = await centresOf(db, unitId)
  return {
    levels: new Set(rules.levels.map(({ code }) => code)),
    instrumentIds: new Set(instruments.map(({ id }) => id)),
    centreIds: new Set(centres.map(({ id }) => id)),
    fileKnown: wish.fileId === undefined || (await courseFile(db, unitId, wish.fileId)) !== undefined,
    questions,
  }
}

const audit = (
  tx: Tx,
  deps: D,
  actor: Actor,
  act: string,
  course: Pick<Course, 'unitId' | 'id'>,
  changes: object,
) =>
  writeAudit(tx, actor, deps.clock.now(), [
    {
      ...{ action: `course.${act}`, subject: 'course', subjectId: course.id, unitId: course.unitId },
      changes: { ...changes },
    },
  ])

/** A new course of a unit, for instruments the actor keeps. */
export async function addCourse(deps: D, actor: Actor, unitId: number, given: CourseWish): Promise<number> {
  const rules = await qualificationRules(deps)
  const wish = { ...given, ...cleanCoverage(given) }
  return inTransaction(deps.db, async (tx) => {
    found(await unitById(tx, unitId), 'unit')
    await requireTraining(tx, actor, unitId, wish)
    refuseIfAny(courseRefusals(wish, await groundOf(tx, unitId, wish, 0, rules)), 'invalid')
    const id = await insertCourse(tx, unitId, wish, deps.clock.now())
    await audit(tx, deps, actor, 'added', { unitId, id }, { title: wish.title, level: wish.level })
    return id
  })
}

/** The course for whoever keeps it, held; for others it does not exist unless it is open. */
export async function keptCourse(tx: Tx, actor: Actor, courseId: number): Promise<Course> {
  const course = found(await lockedCourse(tx, courseId), 'course')
  if (course.state !== 'open' && !(await keepsTraining(tx, actor, course.unitId, course)))
    found(undefined, 'course')
  await requireTraining(tx, actor, course.unitId, course)
  return course
}

const sameCoverage = (a: CourseWish, b: CourseWish): boolean =>
  a.level === b.level && JSON.stringify(cleanCoverage(a)) === JSON.stringify(cleanCoverage(b))

/** Changes a course; what it is for and its level stay once people took part. */
export async function editCourse(
  deps: D,
  actor: Actor,
  courseId: number,
  { version, ...given }: CourseWish & { readonly version: number },
): Promise<void> {
  const rules = await qualificationRules(deps)
  const wish = { ...given, ...cleanCoverage(given) }
  await inTransaction(deps.db, async (tx) => {
    const course = await keptCourse(tx, actor, courseId)
    await requireTraining(tx, actor, course.unitId, wish)
    if (course.version !== version) refuse('conflict', { code: 'changed_meanwhile' })
    if (!sameCoverage(course, wish) && (await courseInUse(tx, course)))
      refuse('conflict', { code: 'qualification.course_in_use' })
    const { length } = await questionsOf(tx, course)
    refuseIfAny(courseRefusals(wish, await groundOf(tx, course.unitId, wish, length, rules)), 'invalid')
    await updateCourse(tx, course, wish)
    await audit(tx, deps, actor, 'edited', course, { title: wish.title, state: wish.state })
  })
}

const maxBytes = 20 * 1024 * 1024

/** Hands in a document to read for a course of a unit; what it is, is told by its content. */
export async function addCourseFile(
  deps: D,
  actor: Actor,
  unitId: number,
  given: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<{ readonly id: number; readonly name: string }> {
  found(await unitById(deps.db, unitId), 'unit')
  const scope = scopeOf(actor, 'training.manage')
  const by = requireSignedIn(actor)
  if (!scope.everything && by.unitId !== unitId && !scope.unitIds.includes(unitId))
    refuse('forbidden', { code: 'forbidden', ability: 'training.manage' })
  const bytes = await gathered(given.bytes, maxBytes)
  const kind = documentKindOf(bytes) ?? refuse('invalid', { code: 'qualification.file_kind' })
  return inTransaction(deps.db, (tx) =>
    storeFile(
      tx,
      {
        ...{ name: nameAs(kind, given.name), mediaType: documentKinds[kind], purpose: courseFilePurpose },
        ...{ unitId, createdBy: by.accountId, maxBytes },
      },
      Readable.from([bytes]),
    ),
  )
}

/** A course somebody may read: an open one, or any for whoever keeps it. */
async function readableCourse(db: Db, actor: Actor, courseId: number) {
  const course = found(await courseById(db, courseId), 'course')
  const keeps = await keepsTraining(db, actor, course.unitId, course)
  if (course.state === 'draft' && !keeps) found(undefined, 'course')
  return { course, keeps }
}

/** The document of a course. */
export async function readCourseFile(deps: D, actor: Actor, courseId: number) {
  const { course } = await readableCourse(deps.db, actor, courseId)
  const fileId = found(course.fileId, 'file')
  const file = found(await courseFile(deps.db, course.unitId, fileId), 'file')
  return { ...file, bytes: await wholeFile(deps.db, fileId) }
}

/** A question is added to the bank of a course. */
export function addQuestion(deps: D, actor: Actor, courseId: number, wish: QuestionWish): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const course = await keptCourse(tx, actor, courseId)
    refuseIfAny(questionRefusals(wish), 'invalid')
    const questionId = await insertQuestion(tx, course, wish)
    await audit(tx, deps, actor, 'question_added', course, { questionId })
    return questionId
  })
}

/** A question is rewritten, or, without a wish, no longer drawn; attempts keep it as it was asked. */
export async function changeQuestion(
  deps: D,
  actor: Actor,
  questionId: number,
  wish: QuestionWish | undefined,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const course = await keptCourse(tx, actor, found(await courseOfQuestion(tx, questionId), 'question'))
    if (wish === undefined) await retire(tx, course, questionId)
    else {
      refuseIfAny(questionRefusals(wish), 'invalid')
      await updateQuestion(tx, questionId, wish)
    }
    const act = wish === undefined ? 'question_removed' : 'question_edited'
    await audit(tx, deps, actor, act, course, { questionId })
  })
}

async function retire(tx: Tx, course: Course, questionId: number): Promise<void> {
  const { length } = await questionsOf(tx, course)
  const questions = course.exam?.questions ?? 0
  if (course.state === 'open' && length <= questions)
    refuse('conflict', { code: 'qualification.bank_too_small', questions })
  await retireQuestion(tx, questionId)
}

/** Courses open to everybody, for one instrument or for all. */
export const openCourses = (deps: D, instrumentId: number | undefined): Promise<CourseLine[]> =>
  courseLines(deps.db, { openOnly: true, instrumentId }, deps.clock.now())

/** The courses whose training somebody keeps, and who waits for a practical check of theirs. */
export async function managedCourses(deps: D, actor: Actor) {
  const scope = scopeOf(actor, 'training.manage')
  const courses = await courseLines(deps.db, { openOnly: false, scope }, deps.clock.now())
  const waiting = await waitingFor(
    deps.db,
    courses.map(({ id }) => id),
  )
  return { courses, waiting }
}

/** A course as somebody takes it: what to read, sessions, how far they are, their attempts. */
export async function showCourse(deps: D, actor: Actor, courseId: number) {
  const { accountId } = requireSignedIn(actor)
  const { course, keeps } = await readableCourse(deps.db, actor, courseId)
  const [line] = await courseLines(deps.db, { openOnly: false, id: courseId }, deps.clock.now())
  const of = { unitId: course.unitId, courseId, accountId }
  const [sessions, attempts, progress] = await Promise.all([
    sessionsOf(deps.db, course, accountId),
    attemptsOf(deps.db, of),
    progressOf(deps.db, course, accountId, deps.clock.now()),
  ])
  const file =
    course.fileId === undefined ? undefined : await courseFile(deps.db, course.unitId, course.fileId)
  return { course: found(line, 'course'), keeps, sessions, attempts, progress, fileName: file?.name }
}

/** A course as its keeper sees it: questions with what is right, sessions, who takes part. */
export async function showCourseToKeeper(deps: D, actor: Actor, courseId: number) {
  const { course, keeps } = await readableCourse(deps.db, actor, courseId)
  if (!keeps) found(undefined, 'course')
  const [line] = await courseLines(deps.db, { openOnly: false, id: courseId }, deps.clock.now())
  const [questions, sessions, participants, inUse] = await Promise.all([
    questionsOf(deps.db, course),
    sessionsOf(deps.db, course, undefined),
    participantsOf(deps.db, course),
    courseInUse(deps.db, course),
  ])
  const file =
    course.fileId === undefined ? undefined : await courseFile(deps.db, course.unitId, course.fileId)
  return { course: found(line, 'course'), questions, sessions, participants, inUse, fileName: file?.name }
}
