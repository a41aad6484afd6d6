import type { z } from 'zod'

/** The part of a contract's route the browser needs; contract.ts objects fit it as they are. */
export interface CallableRoute {
  readonly method: string
  readonly path: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly upload?: { readonly maxBytes: number }
  readonly reply: object
}

/** What may be sent: a coerced field takes what it becomes, an optional one also undefined. */
type Sent<T extends z.ZodType> =
  z.input<T> extends object
    ? {
        [K in keyof z.input<T>]: unknown extends z.input<T>[K]
          ? K extends keyof z.output<T>
            ? z.output<T>[K]
            : z.input<T>[K]
          : z.input<T>[K]
      }
    : z.input<T>
type IsOptional<T> = object extends T ? true : false
type Part<R, Name extends 'params' | 'query' | 'body'> = R extends { readonly [K in Name]: infer S }
  ? S extends z.ZodType
    ? IsOptional<Sent<S>> extends true
      ? { readonly [K in Name]?: Sent<S> | undefined }
      : { readonly [K in Name]: Sent<S> }
    : object
  : object
export type Asked<R> = Part<R, 'params'> &
  Part<R, 'query'> &
  Part<R, 'body'> & { readonly signal?: AbortSignal }
export type Replied<R> = R extends { readonly reply: { readonly body: infer B } }
  ? B extends z.ZodType
    ? z.output<B>
    : undefined
  : undefined
type Rest<T> = object extends T ? [asked?: T] : [asked: T]

export interface WordedRefusal {
  readonly code: string
  readonly message: string
  /** Part and path of a field that does not pass, `body`, `contact.phone`. */
  readonly part?: string
  readonly path?: string
  readonly [detail: string]: unknown
}

/** Any answer that is not a success; status 0 when there was no answer at all. */
export class Problem extends Error {
  readonly status: number
  readonly refusals: readonly WordedRefusal[]
  /** Number to quote when asking for help. */
  readonly number: string | undefined
  constructor(status: number, refusals: readonly WordedRefusal[], number?: string) {
    super(refusals.map((refusal) => refusal.message).join('; '))
    this.name = 'Problem'
    this.status = status
    this.refusals = refusals
    this.number = number
  }
  has(code: string): boolean {
    return this.refusals.some((refusal) => refusal.code === code)
  }
}

interface Edge {
  readonly locale: () => string
  readonly unreachable: () => string
  readonly unauthenticated: () => void
  /** Shows the words found in what somebody sends; whether they go on. */
  readonly acknowledgeWording: (message: string) => Promise<boolean>
}
const edge: Edge = {
  locale: () => 'zh-CN',
  unreachable: () => 'offline',
  unauthenticated: () => {
    /* set by the application */
  },
  acknowledgeWording: () => Promise.resolve(false),
}
/** The application tells the client its language, the words for "no answer", and what to do when nobody is signed in. */
export function configureClient(parts: Partial<Edge>): void {
  Object.assign(edge, parts)
}

type Values = Readonly<Record<string, unknown>>
interface Loose {
  readonly params?: Values
  readonly query?: Values
  readonly body?: unknown
  readonly signal?: AbortSignal
}

const text = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

function addressOf(route: CallableRoute, asked: Loose): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(text(asked.params?.[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked.query ?? {}))
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (one !== undefined && one !== null && one !== '') query.append(name, text(one))
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as { refusals: WordedRefusal[]; number?: string }
    return new Problem(response.status, body.refusals, body.number)
  } catch {
    return new Problem(response.status, [{ code: 'unreadable', message: edge.unreachable() }])
  }
}

interface Sending {
  readonly method: string
  readonly body?: string | File
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

async function send(url: string, init: Sending): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      ...init,
      headers: { 'accept-language': edge.locale(), ...init.headers },
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, [{ code: 'offline', message: edge.unreachable() }])
  }
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.status === 401 && problem.has('sign_in_first')) edge.unauthenticated()
  throw problem
}

/** Words a person has said once, for an address, to be no secret: they are not asked again on every save. */
const acknowledged = new Set<string>()

/** Sends; when markings of secrecy are found in it, the person is asked, and it is sent again if they go on. */
async function sendWords(url: string, init: Sending): Promise<Response> {
  const again = () => send(url, { ...init, headers: { ...init.headers, 'x-wording-acknowledged': 'true' } })
  try {
    return await send(url, init)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const found = error.refusals.find((refusal) => refusal.code === 'registry.wording_found')
    if (found === undefined) throw error
    const key = `${url} ${found.message}`
    if (!acknowledged.has(key) && !(await edge.acknowledgeWording(found.message))) throw error
    acknowledged.add(key)
    return again()
  }
}

const withSignal = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

async function replyOf<R>(response: Response): Promise<Replied<R>> {
  if (response.status === 204) return undefined as Replied<R>
  return (await response.json()) as Replied<R>
}

/** Calls a route of a contract; throws `Problem` for any answer that is not a success. */
export async function call<const R extends CallableRoute>(
  route: R,
  ...[asked = {} as Asked<R>]: Rest<Asked<R>>
): Promise<Replied<R>> {
  const loose = asked as Loose
  const response = await sendWords(addressOf(route, loose), {
    method: route.method,
    ...(loose.body === undefined
      ? {}
      : { body: JSON.stringify(loose.body), headers: { 'content-type': 'application/json' } }),
    ...withSignal(loose.signal),
  })
  return replyOf<R>(response)
}

/** Sends a file as it is to a route that takes one; its name goes into the query unless given there. */
export async function upload<const R extends CallableRoute>(
  route: R,
  asked: Omit<Asked<R>, 'body' | 'query'> & { readonly query?: Values },
  file: File,
): Promise<Replied<R>> {
  return replyOf<R>(await sendFile(route, asked as Loose, file))
}

function sendFile(route: CallableRoute, asked: Loose, file: File): Promise<Response> {
  return send(addressOf(route, { ...asked, query: { name: file.name, ...asked.query } }), {
    method: route.method,
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
    ...withSignal(asked.signal),
  })
}

const nameIn = (disposition: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return encoded === undefined ? 'download' : decodeURIComponent(encoded)
}

/** Fetches a file and hands it to the browser to save. */
export async function download<const R extends CallableRoute>(
  route: R,
  ...[asked = {} as Asked<R>]: Rest<Asked<R>>
): Promise<void> {
  const loose = asked as Loose
  const response = await send(addressOf(route, loose), {
    method: route.method,
    ...(loose.body === undefined
      ? {}
      : { body: JSON.stringify(loose.body), headers: { 'content-type': 'application/json' } }),
  })
  await save(response)
}

/** Sends a file to a route that answers with another, and hands that to the browser to save. */
export async function uploadForFile<const R extends CallableRoute>(
  route: R,
  asked: Omit<Asked<R>, 'body' | 'query'> & { readonly query?: Values },
  file: File,
): Promise<void> {
  await save(await sendFile(route, asked as Loose, file))
}

async function save(response: Response): Promise<void> {
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = nameIn(response.headers.get('content-disposition'))
  link.click()
  URL.revokeObjectURL(url)
}
