import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { z } from 'zod'
import { type Actor, actorMaySomewhere } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { refuse, Refused, refuseIfAny } from '#kernel/refusal.ts'
import type { Call, Contract, EventReply, FileReply, Handlers, HttpEdge, Route } from './contract.ts'
import { incoming } from './incoming.ts'
import { refusalsOf } from './problem.ts'
import { acknowledgement, type TextGuard, textsIn } from '../texts/text-guard.ts'

export const sessionCookie = 'gongyi_session'

/** What the server knows about every request before a handler runs. */
export interface RequestContext {
  actor: Actor
  locale: Locale
}
declare module 'fastify' {
  interface FastifyRequest {
    context: RequestContext
  }
}

/** Deny by default: visitors reach `public` only, the rest needs the ability at least somewhere. */
export function admit(actor: Actor, route: Route): void {
  if (actor.kind === 'account' && actor.key !== undefined) {
    if (route.byKey === 'never') refuse('forbidden', { code: 'not_by_key' })
    if (actor.key.scope === 'read' && route.method !== 'GET') refuse('forbidden', { code: 'key_reads_only' })
  }
  if (route.access === 'public') return
  if (actor.kind === 'visitor') refuse('unauthenticated', { code: 'sign_in_first' })
  if (route.access !== 'signed-in' && !actorMaySomewhere(actor, route.access))
    refuse('forbidden', { code: 'forbidden', ability: route.access })
}

function parsed(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (schema === undefined) return undefined
  const result = schema.safeParse(incoming(value ?? {}))
  if (!result.success) throw new Refused(refusalsOf(result.error, part), 'invalid')
  return result.data
}

/** Aborted when the reader goes away before the reply is complete. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  if (reply.raw.destroyed) gone.abort()
  return gone.signal
}

function edgeOf(request: FastifyRequest, reply: FastifyReply): HttpEdge {
  return {
    source: request.ip,
    sessionToken: request.cookies[sessionCookie],
    wordingAcknowledged: request.headers[acknowledgement] === 'true',
    get signal() {
      return goneSignal(reply)
    },
    setSession(token, expiresInSeconds) {
      const options = {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
      } as const
      if (token === undefined) reply.clearCookie(sessionCookie, options)
      else reply.setCookie(sessionCookie, token, { ...options, maxAge: expiresInSeconds })
    },
  }
}

function callFor(route: Route, request: FastifyRequest, reply: FastifyReply): Call<Route> {
  const problems = []
  const parts: Record<string, unknown> = {}
  for (const part of ['params', 'query', 'body'] as const) {
    if (part === 'body' && route.upload) continue
    try {
      parts[part] = parsed(route[part], request[part], part)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      problems.push(...error.refusals)
    }
  }
  refuseIfAny(problems, 'invalid')
  return {
    actor: request.context.actor,
    locale: request.context.locale,
    params: parts['params'],
    query: parts['query'],
    body: parts['body'],
    upload: route.upload ? request.body : undefined,
    http: edgeOf(request, reply),
  } as Call<Route>
}

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  const name = encodeURIComponent(file.fileName)
  reply.header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
  if (file.cacheSeconds) reply.header('cache-control', `public, max-age=${file.cacheSeconds}`)
  if (file.revalidate) {
    const etag = `"${file.revalidate.etag}"`
    reply.header('etag', etag).header('cache-control', `private, max-age=${file.revalidate.seconds}`)
    const known = reply.request.headers['if-none-match'] ?? ''
    if (known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
      return reply.removeHeader('content-disposition').code(304).send()
  }
  return reply.type(file.mediaType).send(file.bytes)
}

async function* eventLines(events: EventReply): AsyncGenerator<string> {
  for await (const { event, data } of events) yield `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

function answer(route: Route, reply: FastifyReply, result: unknown): FastifyReply {
  reply.code(route.reply.status)
  if ('file' in route.reply) return sendFile(reply, result as FileReply)
  if ('events' in route.reply)
    return (
      reply
        // A proxy that collects what it passes on would keep events back.
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .type('text/event-stream')
        .send(Readable.from(eventLines(result as EventReply)))
    )
  if (!('body' in route.reply)) return reply.send()
  reply.header('cache-control', reply.getHeader('cache-control') ?? 'no-store')
  return reply.type('application/json').send(JSON.stringify(result))
}

/** Texts somebody sends to be kept: the body, and the name of a file; what only reads is not looked at. */
function sentTexts(route: Route, call: Call<Route>) {
  if (route.method === 'GET' || route.wording === 'unchecked') return []
  return [...textsIn(call.body, 'body'), ...(route.upload ? textsIn(call.query, 'query') : [])]
}

/** Mounts every route of a contract: admission, validation, handler, reply. */
export function mount<C extends Contract, D>(
  server: FastifyInstance,
  contract: C,
  handlers: Handlers<C, D>,
  deps: D,
  guard?: TextGuard<D>,
): void {
  for (const [name, route] of Object.entries(contract)) {
    const handler = handlers[name] as (call: Call<Route>, deps: D) => Promise<unknown>
    server.route({
      method: route.method,
      url: route.path,
      ...(route.upload ? { bodyLimit: route.upload.maxBytes } : {}),
      handler: async (request, reply) => {
        const { actor } = request.context
        admit(actor, route)
        const call = callFor(route, request, reply)
        const texts = sentTexts(route, call)
        const acknowledged = call.http.wordingAcknowledged
        const address = `${route.method} ${route.path}`
        const note =
          guard === undefined || texts.length === 0
            ? undefined
            : await guard(deps, { actor, route: address, texts, acknowledged })
        const result = await handler(call, deps)
        await note?.()
        return answer(route, reply, result)
      },
    })
  }
}
