import type { Refusal } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { accountById } from '#modules/identity/index.ts'
import { notify, type Notifying, type Recipient } from '#modules/notices/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { instrumentsOfUnit } from '../data/coverage-sql.ts'
import { askPractical, attemptsOf, doneOf } from '../data/exam-repository.ts'
import { lastDay } from '../domain/certificate.ts'
import { type Course, type CourseStep, nextStep } from '../domain/course.ts'
import { attemptRefusals } from '../domain/exam.ts'
import { issueCertificates } from './keep-certificates.ts'
import { qualificationRules, siteZone } from './rules-in-force.ts'

/** How far somebody is in a course. */
export interface ProgressShown {
  readonly step: CourseStep
  readonly attendedAt: Instant | undefined
  readonly examPassed: boolean
  readonly practical: 'waiting' | 'passed' | 'failed' | undefined
  readonly practicalNote: string
  /** When their last certificate of this course was issued; what they did before it no longer counts. */
  readonly certifiedAt: Instant | undefined
  /** What stands against the next attempt. */
  readonly examRefusals: readonly Refusal[]
}

/** How far somebody is in a course since their last certificate of it, and whether they may be examined now. */
export async function progressOf(
  db: Db,
  course: Course,
  accountId: number,
  now: Instant,
): Promise<ProgressShown> {
  const of = { unitId: course.unitId, courseId: course.id, accountId }
  const done = await doneOf(db, of)
  const attendedAt = done.attendedAt ?? undefined
  const progress = { attendedAt, examPassed: done.examPassed, practical: done.practical ?? undefined }
  const counted =
    attendedAt === undefined
      ? []
      : (await attemptsOf(db, of)).filter(({ startedAt }) => startedAt >= attendedAt)
  const passed = done.examPassed ? [{ state: 'passed' as const, endedAt: undefined }] : []
  const attempts = [...passed, ...counted.filter(({ state }) => state !== 'running')]
  return {
    ...{ ...progress, step: nextStep(course, progress), practicalNote: done.practicalNote ?? '' },
    certifiedAt: done.since ?? undefined,
    examRefusals: attemptRefusals(course.exam, attendedAt !== undefined, attempts, now),
  }
}

/** Whoever keeps the training of what a course covers. */
async function keepersOf(tx: Tx, course: Course): Promise<Recipient[]> {
  const unit = { role: 'unit_administrator', scope: 'unit', scopeId: String(course.unitId) } as const
  const centre = (id: number) => ({ role: 'centre_manager', scope: 'centre', scopeId: String(id) }) as const
  if (course.covers === 'class') return [unit]
  if (course.centreId !== undefined) return [centre(course.centreId)]
  const instruments = await instrumentsOfUnit(tx, course.unitId, course.instrumentIds)
  return instruments.flatMap(({ id }): Recipient[] => [
    { role: 'instrument_lead', scope: 'instrument', scopeId: String(id) },
  ])
}

async function waitForLead(tx: Tx, deps: D, course: Course, accountId: number): Promise<void> {
  const of = { unitId: course.unitId, courseId: course.id, accountId }
  const id = await askPractical(tx, of, deps.clock.now())
  if (id === undefined) return
  const account = await accountById(tx, accountId)
  await notify(tx, deps, [
    {
      ...{ to: await keepersOf(tx, course), topic: 'qualification', code: 'qualification.practical_waiting' },
      details: { name: account?.displayName ?? '', course: course.title },
      ...{ link: '/training?tab=practical', onceKey: `practical ${id}` },
    },
  ])
}

type D = Pick<Deps, 'db' | 'clock'> & Notifying

/** After somebody did a part of a course: asks the lead for the practical check, or issues the certificate. */
export async function advance(
  tx: Tx,
  deps: D,
  course: Course,
  accountId: number,
  by: { readonly accountId: number | undefined; readonly name: string },
  again = false,
): Promise<void> {
  const now = deps.clock.now()
  const { step, practical } = await progressOf(tx, course, accountId, now)
  if (step === 'practical' && (practical === undefined || (again && practical === 'failed')))
    await waitForLead(tx, deps, course, accountId)
  if (step !== 'done') return
  const unit = await unitById(tx, course.unitId)
  const validFrom = dateIn(now, unit?.timeZone ?? siteZone)
  const { covers, instrumentIds, centreId, classCode } = course
  const certificate = {
    ...{ unitId: course.unitId, accountId, courseId: course.id, level: course.level, validFrom },
    ...{ validUntil: lastDay(validFrom, course.validMonths), source: 'course' as const, sourceNo: '' },
    ...{ covers, instrumentIds, centreId, classCode },
  }
  await issueCertificates(tx, deps, [certificate], by, await qualificationRules(deps))
}
