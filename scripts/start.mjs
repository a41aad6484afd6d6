// npm start: on a fresh machine install, build the workbench if stale, and serve; everything else happens in serve.ts.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, node, root, run, say } from './install.mjs'

const development = process.argv.includes('--dev')
install()

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path)
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path
  }
}

/** A digest of what the workbench is built from, by size and content. */
function sourcesDigest() {
  const hash = createHash('sha256')
  const files = ['web', 'src'].flatMap((folder) => [...filesIn(join(root, folder))])
  for (const file of [...files, join(root, 'vite.config.ts'), join(root, 'package-lock.json')].toSorted())
    if (existsSync(file))
      hash.update(file.slice(root.length)).update(statSync(file).size < 5_000_000 ? readFileSync(file) : '')
  return hash.digest('hex')
}

async function buildWorkbench() {
  const stamp = join(root, 'dist', 'web.digest')
  const digest = sourcesDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return 0
  say('构建工作台 building the workbench …')
  const code = await run(node(), [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--logLevel',
    'error',
  ])
  if (code !== 0) return code
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, digest)
  return 0
}

// The workbench is built while the database starts and fills: two cores, two things to do.
const building = development ? Promise.resolve(0) : buildWorkbench()
const args = development
  ? ['--watch', 'src/main/serve.ts', '--demonstration']
  : ['src/main/serve.ts', '--demonstration']
let child
const serving = run(node(), [...args, ...process.argv.slice(2).filter((arg) => arg !== '--dev')], {
  onStart: (started) => {
    child = started
  },
  env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
})
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => child?.kill(signal === 'SIGINT' ? undefined : signal))
const vite = development ? run(node(), [join(root, 'node_modules/vite/bin/vite.js')]) : undefined
const built = await building
if (built !== 0)
  console.error('The workbench could not be built; the public pages and the API work without it')
await Promise.race([serving, vite ?? serving])
process.exit(await serving)
