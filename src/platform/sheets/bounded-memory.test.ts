import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workbookParts, worksheet, zipOf } from '../../../tests/support/zip.ts'

/** What a process may take for reading a hostile file beyond the file itself, MiB; the files unpack to 200 and more. */
const mostMiB = 48
const unpacked = 200_000_000

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gongyi-sheets-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** Reads the file in a process of its own, so that the peak is of the reading alone. */
const reading = `
const [file] = process.argv.slice(1)
const { statSync, createReadStream } = await import('node:fs')
const { readSheet } = await import('#platform/sheets/read-sheet.ts')
const { size } = statSync(file)
const source = { size, read: (from, to) => createReadStream(file, { start: from, end: to - 1 }) }
const before = process.memoryUsage().rss
let most = before
const look = () => { most = Math.max(most, process.memoryUsage().rss) }
const timer = setInterval(look, 5)
let outcome = 'read'
try {
  const sheet = await readSheet(source)
  for await (const batch of sheet.batches) look()
} catch (error) {
  outcome = error.refusals?.[0]?.code ?? String(error)
}
look()
clearInterval(timer)
console.log(JSON.stringify({ outcome, tookMiB: Math.round((most - before) / 1048576) }))
`
async function read(name: string, bytes: Uint8Array): Promise<{ outcome: string; tookMiB: number }> {
  const file = join(dir, name)
  await writeFile(file, bytes)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', reading, file],
    { cwd: join(import.meta.dirname, '../../..') },
  )
  return JSON.parse(stdout) as { outcome: string; tookMiB: number }
}

const blanks = ' '.repeat(unpacked)
const honest = () => zipOf(workbookParts({ s: `<worksheet><sheetData>${blanks}</sheetData></worksheet>` }))
const lying = () =>
  zipOf(
    workbookParts({ s: `<worksheet><sheetData>${blanks}</sheetData></worksheet>` }).map((part) =>
      part.name.includes('sheet1') ? { ...part, declaredBytes: 2_000 } : part,
    ),
  )
const lyingTexts = () =>
  zipOf(
    workbookParts({ s: worksheet([['名称', '资产编号']]) }, [
      { name: 'xl/sharedStrings.xml', text: `<sst><si><t>${blanks}</t></si></sst>`, declaredBytes: 2_000 },
    ]),
  )

describe('A file that unpacks to 200 MB', () => {
  test.each([
    ['a sheet that says so', 'honest.xlsx', honest, 'sheet.zip_bomb'],
    ['a sheet that declares 2 kB', 'lying.xlsx', lying, 'sheet.zip_bomb'],
    ['shared texts that declare 2 kB', 'texts.xlsx', lyingTexts, 'sheet.zip_bomb'],
  ] as const)('is refused within bounded memory: %s', async (_what, name, make, code) => {
    const { outcome, tookMiB } = await read(name, make())
    expect(outcome).toBe(code)
    expect(tookMiB).toBeLessThan(mostMiB)
  })

  test('is refused as one line of csv without holding more than the limits say', async () => {
    const { outcome, tookMiB } = await read(
      'line.csv',
      Buffer.from(`名称,资产编号\n${'x'.repeat(unpacked)}\n`),
    )
    expect(outcome).toMatch(/^sheet\./)
    expect(tookMiB).toBeLessThan(mostMiB)
  })
})
