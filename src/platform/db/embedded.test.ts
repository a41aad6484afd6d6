import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from './connect.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongyi-embedded-'))
const started: EmbeddedPostgres[] = []
const start = async (): Promise<EmbeddedPostgres> => {
  const server = await startEmbedded(folder)
  started.push(server)
  return server
}
const pidOf = () => Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])

async function asks(server: EmbeddedPostgres): Promise<unknown> {
  const database = openDatabase(server.urlOf('postgres'), { connections: 1 })
  try {
    return (await database.sql`select 42 as answer`)[0]?.['answer']
  } finally {
    await database.close()
  }
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('The embedded PostgreSQL', () => {
  test('is adopted by the next process when the first never stopped it', async () => {
    const [first, second] = [await start(), await start()]
    expect([first.adopted, second.adopted]).toEqual([false, true])
    expect(await asks(second)).toBe(42)
  })

  test('comes back on the same port after kill -9', async () => {
    const server = await start()
    const pid = pidOf()
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(pidOf()).not.toBe(pid), { timeout: 20_000, interval: 100 })
    await vi.waitFor(async () => expect(await asks(server)).toBe(42), { timeout: 20_000, interval: 100 })
  })
})
