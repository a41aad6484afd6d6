import { z } from 'zod'
import { courseStates, courseSteps } from '../domain/course.ts'
import { enrolmentStates, sessionStates } from '../domain/enrolment.ts'
import { attemptStates, questionKinds } from '../domain/exam.ts'
import { coverKinds } from '../domain/coverage.ts'
import { practicalStates } from '../domain/practical.ts'
import { CoverageBody, CoveredView } from './certificates.ts'

const Id = z.coerce.number().int().positive()
const Time = z.iso.datetime({ offset: true })
const Text = (most: number) => z.string().trim().max(most)
const ofCourse = z.object({ courseId: Id })
const ofSession = z.object({ sessionId: Id })
const made = { status: 201, body: z.object({ id: z.int() }) } as const
const done = { status: 204 } as const

const ExamBody = z.object({
  questions: z.int().min(1).max(200),
  passPercent: z.int().min(1).max(100),
  attempts: z.int().min(1).max(50),
  waitHours: z.int().min(0).max(2_000),
  minutes: z.int().min(1).max(600),
})
export const CourseBody = CoverageBody.extend({
  title: Text(120).min(1),
  titleEn: Text(200).default(''),
  level: z.string().min(1).max(40),
  /** Read on one's own, instead of attended at a session. */
  online: z.boolean(),
  material: Text(50_000).default(''),
  materialEn: Text(50_000).default(''),
  fileId: z.int().positive().optional(),
  needsPractical: z.boolean(),
  /** Left out: certificates of this course do not end. */
  validMonths: z.int().min(1).max(240).optional(),
  exam: ExamBody.optional(),
  state: z.enum(courseStates),
})
const OptionBody = z.object({ text: Text(500), textEn: Text(500).default(''), right: z.boolean() })
export const QuestionBody = z.object({
  kind: z.enum(questionKinds),
  body: Text(1_000).min(1),
  bodyEn: Text(1_000).default(''),
  options: z.array(OptionBody).max(8),
})
export const SessionBody = z.object({
  start: Time,
  end: Time,
  place: Text(200).default(''),
  seats: z.int().min(1).max(1_000),
})

export const CourseLineView = z
  .object({
    id: z.int(),
    unitId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    title: z.string(),
    titleEn: z.string(),
    covers: z.enum(coverKinds),
    covered: z.array(CoveredView),
    level: z.string(),
    online: z.boolean(),
    needsPractical: z.boolean(),
    hasExam: z.boolean(),
    validMonths: z.int().optional(),
    state: z.enum(courseStates),
    nextSession: z.string().optional(),
    nextPlace: z.string().optional(),
  })
  .meta({ id: 'TrainingCourse' })
export type CourseLineView = z.infer<typeof CourseLineView>

const SessionView = z
  .object({
    id: z.int(),
    start: z.string(),
    end: z.string(),
    place: z.string(),
    seats: z.int(),
    taken: z.int(),
    state: z.enum(sessionStates),
    begun: z.boolean(),
    mine: z.enum(enrolmentStates).optional(),
  })
  .meta({ id: 'TrainingSession' })
export type SessionView = z.infer<typeof SessionView>

export const CourseView = CourseLineView.extend({
  material: z.string(),
  materialEn: z.string(),
  fileName: z.string().optional(),
  exam: ExamBody.optional(),
  mayManage: z.boolean(),
  sessions: z.array(SessionView),
  my: z.object({
    step: z.enum(courseSteps),
    attended: z.boolean(),
    examPassed: z.boolean(),
    practical: z.enum(practicalStates).optional(),
    practicalNote: z.string(),
    /** Day of the last certificate of this course. */
    certifiedAt: z.string().optional(),
    /** What stands against the next attempt; empty when it can begin. */
    examRefusals: z.array(z.object({ code: z.string(), message: z.string() })),
    attempts: z.array(
      z.object({
        id: z.int(),
        no: z.int(),
        state: z.enum(attemptStates),
        right: z.int().optional(),
        asked: z.int(),
        startedAt: z.string(),
      }),
    ),
  }),
}).meta({ id: 'TrainingCourseToTake' })
export type CourseView = z.infer<typeof CourseView>

export const KeptCourseView = CourseBody.extend({
  id: z.int(),
  unitId: z.int(),
  version: z.int(),
  /** People took part: what it covers and its level stay. */
  inUse: z.boolean(),
  fileName: z.string().optional(),
  covered: z.array(CoveredView),
  questions: z.array(QuestionBody.extend({ id: z.int() })),
  sessions: z.array(SessionView),
  participants: z.array(
    z.object({
      sessionId: z.int().optional(),
      accountId: z.int(),
      name: z.string(),
      unitName: z.string(),
      unitNameEn: z.string(),
      state: z.enum(enrolmentStates),
      at: z.string(),
    }),
  ),
}).meta({ id: 'TrainingCourseToKeep' })
export type KeptCourseView = z.infer<typeof KeptCourseView>

const Answers = z.record(z.string().regex(/^\d+$/), z.array(z.int().min(0).max(7)).max(8))
/** An attempt without what is right; after its end, which questions were answered rightly. */
export const AttemptView = z
  .object({
    id: z.int(),
    courseId: z.int(),
    courseTitle: z.string(),
    courseTitleEn: z.string(),
    state: z.enum(attemptStates),
    /** Left for it by the clock of the server, in seconds. */
    secondsLeft: z.int(),
    passPercent: z.int(),
    right: z.int().optional(),
    answers: Answers,
    questions: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(questionKinds),
        body: z.string(),
        bodyEn: z.string(),
        options: z.array(z.object({ text: z.string(), textEn: z.string() })),
        answeredRightly: z.boolean().optional(),
      }),
    ),
  })
  .meta({ id: 'ExamAttempt' })
export type AttemptView = z.infer<typeof AttemptView>

const answering = ['qualification.attempt_over'] as const

/** Courses as people take them. */
export const courseContract = {
  courses: {
    method: 'GET',
    path: '/api/v1/training-courses',
    summary: 'Courses that are open, for one instrument or for all',
    access: 'public',
    query: z.object({ instrumentId: Id.optional() }),
    reply: { status: 200, body: z.object({ items: z.array(CourseLineView) }) },
  },
  course: {
    method: 'GET',
    path: '/api/v1/training-courses/:courseId',
    summary: 'A course to take: what to read, sessions, how far one is',
    access: 'signed-in',
    params: ofCourse,
    reply: { status: 200, body: CourseView },
  },
  courseFile: {
    method: 'GET',
    path: '/api/v1/training-courses/:courseId/file',
    summary: 'The document of a course',
    access: 'signed-in',
    params: ofCourse,
    reply: { status: 200, file: true },
  },
  readCourse: {
    method: 'POST',
    path: '/api/v1/training-courses/:courseId/reading',
    summary: 'Confirm to have read an online course',
    access: 'signed-in',
    params: ofCourse,
    reply: done,
    refuses: ['qualification.course_not_open', 'qualification.not_online'],
  },
  askPractical: {
    method: 'POST',
    path: '/api/v1/training-courses/:courseId/practical',
    summary: 'Ask for another practical check after a failed one',
    access: 'signed-in',
    params: ofCourse,
    reply: done,
    refuses: ['qualification.course_not_open'],
  },
  enrol: {
    method: 'POST',
    path: '/api/v1/training-sessions/:sessionId/enrolment',
    summary: 'Take a seat at a session',
    access: 'signed-in',
    params: ofSession,
    reply: done,
    refuses: [
      'qualification.session_cancelled',
      'qualification.session_begun',
      'qualification.session_full',
      'qualification.enrolled_already',
      'qualification.course_not_open',
    ],
  },
  withdraw: {
    method: 'DELETE',
    path: '/api/v1/training-sessions/:sessionId/enrolment',
    summary: 'Give a seat back',
    access: 'signed-in',
    params: ofSession,
    reply: done,
    refuses: [
      'qualification.session_begun',
      'qualification.enrolment_not_so',
      'qualification.course_not_open',
    ],
  },
  beginAttempt: {
    method: 'POST',
    path: '/api/v1/training-courses/:courseId/attempts',
    summary: 'Begin an exam, or go on with the one that runs',
    access: 'signed-in',
    params: ofCourse,
    reply: made,
    refuses: [
      'qualification.no_exam',
      'qualification.attend_first',
      'qualification.exam_passed',
      'qualification.attempts_used',
      'qualification.wait_before_next',
      'qualification.course_not_open',
    ],
  },
  attempt: {
    method: 'GET',
    path: '/api/v1/exam-attempts/:attemptId',
    summary: 'One’s own attempt; never with what is right while it runs',
    access: 'signed-in',
    params: z.object({ attemptId: Id }),
    reply: { status: 200, body: AttemptView },
  },
  keepAnswers: {
    method: 'PUT',
    path: '/api/v1/exam-attempts/:attemptId/answers',
    summary: 'Keep the answers so far; they count when the time runs out',
    access: 'signed-in',
    params: z.object({ attemptId: Id }),
    body: z.object({ answers: Answers }),
    reply: done,
    refuses: answering,
  },
  submitAttempt: {
    method: 'POST',
    path: '/api/v1/exam-attempts/:attemptId/submission',
    summary: 'Hand the answers in',
    access: 'signed-in',
    params: z.object({ attemptId: Id }),
    body: z.object({ answers: Answers }),
    reply: { status: 200, body: AttemptView },
    refuses: answering,
  },
} as const
