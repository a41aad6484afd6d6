import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import { inTransaction, openDatabase } from './connect.ts'
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

/** Transactions one after the other by eight at once; counts those that were answered, well or badly. */
function crowdOn(url: string) {
  const database = openDatabase(url, { connections: 12 })
  const counted = { done: 0, failed: 0, under: 0 }
  let stopped = false
  const one = async (): Promise<void> => {
    while (!stopped) {
      counted.under++
      await inTransaction(database.db, async (tx) => {
        await sql`select pg_sleep(0.002)`.execute(tx)
        await sql`select 1`.execute(tx)
      }).then(
        () => counted.done++,
        () => counted.failed++,
      )
      counted.under--
      await new Promise((next) => setImmediate(next))
    }
  }
  const all = Array.from({ length: 8 }, one)
  return {
    counted,
    async stop() {
      stopped = true
      await Promise.all(all)
      await database.close()
    },
  }
}

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

  test('leaves no transaction waiting for ever when it is killed under load, and serves on afterwards', async () => {
    const server = await start()
    const crowd = crowdOn(server.urlOf('postgres'))
    for (let kill = 0; kill < 3; kill++) {
      const before = crowd.counted.done
      await vi.waitFor(() => expect(crowd.counted.done).toBeGreaterThan(before + 50), {
        timeout: 20_000,
        interval: 20,
      })
      process.kill(pidOf(), 'SIGKILL')
    }
    const before = crowd.counted.done
    await vi.waitFor(() => expect(crowd.counted.done).toBeGreaterThan(before + 200), {
      timeout: 20_000,
      interval: 20,
    })
    await crowd.stop()
    expect(crowd.counted.under).toBe(0)
    expect(crowd.counted.failed).toBeGreaterThan(0)
  })
})
