import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Ability } from '#kernel/permissions.ts'

/** Who may call a route at all; the use case then checks the scope against the thing at hand. */
export type Access = 'public' | 'signed-in' | Ability

/** One route as a module's contract.ts declares it (plain data + zod, so that browser, OpenAPI and server share it). */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/api/v1/instruments/:instrumentId/bookings` */
  readonly path: string
  readonly summary: string
  readonly access: Access
  /** Routes that protect an account are never reached with a key of it. */
  readonly byKey?: 'never'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Its texts are not looked through for words of secrecy: passwords, words typed to confirm. */
  readonly wording?: 'unchecked'
  /** The body is a file, sent as it is with `?name=`; its size limit in bytes. */
  readonly upload?: { readonly maxBytes: number }
  readonly reply:
    | { readonly status: 200 | 201 | 202; readonly body: z.ZodType }
    | { readonly status: 204 }
    | { readonly status: 200; readonly file: true }
    | { readonly status: 200; readonly events: true }
  /** Codes of every refusal this route may raise, beyond those any route may. */
  readonly refuses?: readonly string[]
}

export type Contract = Readonly<Record<string, Route>>

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined

/** What a handler is given: validated input and who asks. */
export interface Call<R extends Route> {
  readonly actor: Actor
  readonly locale: Locale
  readonly params: Parsed<R['params']>
  readonly query: Parsed<R['query']>
  readonly body: Parsed<R['body']>
  readonly upload: R extends { readonly upload: object } ? Readable : undefined
  readonly http: HttpEdge
}

/** The few things of HTTP a handler may need. */
export interface HttpEdge {
  /** Address of the caller, for rate limits. */
  readonly source: string
  readonly sessionToken: string | undefined
  /** The person was shown markings of secrecy in what they send and goes on. */
  readonly wordingAcknowledged: boolean
  setSession(token: string | undefined, expiresInSeconds: number): void
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal
}

/** A file sent to the caller. */
export interface FileReply {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Readable | Buffer
  /** Shown in the page instead of saved. */
  readonly inline?: boolean
  readonly cacheSeconds?: number
  /** Kept by the caller alone for so long; asked again, the same content is answered with 304. */
  readonly revalidate?: { readonly etag: string; readonly seconds: number }
}

/** Events pushed to the browser (server-sent events). */
export type EventReply = AsyncIterable<{ readonly event: string; readonly data: unknown }>

export type Reply<R extends Route> = R['reply'] extends { readonly body: infer B extends z.ZodType }
  ? z.input<B>
  : R['reply'] extends { readonly file: true }
    ? FileReply
    : R['reply'] extends { readonly events: true }
      ? EventReply
      : undefined

/** One handler for each route of a contract; a missing or a spare one does not compile. */
export type Handlers<C extends Contract, D> = {
  readonly [Name in keyof C]: (call: Call<C[Name]>, deps: D) => Promise<Reply<C[Name]>>
}
