import { fork } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { ensureDatabase } from '#platform/db/open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    province: { url: string; ahead: number }
  }
}

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/**
 * Milliseconds by which program, browser and tests are ahead of the machine's clock: `JOURNEYS_AT=2027-01-01T00:05+08:00`
 * lets the stories happen then.
 */
const wished = process.env['JOURNEYS_AT']
const ahead = wished === undefined ? 0 : Date.parse(wished) - Date.now()

/** The program as `npm start` runs it, with a small demonstration province of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded(resolve('var/test'), { fsync: 'off' })
  const admin = openDatabase(server.urlOf('postgres'), { connections: 1 })
  await admin.sql.unsafe('drop database if exists journeys with (force)')
  await admin.close()
  await ensureDatabase(server.urlOf, 'journeys')
  const port = await freePort()
  const program = fork('src/main/serve.ts', ['--demonstration', '--instruments', '400'], {
    execArgv: ['--import', resolve('tests/journeys/support/shifted-clock.ts')],
    env: {
      ...process.env,
      DATABASE_URL: server.urlOf('journeys'),
      PORT: String(port),
      LOG_LEVEL: 'error',
      AHEAD: String(ahead),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise<void>((ready, failed) => {
    program.once('message', () => ready())
    program.once('exit', (code) => failed(new Error(`the program ended with ${code ?? 'a signal'}`)))
  })
  project.provide('province', { url: `http://127.0.0.1:${port}`, ahead })
  return async () => {
    const ended = new Promise((done) => program.once('exit', done))
    program.kill('SIGTERM')
    await ended
    await server.stop()
  }
}
