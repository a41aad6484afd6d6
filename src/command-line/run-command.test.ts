import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/time.ts'
import { type Person, testApplication, type TestApplication } from '../../tests/support/application.ts'
import { makeInstrument, makeUnit } from '../../tests/support/booking.ts'
import { runCommand } from './run-command.ts'

let app: TestApplication
let user: Person
let address: string
let instrumentId: number
const makeKey = async (scope: 'read' | 'write', name: string) =>
  (await user.call<{ id: number; key: string }>('POST', '/api/v1/api-keys', { name, scope, days: 30 })).body
let key: { id: number; key: string }
beforeAll(async () => {
  app = await testApplication()
  const unitId = await makeUnit(app)
  user = await app.person({ unitId, name: '王小明' })
  instrumentId = await makeInstrument(app, unitId)
  key = await makeKey('write', 'night script')
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`
})
afterAll(() => app.close())

async function run(line: string, token = key.key, url = address) {
  const said: string[] = []
  const complained: string[] = []
  const code = await runCommand(line.split(' '), {
    environment: { GONGYI_URL: url, GONGYI_KEY: token, LANG: 'en_GB.UTF-8' },
    say: (text) => said.push(text),
    complain: (text) => complained.push(text),
  })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}
const times = (from: string, to: string) =>
  `--start 2026-11-26T${from}:00+08:00 --end 2026-11-26T${to}:00+08:00`
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('The command line', () => {
  test('checks, books, moves, lists and cancels with a key', async () => {
    expect(await run(`check ${instrumentId} ${times('09:00', '10:00')}`)).toMatchObject({ code: 0 })
    const made = await run(`book ${instrumentId} ${times('09:00', '10:00')} --purpose films --json`)
    expect(made.code).toBe(0)
    const { id } = JSON.parse(made.said) as { id: number }
    expect(await run(`move ${id} ${times('11:00', '12:00')}`)).toMatchObject({ code: 0 })
    expect((await run('bookings')).said).toContain('start: 2026-11-26T11:00:00+08:00')
    expect(await run(`cancel ${id} --reason ill`)).toMatchObject({ code: 0 })
    expect((await run(`show ${id}`)).said).toContain('status: cancelled')
    const [entry] = await app.database.sql<{ name: string }[]>`select actor_name as name from audit_entry
      where action = 'booking.cancel' order by id desc limit 1`
    expect(entry?.name).toBe('王小明 · night script')
  })

  test('lists every reason of a refusal', async () => {
    const refused = await run(`book ${instrumentId} ${times('03:10', '03:15')} --purpose films`)
    expect(refused.code).toBe(1)
    expect(refused.complained.split('\n').length).toBeGreaterThan(1)
    expect(refused.complained).toContain('(booking.')
  })

  test('says by its exit code what went wrong, and speaks both languages', async () => {
    expect((await run('nonsense')).code).toBe(2)
    expect((await run('show')).code).toBe(2)
    expect((await run('show 1 --nonsense x')).code).toBe(2)
    expect((await run('bookings', 'gk_unknown')).code).toBe(3)
    expect((await run('bookings', key.key, 'http://127.0.0.1:1')).code).toBe(4)
    expect((await run('help')).said).toContain('My bookings')
  })
})

describe('A key', () => {
  test('that only reads changes nothing', async () => {
    const reading = await makeKey('read', 'reader')
    expect((await run('bookings', reading.key)).code).toBe(0)
    const refused = await run(`book ${instrumentId} ${times('09:00', '10:00')} --purpose films`, reading.key)
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complained).toContain('key_reads_only')
  })

  test('never reaches what protects the account', async () => {
    const by = bearer(key.key)
    for (const [method, url, body] of [
      ['PUT', '/api/v1/account/password', { current: 'x', next: 'y' }],
      ['GET', '/api/v1/api-keys', undefined],
      ['POST', '/api/v1/api-keys', { name: 'x', scope: 'write', days: 1 }],
      ['DELETE', '/api/v1/sessions', undefined],
    ] as const) {
      const answer = await app.visitor.call(method, url, body, by)
      expect([method, url, answer.status]).toEqual([method, url, 403])
    }
  })

  test('ends when it is revoked or its time is over, and shows when it was used', async () => {
    const short = await makeKey('read', 'short')
    expect((await run('bookings', short.key)).code).toBe(0)
    const list = await user.call<{ items: { id: number; lastUsedAt?: string }[] }>('GET', '/api/v1/api-keys')
    expect(list.body.items.find(({ id }) => id === short.id)?.lastUsedAt).toBeDefined()
    expect(JSON.stringify(list.body)).not.toContain('gk_')
    expect((await user.call('DELETE', `/api/v1/api-keys/${short.id}`)).status).toBe(204)
    expect((await run('bookings', short.key)).code).toBe(3)
    app.clock.advance(31 * day)
    expect((await run('bookings')).code).toBe(3)
  })
})
