import '#platform/tsx/register.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchResult, machine, say } from './harness.ts'

/** `npm run bench -- <name>`: the last line on stdout is JSON, the exit code 1 when a bar is missed. */
const source = (name: string) => join(import.meta.dirname, `${name}.ts`)
const runnable = async (name: string): Promise<(() => Promise<BenchResult>) | undefined> => {
  const module = (await import(source(name))) as { run?: () => Promise<BenchResult> }
  return module.run
}
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))

const name = process.argv[2] ?? ''
const run = names.includes(name) && name !== 'run' ? await runnable(name) : undefined
if (run === undefined) {
  say(`npm run bench -- <name>; see docs/benchmarks.md. Files here: ${names.join(', ')}`)
  process.exit(2)
}
const { metrics, bars } = await run()
for (const bar of bars) say(`${bar.ok ? '✓' : '✗'} ${bar.name}: ${bar.value} ${bar.unit} (${bar.limit})`)
console.log(JSON.stringify({ bench: name, machine: machine(), metrics, bars }))
process.exit(bars.every((bar) => bar.ok) ? 0 : 1)
