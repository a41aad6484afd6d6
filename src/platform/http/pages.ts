import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Actor } from '#kernel/actor.ts'
import { Refused, type RefusalKind } from '#kernel/refusal.ts'
import type { Locale } from '#kernel/locale.ts'

/** What a public page is rendered from. */
export interface PageCall {
  readonly actor: Actor
  readonly locale: Locale
  /** The network address that asks. */
  readonly source: string
  readonly path: string
  /** The address without the language prefix and with its query. */
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
}
export type PageReply =
  | { readonly html: ReactElement; readonly status?: number; readonly cacheSeconds?: number }
  | { readonly redirect: string; readonly permanent?: boolean }
  | {
      readonly text: string
      readonly mediaType: string
      readonly cacheSeconds?: number
      /** Says nothing about who reads it: may be kept for people who are signed in too. */
      readonly sameForAll?: boolean
    }

/** A server-rendered page; mounted at `path` (Chinese) and `/en` + path (English). */
export interface Page<D> {
  readonly path: string
  render(call: PageCall, deps: D): Promise<PageReply>
  /** False for addresses without a language of their own: robots.txt, sitemap.xml. */
  readonly bilingual?: boolean
}

/** How a page looks when what was asked for is not there or goes wrong. */
export type ErrorPage = (call: PageCall, status: number, number?: string) => ReactElement

/** What a reader of pages is told of a refusal. */
const pageStatus: Partial<Record<RefusalKind, number>> = { not_found: 404, invalid: 404, too_many: 429 }

function callOf(request: FastifyRequest, prefix: string, publicUrl: string): PageCall {
  const url = new URL(request.url, publicUrl)
  if (prefix !== '') url.pathname = url.pathname.slice(prefix.length) || '/'
  return {
    actor: request.context.actor,
    locale: prefix === '/en' ? 'en' : 'zh-CN',
    source: request.ip,
    path: url.pathname,
    url,
    params: request.params as Record<string, string>,
  }
}

const sendHtml = (reply: FastifyReply, element: ReactElement, status: number): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToStaticMarkup(element)}`)

const year = 31_536_000

/** Only what is the same for everybody is kept between reader and site. */
function cachingOf(result: Exclude<PageReply, { redirect: string }>, call: PageCall): string {
  const seconds = result.cacheSeconds ?? 0
  const sameForAll = 'text' in result && result.sameForAll === true
  if (seconds === 0 || (call.actor.kind !== 'visitor' && !sameForAll)) return 'no-cache, private'
  return `public, max-age=${seconds}${seconds >= year ? ', immutable' : ''}`
}

function sendPage(reply: FastifyReply, call: PageCall, result: PageReply): FastifyReply {
  if ('redirect' in result) return reply.redirect(result.redirect, result.permanent ? 301 : 303)
  reply.header('cache-control', cachingOf(result, call))
  if ('text' in result) return reply.type(`${result.mediaType}; charset=utf-8`).send(result.text)
  return sendHtml(reply, result.html, result.status ?? 200)
}

function addressOf(page: { path: string }, prefix: string): string {
  if (prefix === '') return page.path
  return page.path === '/' ? prefix : prefix + page.path
}

/** Mounts public pages; a refusal becomes the designed error page. */
export function mountPages<D>(
  server: FastifyInstance,
  pages: readonly Page<D>[],
  deps: D,
  publicUrl: string,
  errorPage: ErrorPage,
): void {
  // The English home typed with a slash at its end leads there all the same.
  if (pages.some(({ path }) => path === '/'))
    server.get('/en/', (_request, reply) => reply.redirect('/en', 301))
  for (const page of pages)
    for (const prefix of page.bilingual === false ? [''] : ['', '/en'])
      server.get(addressOf(page, prefix), async (request, reply) => {
        const call = callOf(request, prefix, publicUrl)
        try {
          const result = await page.render(call, deps)
          return await sendPage(reply, call, result)
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          const status = pageStatus[error.kind] ?? 403
          return await sendHtml(reply, errorPage(call, status), status)
        }
      })
}

/** The designed page for a person with a browser whose address leads nowhere or fails; undefined for programs. */
export function errorHtml(
  request: FastifyRequest,
  status: number,
  number: string | undefined,
  publicUrl: string,
  errorPage: ErrorPage,
): string | undefined {
  const wantsHtml = request.headers.accept?.includes('text/html') === true
  if (!wantsHtml || request.method !== 'GET' || request.url.startsWith('/api/')) return undefined
  const call = callOf(
    request,
    request.context.locale === 'en' && /^\/en(\/|\?|$)/.test(request.url) ? '/en' : '',
    publicUrl,
  )
  return `<!doctype html>${renderToStaticMarkup(errorPage(call, status, number))}`
}
