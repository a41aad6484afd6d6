import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Actor, visitor } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { localeOf, type Words } from '../i18n/words.ts'
import type { Log } from '../log/log.ts'
import { sessionCookie } from './mount.ts'
import { problemFor, type ProblemView, sendProblem } from './problem.ts'

/** Largest JSON body; files have their own limit per route. */
const jsonLimit = 1_048_576

export interface ServerOptions {
  readonly log: Log
  readonly words: Words
  /** Who a session token belongs to; a visitor when it is unknown or expired. */
  authenticate(token: string): Promise<Actor>
  /** The page shown to a browser for a problem; undefined when the caller is a program. */
  errorHtml?(request: FastifyRequest, status: number, number: string | undefined): string | undefined
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
}

/** A page of another site must not act in somebody's name: writing needs a same-origin request. */
function refuseCrossSite(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreignOrigin = origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.host
  if ((site !== undefined && site !== 'same-origin' && site !== 'none') || foreignOrigin || origin === 'null')
    refuse('forbidden', { code: 'cross_site' })
}

/** The key a program sends instead of a session. */
const keyOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (gk_[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]

/** The path decides the language of a page; for the API the header does. */
function localeFor(request: FastifyRequest) {
  if (request.url.startsWith('/en/') || request.url === '/en' || request.url.startsWith('/en?')) return 'en'
  if (!request.url.startsWith('/api/')) return request.cookies['gongyi_locale'] === 'en' ? 'en' : 'zh-CN'
  return localeOf(request.headers['accept-language'])
}

/** An HTTP server with sessions, security headers, refusals as problems; no route yet. */
export async function openHttpServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, words } = options
  const server = Fastify({
    logger: false,
    bodyLimit: jsonLimit,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
  })
  await server.register(cookie)
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  server.decorateRequest('context')
  server.addHook('onRequest', async (request) => {
    const token = keyOf(request) ?? request.cookies[sessionCookie]
    request.context = { locale: localeFor(request), actor: visitor }
    refuseCrossSite(request)
    if (token !== undefined) request.context.actor = await options.authenticate(token)
  })
  server.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders))
      if (!reply.hasHeader(name)) reply.header(name, value)
  })
  server.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  const answerProblem = (request: FastifyRequest, reply: FastifyReply, problem: ProblemView) => {
    const html = options.errorHtml?.(request, problem.status, problem.number)
    return html === undefined
      ? sendProblem(request, reply, problem)
      : reply.code(problem.status).type('text/html; charset=utf-8').send(html)
  }
  server.setErrorHandler((error, request, reply) => {
    const locale = localeFor(request)
    const route = request.routeOptions.url ?? request.url
    return answerProblem(request, reply, problemFor(error, words, locale, log, route))
  })
  server.setNotFoundHandler((request, reply) => {
    const locale = localeFor(request)
    const refusals = [{ code: 'not_found', message: words.say(locale, 'not_found') }]
    return answerProblem(request, reply, { status: 404, refusals })
  })
  return server
}
