import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Locale } from '#kernel/locale.ts'
import { type Refusal, Refused } from '#kernel/refusal.ts'
import type { Words } from '../i18n/words.ts'
import type { Log } from '../log/log.ts'
import { statusOf } from './statuses.ts'

/** The body of every answer that is not a success: all reasons at once, each a code with details and words. */
export const ProblemView = z
  .object({
    status: z.number().int(),
    /** Number to quote when asking for help; only for unexpected errors. */
    number: z.string().optional(),
    refusals: z.array(z.looseObject({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem' })
export type ProblemView = z.infer<typeof ProblemView>

/** Every problem of a zod check as refusals with paths (anti-pattern 34). */
export const refusalsOf = (error: z.ZodError, part: string): Refusal[] =>
  error.issues.map((issue) => ({
    code: 'invalid_input',
    part,
    path: issue.path.join('.'),
    problem: issue.code,
    explanation: issue.message,
  }))

const worded = (refusals: readonly Refusal[], words: Words, locale: Locale) =>
  refusals.map((refusal) => ({ ...refusal, message: words.say(locale, refusal.code, refusal) }))

interface Known {
  readonly status: number
  readonly refusals: readonly Refusal[]
}

function known(error: unknown): Known | undefined {
  if (error instanceof Refused) return { status: statusOf[error.kind], refusals: error.refusals }
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined
  if (error.statusCode === 413) return { status: 413, refusals: [{ code: 'body_too_large' }] }
  if (error.statusCode >= 400 && error.statusCode < 500)
    return { status: error.statusCode, refusals: [{ code: 'bad_request', explanation: error.message }] }
  return undefined
}

/** What is answered for an error: a refusal as data, anything else logged once under a number to quote. */
export function problemFor(
  error: unknown,
  words: Words,
  locale: Locale,
  log: Log,
  route: string,
): ProblemView {
  const expected = known(error)
  if (expected) return { status: expected.status, refusals: worded(expected.refusals, words, locale) }
  const number = randomUUID().slice(0, 8)
  log.error({ err: error, number, route }, 'unexpected error')
  return { status: 500, number, refusals: worded([{ code: 'unexpected', number }], words, locale) }
}

/** Sends a problem as JSON. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemView,
): FastifyReply {
  if (request.headers['accept-language'] !== undefined) reply.header('vary', 'accept-language')
  return reply.code(problem.status).type('application/problem+json').send(problem)
}
