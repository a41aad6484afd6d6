import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import type { Coverage } from './coverage.ts'

export const courseStates = ['draft', 'open', 'closed'] as const
export type CourseState = (typeof courseStates)[number]

/** How a course examines. */
export interface ExamRules {
  /** How many questions are drawn. */
  readonly questions: number
  /** Share of right answers needed, in percent. */
  readonly passPercent: number
  /** Attempts at most after each attendance. */
  readonly attempts: number
  /** Hours between the end of a failed attempt and the next. */
  readonly waitHours: number
  /** Minutes an attempt may take. */
  readonly minutes: number
}

/** What a lead writes of a course. */
export interface CourseWish extends Coverage {
  readonly title: string
  readonly titleEn: string
  readonly level: string
  /** Read on one's own, instead of attended at a session. */
  readonly online: boolean
  readonly material: string
  readonly materialEn: string
  readonly fileId: number | undefined
  readonly needsPractical: boolean
  /** Undefined: certificates of this course do not end. */
  readonly validMonths: number | undefined
  readonly exam: ExamRules | undefined
  readonly state: CourseState
}

export interface Course extends CourseWish {
  readonly unitId: number
  readonly id: number
  readonly version: number
}

/** What a course looks at besides itself. */
export interface CourseGround {
  readonly levels: ReadonlySet<string>
  /** Instruments of the unit among those named. */
  readonly instrumentIds: ReadonlySet<number>
  readonly centreIds: ReadonlySet<number>
  readonly fileKnown: boolean
  /** Questions that can be drawn. */
  readonly questions: number
}

function coverageRefusals(wish: CourseWish, ground: CourseGround): Refusal[] {
  const refusals: Refusal[] = []
  const strange = wish.instrumentIds.filter((id) => !ground.instrumentIds.has(id))
  if (strange.length > 0) refusals.push({ code: 'qualification.instrument_unknown', ids: strange.join(', ') })
  const nothing = {
    instruments: wish.instrumentIds.length === 0,
    class: wish.classCode === '',
    centre: false,
  }
  if (nothing[wish.covers]) refusals.push({ code: 'qualification.covers_nothing' })
  if (wish.covers === 'centre' && (wish.centreId === undefined || !ground.centreIds.has(wish.centreId)))
    refusals.push({ code: 'qualification.centre_unknown' })
  return refusals
}

function openingRefusals(wish: CourseWish, { questions: there }: CourseGround): Refusal[] {
  const refusals: Refusal[] = []
  const questions = wish.exam?.questions ?? 0
  if (there < questions) refusals.push({ code: 'qualification.too_few_questions', questions, there })
  if (wish.online && wish.material + wish.materialEn === '' && wish.fileId === undefined)
    refusals.push({ code: 'qualification.nothing_to_read' })
  return refusals
}

/** Every reason a course cannot be kept like this. */
export function courseRefusals(wish: CourseWish, ground: CourseGround): Refusal[] {
  const unknown = { code: 'qualification.level_unknown', level: wish.level }
  return [
    ...(ground.levels.has(wish.level) ? [] : [unknown]),
    ...coverageRefusals(wish, ground),
    ...(ground.fileKnown ? [] : [{ code: 'qualification.file_unknown' }]),
    ...(wish.state === 'open' ? openingRefusals(wish, ground) : []),
  ]
}

/** What somebody has done of a course since their last certificate of it. */
export interface CourseProgress {
  /** When they last attended or read it; undefined when not yet. */
  readonly attendedAt: Instant | undefined
  readonly examPassed: boolean
  readonly practical: 'waiting' | 'passed' | 'failed' | undefined
}

export const courseSteps = ['attend', 'exam', 'practical', 'done'] as const
export type CourseStep = (typeof courseSteps)[number]

/** What comes next in a course: first attending, then the exam, then the practical check by the lead. */
export function nextStep(
  course: Pick<Course, 'exam' | 'needsPractical'>,
  progress: CourseProgress,
): CourseStep {
  if (progress.attendedAt === undefined) return 'attend'
  if (course.exam !== undefined && !progress.examPassed) return 'exam'
  if (course.needsPractical && progress.practical !== 'passed') return 'practical'
  return 'done'
}
