// npm test: on a fresh machine install, then format, types, lint, arrows, dead code, tests, browser journeys; fast ones first.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { install, node, root, run, say } from './install.mjs'

install()
const tool = (path, ...args) => [node(), [join(root, 'node_modules', path), ...args]]

/** Debian's Chromium and a Chinese font when they are missing and can be installed; otherwise says plainly what to install. */
function ensureChromium() {
  if (existsSync('/usr/bin/chromium') || process.env.CHROMIUM) return true
  const root_ = process.getuid?.() === 0
  if (process.platform === 'linux' && root_ && spawnSync('apt-get', ['--version']).status === 0) {
    say('安装 Chromium installing Chromium for the browser journeys …')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    const result = spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (result.status === 0 && existsSync('/usr/bin/chromium')) return true
  }
  console.error(
    'The browser journeys need Chromium: install Debian’s `chromium` and `fonts-noto-cjk`, or set CHROMIUM to a browser’s path',
  )
  return false
}

const journeys =
  existsSync(join(root, 'tests/journeys')) &&
  readdirSync(join(root, 'tests/journeys')).some((name) => name.endsWith('.test.ts'))
const faults = existsSync(join(root, 'vitest.faults.config.ts'))
const stages = [
  ['format', () => run(...tool('@biomejs/biome/bin/biome', 'format', '.'))],
  ['types', () => run(...tool('typescript/bin/tsc', '-b'))],
  ['arrows', () => run(...tool('dependency-cruiser/bin/dependency-cruiser.mjs', 'src', 'web/src'))],
  ['lint', () => run(...tool('eslint/bin/eslint.js', '.'))],
  ['dead code', () => run(...tool('knip/bin/knip.js'))],
  ['tests', () => run(...tool('vitest/vitest.mjs', 'run'))],
  ...(faults
    ? [['faults', () => run(...tool('vitest/vitest.mjs', 'run', '--config', 'vitest.faults.config.ts'))]]
    : []),
  ...(journeys
    ? [
        ['workbench', () => run(...tool('vite/bin/vite.js', 'build', '--logLevel', 'error'))],
        [
          'journeys',
          () =>
            ensureChromium()
              ? run(...tool('vitest/vitest.mjs', 'run', '--config', 'vitest.journeys.config.ts'))
              : 1,
        ],
      ]
    : []),
]

let failed = 0
let passed = 0
for (const [name, stage] of stages) {
  const start = Date.now()
  const code = await stage()
  say(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  if (code === 0) passed++
  else failed++
}
console.log(`stages: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
