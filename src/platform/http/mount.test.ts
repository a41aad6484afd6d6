import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { visitor } from '#kernel/actor.ts'
import type { Contract, Handlers, HttpEdge } from './contract.ts'
import { openWords } from '../i18n/words.ts'
import { silentLog } from '../log/log.ts'
import { mount } from './mount.ts'
import { openHttpServer } from './server.ts'

const contract = {
  echo: {
    method: 'POST',
    path: '/api/v1/echo',
    summary: 'Says whether the caller is still there',
    access: 'public',
    body: z.object({ text: z.string() }),
    reply: { status: 200, body: z.object({ text: z.string(), gone: z.boolean() }) },
  },
  ticks: {
    method: 'GET',
    path: '/api/v1/ticks',
    summary: 'Tells numbers until the caller goes away',
    access: 'public',
    reply: { status: 200, events: true },
  },
} as const satisfies Contract

const untilGone = async (http: HttpEdge) => {
  if (!http.signal.aborted) await once(http.signal, 'abort')
}

let base: string
let close: () => Promise<void>
let left: Promise<void>

beforeEach(async () => {
  const leaving = Promise.withResolvers<undefined>()
  left = leaving.promise
  const handlers: Handlers<typeof contract, undefined> = {
    async echo({ body, http }) {
      const { signal } = http
      await new Promise((done) => setImmediate(done))
      return { text: body.text, gone: signal.aborted }
    },
    async ticks({ http }) {
      void untilGone(http).then(() => leaving.resolve(undefined))
      return (async function* () {
        yield { event: 'tick', data: 1 }
        yield { event: 'tick', data: { text: 'two\nlines' } }
        await untilGone(http)
      })()
    },
  }
  const server = await openHttpServer({
    log: silentLog,
    words: openWords([]),
    authenticate: async () => visitor,
  })
  mount(server, contract, handlers, undefined)
  await server.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  close = () => server.close()
})
afterEach(() => close())

describe('A mounted route', () => {
  test('takes its caller for present while it answers, also after the body was read', async () => {
    const reply = await fetch(`${base}/api/v1/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: '共仪' }),
    })
    expect(await reply.json()).toEqual({ text: '共仪', gone: false })
  })

  test('sends events one by one, and is told when the caller goes away', async () => {
    const caller = new AbortController()
    const reply = await fetch(`${base}/api/v1/ticks`, { signal: caller.signal })
    expect(reply.headers.get('content-type')).toContain('text/event-stream')
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('two')) text += (await reader?.read())?.value ?? ''
    expect(text).toBe('event: tick\ndata: 1\n\nevent: tick\ndata: {"text":"two\\nlines"}\n\n')
    caller.abort()
    await left
  })
})
