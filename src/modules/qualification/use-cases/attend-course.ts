import { type Actor, requireSignedIn, type SignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { courseById } from '../data/course-repository.ts'
import { decidePracticalRow, lockedPractical } from '../data/exam-repository.ts'
import {
  cancelSession,
  enrolmentState,
  insertSession,
  lockedSession,
  type SessionWish,
  setEnrolment,
  updateSession,
} from '../data/session-repository.ts'
import type { Course } from '../domain/course.ts'
import { afterEnrolmentAct, enrolRefusals } from '../domain/enrolment.ts'
import { practicalSteps } from '../domain/practical.ts'
import { requireTraining } from './covered-places.ts'
import { advance, progressOf } from './course-progress.ts'
import { keptCourse } from './courses.ts'
import { siteZone } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'> & Notifying
const byOf = ({ accountId, displayName: name }: SignedIn) => ({ accountId, name })

async function openCourse(tx: Tx, courseId: number): Promise<Course> {
  const course = found(await courseById(tx, courseId), 'course')
  if (course.state === 'draft') found(undefined, 'course')
  if (course.state !== 'open') refuse('conflict', { code: 'qualification.course_not_open' })
  return course
}

/** Somebody confirms to have read an online course. */
export async function readCourse(deps: D, actor: Actor, courseId: number): Promise<void> {
  const by = requireSignedIn(actor)
  await inTransaction(deps.db, async (tx) => {
    const course = await openCourse(tx, courseId)
    if (!course.online) refuse('conflict', { code: 'qualification.not_online' })
    const key = { unitId: course.unitId, courseId, sessionId: undefined, accountId: by.accountId }
    // reading again counts anew only after a certificate: the attempts of an exam are not given back by a click
    const before = await enrolmentState(tx, key)
    if (before === undefined || (await mayReadAgain(tx, deps, course, by.accountId)))
      await setEnrolment(tx, key, 'attended', deps.clock.now())
    await advance(tx, deps, course, by.accountId, byOf(by))
  })
}

async function mayReadAgain(tx: Tx, deps: D, course: Course, accountId: number): Promise<boolean> {
  return (await progressOf(tx, course, accountId, deps.clock.now())).attendedAt === undefined
}

/** Somebody takes a seat at a session or gives it back; the last seat goes to one. */
export async function enrol(
  deps: D,
  actor: Actor,
  sessionId: number,
  act: 'enrol' | 'withdraw',
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { session, taken } = found(await lockedSession(tx, sessionId), 'session')
    await openCourse(tx, session.courseId)
    const key = { unitId: session.unitId, courseId: session.courseId, sessionId, accountId }
    const before = await enrolmentState(tx, key)
    if (act === 'enrol') refuseIfAny(enrolRefusals(session, taken, before, now))
    else if (session.startsAt <= now) refuse('conflict', { code: 'qualification.session_begun' })
    const state =
      afterEnrolmentAct(before, act) ?? refuse('conflict', { code: 'qualification.enrolment_not_so' })
    await setEnrolment(tx, key, state, now)
  })
}

/** The keeper plans a session of a course. */
export async function addSession(
  deps: D,
  actor: Actor,
  courseId: number,
  wish: SessionWish,
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const course = await keptCourse(tx, actor, courseId)
    if (course.online) refuse('conflict', { code: 'qualification.online_only' })
    if (wish.endsAt <= wish.startsAt) refuse('invalid', { code: 'qualification.session_times' })
    return insertSession(tx, course, wish)
  })
}

/** The keeper changes a session; seats never fall below those taken. */
export async function editSession(
  deps: D,
  actor: Actor,
  sessionId: number,
  wish: SessionWish,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const { session, taken } = found(await lockedSession(tx, sessionId), 'session')
    await keptCourse(tx, actor, session.courseId)
    if (session.state === 'cancelled') refuse('conflict', { code: 'qualification.session_cancelled' })
    if (wish.endsAt <= wish.startsAt) refuse('invalid', { code: 'qualification.session_times' })
    if (wish.seats < taken) refuse('conflict', { code: 'qualification.seats_below_taken', taken })
    await updateSession(tx, session, wish)
  })
}

/** The keeper calls a session off; whoever had a seat is told. */
export async function callOffSession(deps: D, actor: Actor, sessionId: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const { session } = found(await lockedSession(tx, sessionId), 'session')
    const course = await keptCourse(tx, actor, session.courseId)
    if (session.state === 'cancelled') refuse('conflict', { code: 'qualification.session_cancelled' })
    const unit = await unitById(tx, session.unitId)
    const accountIds = await cancelSession(tx, session)
    const time = isoIn(session.startsAt, unit?.timeZone ?? siteZone)
      .slice(0, 16)
      .replace('T', ' ')
    await notify(tx, deps, [
      {
        to: accountIds.map((accountId) => ({ accountId })),
        ...{ topic: 'qualification', code: 'qualification.session_called_off' },
        details: { course: course.title, time },
        ...{ link: `/courses/${course.id}`, onceKey: `session ${session.id} off` },
      },
    ])
  })
}

/** The keeper notes who came to a session; may be corrected later. */
export async function noteAttendance(
  deps: D,
  actor: Actor,
  sessionId: number,
  people: readonly { readonly accountId: number; readonly attended: boolean }[],
): Promise<void> {
  const by = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { session } = found(await lockedSession(tx, sessionId), 'session')
    const course = await keptCourse(tx, actor, session.courseId)
    if (session.state === 'cancelled') refuse('conflict', { code: 'qualification.session_cancelled' })
    for (const { accountId, attended } of people) {
      const key = { unitId: session.unitId, courseId: session.courseId, sessionId, accountId }
      const before = await enrolmentState(tx, key)
      const state = before === undefined ? undefined : afterEnrolmentAct(before, attended ? 'attend' : 'miss')
      if (state === undefined) return refuse('conflict', { code: 'qualification.enrolment_not_so' })
      if (state === before) continue
      await setEnrolment(tx, key, state, now)
      if (attended) await advance(tx, deps, course, accountId, byOf(by))
    }
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'course.attendance_noted', subject: 'course', subjectId: course.id },
        ...{ unitId: course.unitId, changes: { sessionId, people } },
      },
    ])
  })
}

/** After a failed practical check somebody asks for another. */
export async function askPracticalAgain(deps: D, actor: Actor, courseId: number): Promise<void> {
  const by = requireSignedIn(actor)
  await inTransaction(deps.db, async (tx) => {
    const course = await openCourse(tx, courseId)
    await advance(tx, deps, course, by.accountId, byOf(by), true)
  })
}

/** The lead signs a practical check off, or says what is missing; passing it may complete the certificate. */
export async function decidePractical(
  deps: D,
  actor: Actor,
  checkId: number,
  wish: { readonly passed: boolean; readonly note: string },
): Promise<void> {
  const by = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const check = found(await lockedPractical(tx, checkId), 'practical')
    const course = found(await courseById(tx, check.courseId), 'course')
    await requireTraining(tx, actor, course.unitId, course)
    const state = practicalSteps[check.state][wish.passed ? 'pass' : 'fail']
    if (state === undefined) return refuse('conflict', { code: 'qualification.practical_not_waiting' })
    if (!wish.passed && wish.note === '') refuse('invalid', { code: 'qualification.reason_needed' })
    await decidePracticalRow(tx, check, { state, note: wish.note, by: by.accountId }, now)
    if (wish.passed) await advance(tx, deps, course, check.accountId, byOf(by))
    else
      await notify(tx, deps, [
        {
          ...{ to: [{ accountId: check.accountId }], topic: 'qualification' },
          ...{ code: 'qualification.practical_failed', details: { course: course.title, note: wish.note } },
          ...{ link: `/courses/${course.id}`, onceKey: `practical ${check.id} failed` },
        },
      ])
    await writeAudit(tx, actor, now, [
      {
        ...{ action: `practical.${state}`, subject: 'course', subjectId: course.id, unitId: course.unitId },
        changes: { accountId: check.accountId, note: wish.note },
      },
    ])
  })
}
