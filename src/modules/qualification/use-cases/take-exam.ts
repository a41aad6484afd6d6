import { randomUUID } from 'node:crypto'
import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant, plus } from '#kernel/time.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { courseById, questionsOf } from '../data/course-repository.ts'
import {
  type Attempt,
  attemptById,
  attemptsOf,
  attemptsOver,
  endAttempt,
  insertAttempt,
  lockedAttempt,
  saveAnswers,
} from '../data/exam-repository.ts'
import { type Answers, attemptSteps, deadlineOf, draw, gradeAct, graceMilliseconds } from '../domain/exam.ts'
import { advance, progressOf } from './course-progress.ts'

type D = Pick<Deps, 'db' | 'clock'> & Notifying

/** Grades what is answered and ends the attempt; a pass leads on in the course. */
async function finish(tx: Tx, deps: D, attempt: Attempt, answers: Answers, inTime: boolean): Promise<void> {
  const { right, act } = gradeAct(attempt, answers, inTime)
  const state = attemptSteps[attempt.state][act]
  if (state === undefined) return refuse('conflict', { code: 'qualification.attempt_over' })
  await endAttempt(tx, attempt, { state, right }, deps.clock.now())
  const course = await courseById(tx, attempt.courseId)
  if (state === 'passed' && course !== undefined)
    await advance(tx, deps, course, attempt.accountId, { accountId: undefined, name: course.title })
}

const isOver = (attempt: Attempt, now: Instant): boolean => now > plus(attempt.deadlineAt, graceMilliseconds)

/** Ends attempts whose time is over with what was answered by then; answers how many. */
export async function endOverdueAttempts(deps: D): Promise<number> {
  const ids = await attemptsOver(deps.db, plus(deps.clock.now(), -graceMilliseconds))
  for (const id of ids)
    await inTransaction(deps.db, async (tx) => {
      const attempt = await lockedAttempt(tx, id)
      if (attempt?.state === 'running') await finish(tx, deps, attempt, attempt.answers, false)
    })
  return ids.length
}

/** Begins an attempt, or goes on with the one that runs: two at once are one. Answers its id. */
export async function beginAttempt(deps: D, actor: Actor, courseId: number): Promise<number> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  const begin = () =>
    inTransaction(deps.db, async (tx) => {
      const course = found(await courseById(tx, courseId), 'course')
      if (course.state === 'draft') found(undefined, 'course')
      if (course.state !== 'open') refuse('conflict', { code: 'qualification.course_not_open' })
      const of = { unitId: course.unitId, courseId, accountId }
      const attempts = await attemptsOf(tx, of)
      const running = attempts.find(({ state }) => state === 'running')
      if (running !== undefined && !isOver(running, now)) return running.id
      if (running !== undefined) await finish(tx, deps, running, running.answers, false)
      const { examRefusals } = await progressOf(tx, course, accountId, now)
      refuseIfAny(examRefusals)
      const { exam } = course
      if (exam === undefined) return refuse('conflict', { code: 'qualification.no_exam' })
      const seed = randomUUID()
      const paper = draw(await questionsOf(tx, course), exam.questions, seed)
      const times = { startedAt: now, deadlineAt: deadlineOf(exam, now) }
      const no = (attempts.at(-1)?.no ?? 0) + 1
      return insertAttempt(tx, { ...of, ...times, no, seed, paper, passPercent: exam.passPercent })
    })
  return (await begin()) ?? (await begin()) ?? refuse('conflict', { code: 'changed_meanwhile' })
}

/** One's own attempt, for whoever sits it alone. */
export async function showAttempt(deps: D, actor: Actor, attemptId: number) {
  const { accountId } = requireSignedIn(actor)
  const attempt = await attemptById(deps.db, attemptId)
  const own = found(attempt?.accountId === accountId ? attempt : undefined, 'attempt')
  const course = found(await courseById(deps.db, own.courseId), 'course')
  return { attempt: own, course }
}

/** Keeps the answers so far, or hands them in. After the time is over only what was kept before counts. */
export async function answerExam(
  deps: D,
  actor: Actor,
  attemptId: number,
  wish: { readonly answers: Answers; readonly submit: boolean },
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  await inTransaction(deps.db, async (tx) => {
    const held = await lockedAttempt(tx, attemptId)
    const attempt = found(held?.accountId === accountId ? held : undefined, 'attempt')
    if (attempt.state !== 'running') refuse('conflict', { code: 'qualification.attempt_over' })
    const inTime = !isOver(attempt, deps.clock.now())
    const answers = inTime ? wish.answers : attempt.answers
    if (inTime) await saveAnswers(tx, attempt, answers)
    if (wish.submit || !inTime) await finish(tx, deps, attempt, answers, inTime)
  })
}
