import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { initialise, passwordOf, type Place, placeFor, preparedHome } from './embedded-place.ts'

/** A PostgreSQL that belongs to this checkout: real server binaries from npm, data under `var/postgres`. */
export interface EmbeddedPostgres {
  readonly url: string
  /** True when a server left over from a killed process was taken over instead of started. */
  readonly adopted: boolean
  readonly urlOf: (database: string) => string
  readonly stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

interface Running {
  readonly pid: number
  readonly port: number
}

/** The server that postmaster.pid speaks of, if it lives. */
function running(data: string): Running | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  return pid !== undefined && port !== undefined && alive(pid) ? { pid, port } : undefined
}

const settings: Record<string, string | number> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
}

interface Launch {
  readonly place: Place
  readonly data: string
  readonly extra: Readonly<Record<string, string | number>>
}

const readyLine = (data: string): string => {
  const file = join(data, 'postmaster.pid')
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[7]?.trim() ?? '') : ''
}

async function launch({ place, data, extra }: Launch, port: number): Promise<Running> {
  const log = openSync(join(place.home, 'server.log'), 'a')
  const options = Object.entries({ ...settings, ...extra, port }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const child = spawn(join(place.native, 'bin/postgres'), ['-D', data, ...options], {
    ...place.identity,
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.unref()
  for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 20) {
    if (readyLine(data) === 'ready' && (await answers(port))) return { pid: child.pid ?? 0, port }
    await pause(20)
  }
  throw new Error(`The embedded PostgreSQL did not start; see ${join(place.home, 'server.log')}`)
}

async function stopServer(data: string, pid: number): Promise<void> {
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && running(data) !== undefined; waited += 20) await pause(20)
}

/** Starts again on the same port; a killed server's children may take a moment to let go of its memory. */
async function relaunched(how: Launch, port: number, signal: AbortSignal): Promise<Running | undefined> {
  for (let attempt = 0; attempt < 50 && !signal.aborted; attempt++) {
    const other = running(how.data)
    if (other !== undefined) return other
    try {
      return await launch(how, port)
    } catch {
      await pause(200)
    }
  }
  return undefined
}

/** Looks once a second whether the server lives and brings it back when somebody killed it. */
async function watch(
  how: Launch,
  first: Running,
  signal: AbortSignal,
  changed: (server: Running) => void,
): Promise<void> {
  let server = first
  for (;;) {
    await pause(1_000, undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return
    if (alive(server.pid)) continue
    const again = await relaunched(how, server.port, signal)
    if (again !== undefined) changed((server = again))
  }
}

/** Starts the server of this checkout, or adopts the one a killed process left running; keeps it running until stopped. */
export async function startEmbedded(
  varDir: string,
  extra: Readonly<Record<string, string | number>> = {},
): Promise<EmbeddedPostgres> {
  const place = placeFor(varDir)
  const data = preparedHome(place)
  const password = passwordOf(place.home)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(place, data, password)
  const left = running(data)
  const adopted = left !== undefined && (await answers(left.port))
  if (left !== undefined && !adopted) await stopServer(data, left.pid)
  const how = { place, data, extra }
  let server = adopted ? left : await launch(how, await freePort())
  const stopping = new AbortController()
  void watch(how, server, stopping.signal, (again) => {
    server = again
  })
  const urlOf = (database: string) => `postgres://gongyi:${password}@127.0.0.1:${server.port}/${database}`
  return {
    url: urlOf('gongyi'),
    adopted,
    urlOf,
    async stop() {
      stopping.abort()
      await stopServer(data, server.pid)
    },
  }
}
