import { type Instant, instantOf, isoIn } from '#kernel/time.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type {
  AttemptView,
  courseContract,
  CourseLineView,
  CourseView,
  KeptCourseView,
  SessionView,
} from './contract/courses.ts'
import type { trainingContract } from './contract/training.ts'
import type { CourseLine } from './data/course-repository.ts'
import type { SessionLine } from './data/session-repository.ts'
import type { CourseWish } from './domain/course.ts'
import { rightCount } from './domain/exam.ts'
import {
  addSession,
  askPracticalAgain,
  callOffSession,
  decidePractical,
  editSession,
  enrol,
  noteAttendance,
  readCourse,
} from './use-cases/attend-course.ts'
import {
  addCourse,
  addCourseFile,
  addQuestion,
  changeQuestion,
  editCourse,
  managedCourses,
  openCourses,
  readCourseFile,
  showCourse,
  showCourseToKeeper,
} from './use-cases/courses.ts'
import { answerExam, beginAttempt, showAttempt } from './use-cases/take-exam.ts'

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const lineView = (one: CourseLine): CourseLineView => ({
  ...{ id: one.id, unitId: one.unitId, unitName: one.unitName, unitNameEn: one.unitNameEn },
  ...{ title: one.title, titleEn: one.titleEn, covers: one.covers, covered: [...one.covered] },
  ...{ level: one.level, online: one.online, needsPractical: one.needsPractical },
  ...{ hasExam: one.exam !== undefined, state: one.state },
  ...given({ validMonths: one.validMonths }),
  ...(one.nextAt === null
    ? {}
    : { nextSession: isoIn(one.nextAt, one.zone), nextPlace: one.nextPlace ?? '' }),
})

const sessionView = (one: SessionLine, zone: string, now: Instant): SessionView => ({
  ...{ id: one.id, start: isoIn(one.startsAt, zone), end: isoIn(one.endsAt, zone), place: one.place },
  ...{ seats: one.seats, taken: one.taken, state: one.state, begun: one.startsAt <= now },
  ...(one.mine === null ? {} : { mine: one.mine }),
})

type Shown = Awaited<ReturnType<typeof showCourse>>

function courseView(shown: Shown, deps: Deps, locale: Locale): CourseView {
  const { course, progress, attempts } = shown
  const { zone } = course
  return {
    ...lineView(course),
    ...{ material: course.material, materialEn: course.materialEn, mayManage: shown.keeps },
    ...given({ fileName: shown.fileName, exam: course.exam }),
    sessions: shown.sessions.map((one) => sessionView(one, zone, deps.clock.now())),
    my: {
      ...{
        step: progress.step,
        attended: progress.attendedAt !== undefined,
        examPassed: progress.examPassed,
      },
      ...{ practicalNote: progress.practicalNote, ...given({ practical: progress.practical }) },
      ...(progress.certifiedAt === undefined ? {} : { certifiedAt: isoIn(progress.certifiedAt, zone) }),
      examRefusals: progress.examRefusals.map((refusal) => {
        const from = refusal['from']
        const local =
          typeof from === 'string' ? isoIn(instantOf(from), zone).slice(0, 16).replace('T', ' ') : from
        return {
          code: refusal.code,
          message: deps.words.say(locale, refusal.code, { ...refusal, from: local }),
        }
      }),
      attempts: attempts.map((one) => ({
        ...{ id: one.id, no: one.no, state: one.state, asked: one.paper.length },
        ...{ startedAt: isoIn(one.startedAt, zone), ...given({ right: one.rightCount }) },
      })),
    },
  }
}

function attemptView(
  { attempt, course }: Awaited<ReturnType<typeof showAttempt>>,
  now: Instant,
): AttemptView {
  const over = attempt.state !== 'running'
  return {
    ...{ id: attempt.id, courseId: course.id, courseTitle: course.title, courseTitleEn: course.titleEn },
    ...{ state: attempt.state, passPercent: attempt.passPercent, ...given({ right: attempt.rightCount }) },
    secondsLeft: over ? 0 : Math.max(0, Math.ceil((attempt.deadlineAt - now) / 1000)),
    answers: Object.fromEntries(Object.entries(attempt.answers).map(([id, places]) => [id, [...places]])),
    questions: attempt.paper.map((one) => ({
      ...{ id: one.id, kind: one.kind, body: one.body, bodyEn: one.bodyEn },
      options: one.options.map(({ text, textEn }) => ({ text, textEn })),
      ...(over ? { answeredRightly: rightCount([one], attempt.answers) === 1 } : {}),
    })),
  }
}

export const courseHandlers: Handlers<typeof courseContract, Deps> = {
  courses: async ({ query }, deps) => ({
    items: (await openCourses(deps, query.instrumentId)).map(lineView),
  }),
  course: async ({ actor, params, locale }, deps) =>
    courseView(await showCourse(deps, actor, params.courseId), deps, locale),
  async courseFile({ actor, params }, deps) {
    const { name, mediaType, bytes } = await readCourseFile(deps, actor, params.courseId)
    return { fileName: name, mediaType, bytes }
  },
  async readCourse({ actor, params }, deps) {
    await readCourse(deps, actor, params.courseId)
    return undefined
  },
  async askPractical({ actor, params }, deps) {
    await askPracticalAgain(deps, actor, params.courseId)
    return undefined
  },
  async enrol({ actor, params }, deps) {
    await enrol(deps, actor, params.sessionId, 'enrol')
    return undefined
  },
  async withdraw({ actor, params }, deps) {
    await enrol(deps, actor, params.sessionId, 'withdraw')
    return undefined
  },
  beginAttempt: async ({ actor, params }, deps) => ({ id: await beginAttempt(deps, actor, params.courseId) }),
  attempt: async ({ actor, params }, deps) =>
    attemptView(await showAttempt(deps, actor, params.attemptId), deps.clock.now()),
  async keepAnswers({ actor, params, body }, deps) {
    await answerExam(deps, actor, params.attemptId, { answers: body.answers, submit: false })
    return undefined
  },
  async submitAttempt({ actor, params, body }, deps) {
    await answerExam(deps, actor, params.attemptId, { answers: body.answers, submit: true })
    return attemptView(await showAttempt(deps, actor, params.attemptId), deps.clock.now())
  },
}

interface Sent {
  readonly centreId?: number | undefined
  readonly fileId?: number | undefined
  readonly validMonths?: number | undefined
  readonly exam?: CourseWish['exam']
}
const wishOf = <T extends Sent>(body: T) => ({
  ...body,
  ...{ centreId: body.centreId, fileId: body.fileId, validMonths: body.validMonths, exam: body.exam },
})
const timesOf = ({ start, end, ...rest }: { start: string; end: string; place: string; seats: number }) => ({
  ...rest,
  startsAt: instantOf(start),
  endsAt: instantOf(end),
})

function keptView(shown: Awaited<ReturnType<typeof showCourseToKeeper>>, now: Instant): KeptCourseView {
  const { course } = shown
  const { zone, centreId, fileId, validMonths, exam } = course
  return {
    ...{ id: course.id, unitId: course.unitId, version: course.version, inUse: shown.inUse },
    ...{ title: course.title, titleEn: course.titleEn, level: course.level, online: course.online },
    ...{ covers: course.covers, instrumentIds: [...course.instrumentIds], classCode: course.classCode },
    ...{ material: course.material, materialEn: course.materialEn, needsPractical: course.needsPractical },
    ...{ state: course.state, covered: [...course.covered] },
    ...given({ centreId, fileId, validMonths, exam, fileName: shown.fileName }),
    questions: shown.questions.map((one) => ({ ...one, options: [...one.options] })),
    sessions: shown.sessions.map((one) => sessionView(one, zone, now)),
    participants: shown.participants.map(({ sessionId, unitName, unitNameEn, at, ...one }) => ({
      ...{ ...one, unitName: unitName ?? '', unitNameEn: unitNameEn ?? '', at: isoIn(at, zone) },
      ...(sessionId === null ? {} : { sessionId }),
    })),
  }
}

export const trainingHandlers: Handlers<typeof trainingContract, Deps> = {
  async managedCourses({ actor }, deps) {
    const { courses, waiting } = await managedCourses(deps, actor)
    return {
      courses: courses.map((one) => ({
        ...{ ...lineView(one), questions: one.questions, waiting: one.waiting },
      })),
      waiting: waiting.map(({ id, courseId, name, unitName, unitNameEn, askedAt }) => ({
        ...{ id, courseId, name, unitName: unitName ?? '', unitNameEn: unitNameEn ?? '' },
        askedAt: isoIn(askedAt, 'Asia/Shanghai'),
      })),
    }
  },
  keptCourse: async ({ actor, params }, deps) =>
    keptView(await showCourseToKeeper(deps, actor, params.courseId), deps.clock.now()),
  addCourse: async ({ actor, params, body }, deps) => ({
    id: await addCourse(deps, actor, params.unitId, wishOf(body)),
  }),
  async editCourse({ actor, params, body }, deps) {
    await editCourse(deps, actor, params.courseId, wishOf(body))
    return undefined
  },
  async addCourseFile({ actor, params, query, upload }, deps) {
    const { id, name } = await addCourseFile(deps, actor, params.unitId, { name: query.name, bytes: upload })
    return { id, name }
  },
  addQuestion: async ({ actor, params, body }, deps) => ({
    id: await addQuestion(deps, actor, params.courseId, body),
  }),
  async editQuestion({ actor, params, body }, deps) {
    await changeQuestion(deps, actor, params.questionId, body)
    return undefined
  },
  async removeQuestion({ actor, params }, deps) {
    await changeQuestion(deps, actor, params.questionId, undefined)
    return undefined
  },
  addSession: async ({ actor, params, body }, deps) => ({
    id: await addSession(deps, actor, params.courseId, timesOf(body)),
  }),
  async editSession({ actor, params, body }, deps) {
    await editSession(deps, actor, params.sessionId, timesOf(body))
    return undefined
  },
  async callOffSession({ actor, params }, deps) {
    await callOffSession(deps, actor, params.sessionId)
    return undefined
  },
  async noteAttendance({ actor, params, body }, deps) {
    await noteAttendance(deps, actor, params.sessionId, body.people)
    return undefined
  },
  async decidePractical({ actor, params, body }, deps) {
    await decidePractical(deps, actor, params.checkId, body)
    return undefined
  },
}
