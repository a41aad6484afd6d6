import { z } from 'zod'
import { CourseBody, CourseLineView, KeptCourseView, QuestionBody, SessionBody } from './courses.ts'

const Id = z.coerce.number().int().positive()
const ofCourse = z.object({ courseId: Id })
const ofSession = z.object({ sessionId: Id })
const made = { status: 201, body: z.object({ id: z.int() }) } as const
const done = { status: 204 } as const

const courseRefusals = [
  'qualification.level_unknown',
  'qualification.covers_nothing',
  'qualification.instrument_unknown',
  'qualification.centre_unknown',
  'qualification.file_unknown',
  'qualification.too_few_questions',
  'qualification.nothing_to_read',
] as const
const questionRefusals = [
  'qualification.options_count',
  'qualification.right_count',
  'qualification.option_empty',
] as const
const sessionRefusals = ['qualification.session_times', 'qualification.session_cancelled'] as const
/** Courses as their keepers run them. */
export const trainingContract = {
  managedCourses: {
    method: 'GET',
    path: '/api/v1/training',
    summary: 'The courses whose training one keeps, and who waits for a practical check',
    access: 'training.manage',
    reply: {
      status: 200,
      body: z.object({
        courses: z.array(
          CourseLineView.extend({ questions: z.int(), waiting: z.int() }).meta({ id: 'KeptCourseLine' }),
        ),
        waiting: z.array(
          z.object({
            id: z.int(),
            courseId: z.int(),
            name: z.string(),
            unitName: z.string(),
            unitNameEn: z.string(),
            askedAt: z.string(),
          }),
        ),
      }),
    },
  },
  keptCourse: {
    method: 'GET',
    path: '/api/v1/training/:courseId',
    summary: 'A course with its questions and what is right, sessions and participants',
    access: 'training.manage',
    params: ofCourse,
    reply: { status: 200, body: KeptCourseView },
  },
  addCourse: {
    method: 'POST',
    path: '/api/v1/units/:unitId/training-courses',
    summary: 'Add a course; it is taken once its state is open',
    access: 'training.manage',
    params: z.object({ unitId: Id }),
    body: CourseBody,
    reply: made,
    refuses: courseRefusals,
  },
  editCourse: {
    method: 'PUT',
    path: '/api/v1/training-courses/:courseId',
    summary: 'Change, open or close a course',
    access: 'training.manage',
    params: ofCourse,
    body: CourseBody.extend({ version: z.int().positive() }),
    reply: done,
    refuses: [...courseRefusals, 'qualification.course_in_use', 'changed_meanwhile'],
  },
  addCourseFile: {
    method: 'POST',
    path: '/api/v1/units/:unitId/course-files',
    summary: 'Hand in a document to read: PDF, Word, Excel, JPEG or PNG, up to 20 MB',
    access: 'training.manage',
    params: z.object({ unitId: Id }),
    query: z.object({ name: z.string().min(1).max(255) }),
    upload: { maxBytes: 20 * 1024 * 1024 },
    reply: { status: 201, body: z.object({ id: z.int(), name: z.string() }) },
    refuses: ['qualification.file_kind', 'file.too_large', 'file.empty'],
  },
  addQuestion: {
    method: 'POST',
    path: '/api/v1/training-courses/:courseId/questions',
    summary: 'Add a question to the bank of a course',
    access: 'training.manage',
    params: ofCourse,
    body: QuestionBody,
    reply: made,
    refuses: questionRefusals,
  },
  editQuestion: {
    method: 'PUT',
    path: '/api/v1/training-questions/:questionId',
    summary: 'Rewrite a question; attempts keep it as it was asked',
    access: 'training.manage',
    params: z.object({ questionId: Id }),
    body: QuestionBody,
    reply: done,
    refuses: questionRefusals,
  },
  removeQuestion: {
    method: 'DELETE',
    path: '/api/v1/training-questions/:questionId',
    summary: 'Draw a question no longer',
    access: 'training.manage',
    params: z.object({ questionId: Id }),
    reply: done,
    refuses: ['qualification.bank_too_small'],
  },
  addSession: {
    method: 'POST',
    path: '/api/v1/training-courses/:courseId/sessions',
    summary: 'Plan a session of a course',
    access: 'training.manage',
    params: ofCourse,
    body: SessionBody,
    reply: made,
    refuses: ['qualification.session_times', 'qualification.online_only'],
  },
  editSession: {
    method: 'PUT',
    path: '/api/v1/training-sessions/:sessionId',
    summary: 'Change time, place or seats of a session',
    access: 'training.manage',
    params: ofSession,
    body: SessionBody,
    reply: done,
    refuses: [...sessionRefusals, 'qualification.seats_below_taken'],
  },
  callOffSession: {
    method: 'DELETE',
    path: '/api/v1/training-sessions/:sessionId',
    summary: 'Call a session off; whoever had a seat is told',
    access: 'training.manage',
    params: ofSession,
    reply: done,
    refuses: ['qualification.session_cancelled'],
  },
  noteAttendance: {
    method: 'PUT',
    path: '/api/v1/training-sessions/:sessionId/attendance',
    summary: 'Note who came; may be corrected',
    access: 'training.manage',
    params: ofSession,
    body: z.object({
      people: z.array(z.object({ accountId: z.int().positive(), attended: z.boolean() })).max(1_000),
    }),
    reply: done,
    refuses: ['qualification.session_cancelled', 'qualification.enrolment_not_so'],
  },
  decidePractical: {
    method: 'POST',
    path: '/api/v1/practical-checks/:checkId/decision',
    summary: 'Sign a practical check off, or say what is missing',
    access: 'training.manage',
    params: z.object({ checkId: Id }),
    body: z.object({ passed: z.boolean(), note: z.string().trim().max(500).default('') }),
    reply: done,
    refuses: ['qualification.practical_not_waiting', 'qualification.reason_needed'],
  },
} as const
