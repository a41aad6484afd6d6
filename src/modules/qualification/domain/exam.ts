import type { Refusal } from '#kernel/refusal.ts'
import { hour, type Instant, minute, plus } from '#kernel/time.ts'
import type { ExamRules } from './course.ts'

export const questionKinds = ['single', 'multiple', 'true_false'] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface QuestionOption {
  readonly text: string
  readonly textEn: string
  readonly right: boolean
}
export interface QuestionWish {
  readonly kind: QuestionKind
  readonly body: string
  readonly bodyEn: string
  readonly options: readonly QuestionOption[]
}
export interface Question extends QuestionWish {
  readonly id: number
}

/** Every reason a question cannot be asked: a choice needs options, one or more of them right. */
export function questionRefusals({ kind, options }: QuestionWish): Refusal[] {
  const right = options.filter((option) => option.right).length
  const refusals: Refusal[] = []
  if (kind === 'true_false' ? options.length !== 2 : options.length < 2 || options.length > 8)
    refusals.push({ code: 'qualification.options_count' })
  if (kind === 'multiple' ? right < 1 : right !== 1) refusals.push({ code: 'qualification.right_count' })
  if (options.some(({ text }) => text.trim() === '')) refusals.push({ code: 'qualification.option_empty' })
  return refusals
}

export const attemptStates = ['running', 'passed', 'failed', 'overdue'] as const
export type AttemptState = (typeof attemptStates)[number]
export const attemptActs = ['pass', 'fail', 'run_out'] as const
export type AttemptAct = (typeof attemptActs)[number]

/** Every change of an attempt there is: it ends once. `overdue` ran out of time without reaching the mark. */
export const attemptSteps: Readonly<
  Record<AttemptState, Readonly<Partial<Record<AttemptAct, AttemptState>>>>
> = { running: { pass: 'passed', fail: 'failed', run_out: 'overdue' }, passed: {}, failed: {}, overdue: {} }

/** Chosen options by question, as places in its list of options. */
export type Answers = Readonly<Record<string, readonly number[]>>

/** A stream of numbers in [0, 1) that depends on the seed alone (mulberry32 over an FNV-1a hash of it). */
export function seeded(seed: string): () => number {
  let state = 0x811c9dc5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = Math.trunc(state + 0x6d2b79f5)
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws so many different questions, and the order they are asked in, by the seed; the order of the bank does not matter. */
export function draw(bank: readonly Question[], count: number, seed: string): Question[] {
  const next = seeded(seed)
  const left = bank.toSorted((a, b) => a.id - b.id)
  const drawn: Question[] = []
  while (drawn.length < count && left.length > 0)
    drawn.push(...left.splice(Math.floor(next() * left.length), 1))
  return drawn
}

const isRight = ({ options }: Question, chosen: readonly number[]): boolean => {
  const picked = new Set(chosen)
  return options.every((option, place) => option.right === picked.has(place))
}

/** How many questions were answered rightly: all right options and no others. */
export const rightCount = (paper: readonly Question[], answers: Answers): number =>
  paper.filter((question) => isRight(question, answers[String(question.id)] ?? [])).length

/** Whether so many right answers reach the mark; an empty paper is never passed. */
export const passes = (right: number, asked: number, passPercent: number): boolean =>
  asked > 0 && right * 100 >= passPercent * asked

/** What submitting, or the end of the time, makes of an attempt. */
export function gradeAct(
  attempt: { readonly paper: readonly Question[]; readonly passPercent: number },
  answers: Answers,
  inTime: boolean,
): { readonly right: number; readonly act: AttemptAct } {
  const right = rightCount(attempt.paper, answers)
  const passed = passes(right, attempt.paper.length, attempt.passPercent)
  return { right, act: passed ? 'pass' : inTime ? 'fail' : 'run_out' }
}

/** An earlier attempt, as far as the next one looks at it. */
export interface EarlierAttempt {
  readonly state: AttemptState
  readonly endedAt: Instant | undefined
}

/** Every reason somebody cannot begin another attempt now; attempts are those since they last attended. */
export function attemptRefusals(
  exam: ExamRules | undefined,
  attended: boolean,
  attempts: readonly EarlierAttempt[],
  now: Instant,
): Refusal[] {
  if (exam === undefined) return [{ code: 'qualification.no_exam' }]
  const refusals: Refusal[] = []
  if (!attended) refusals.push({ code: 'qualification.attend_first' })
  if (attempts.some(({ state }) => state === 'passed')) refusals.push({ code: 'qualification.exam_passed' })
  else if (attempts.length >= exam.attempts)
    refusals.push({ code: 'qualification.attempts_used', attempts: exam.attempts })
  const ended = attempts.flatMap(({ endedAt }) => endedAt ?? [])
  const from = ended.length === 0 ? undefined : Math.max(...ended) + exam.waitHours * hour
  if (refusals.length === 0 && from !== undefined && from > now)
    refusals.push({ code: 'qualification.wait_before_next', from: new Date(from).toISOString() })
  return refusals
}

/** When an attempt that begins now must be handed in. */
export const deadlineOf = (exam: ExamRules, now: Instant): Instant => plus(now, exam.minutes * minute)

/** How late an answer may arrive and still count: the way through the net. */
export const graceMilliseconds = 15_000
