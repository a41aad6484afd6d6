import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { CodeEntry } from '../domain/code-table.ts'
import type { ReferenceKind, ReferenceVersion } from '../domain/reference.ts'

/** A file of reference data as read: its version and either codes or a definition. */
export interface ReferenceFile {
  readonly version: ReferenceVersion
  readonly definition: unknown
  readonly entries: readonly CodeEntry[] | undefined
}

type Row = Readonly<Record<string, string>>
const ownColumns = new Set(['code', 'adcode', 'name', 'name_en', 'parent'])

/** Rows of a CSV text with a heading line. */
export const rowsOf = (text: string): Row[] =>
  parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true, relax_column_count: true })

/** The code is the column `code` or `adcode`; tables without one (countries) are known by their name. */
export const entriesOf = (rows: readonly Row[]): CodeEntry[] =>
  rows.map((row) => ({
    code: row['code'] ?? row['adcode'] ?? row['name'] ?? '',
    name: row['name'] ?? '',
    nameEn: row['name_en'] ?? '',
    parent: row['parent'] ?? '',
    attributes: Object.fromEntries(
      Object.entries(row).filter(([column, value]) => !ownColumns.has(column) && value !== ''),
    ),
  }))

/** Digest that tells whether a text was loaded before. */
export const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const kindOfFolder: Readonly<Record<string, ReferenceKind>> = {
  elements: 'element_dictionary',
  rules: 'rule_set',
  holidays: 'calendar',
  aliases: 'aliases',
}

/** A version without a date of its own begins with the year in its file's name, or has always been. */
const beginOf = (stem: string): string =>
  `${/(?:^|\D)((?:19|20)\d{2})(?:\D|$)/.exec(stem)?.[1] ?? '1949'}-01-01`

interface JsonHead {
  readonly kind?: number | string
  readonly part?: string
  readonly name?: string
  readonly version?: string
  readonly effectiveFrom?: string
  readonly source?: string
}

const nameOf = ({ kind, part, name }: JsonHead): string | undefined =>
  kind === undefined ? name : part === undefined ? String(kind) : `${kind}-${part}`

function jsonFile(kind: ReferenceKind, stem: string, text: string): ReferenceFile {
  const definition = JSON.parse(text) as JsonHead | readonly unknown[]
  const head: JsonHead = Array.isArray(definition) ? {} : (definition as JsonHead)
  return {
    version: {
      kind,
      name: nameOf(head) ?? stem,
      version: head.version ?? stem,
      effectiveFrom: head.effectiveFrom ?? beginOf(stem),
      source: head.source ?? '',
      checksum: checksumOf(text),
    },
    definition: Array.isArray(definition) ? { rows: definition as unknown } : definition,
    entries: undefined,
  }
}

function csvFile(folder: string, stem: string, text: string): ReferenceFile {
  const kind = kindOfFolder[folder] ?? 'code_table'
  const rows = rowsOf(text)
  return {
    version: {
      kind,
      name: kind === 'code_table' ? folder : stem,
      version: stem,
      effectiveFrom: beginOf(stem),
      source: '',
      checksum: checksumOf(text),
    },
    definition: kind === 'code_table' ? {} : { rows },
    entries: kind === 'code_table' ? entriesOf(rows) : undefined,
  }
}

/** Reads every `<folder>/<version>.csv|json` below a directory; the folder names the code table or the kind. */
export async function readReferenceFiles(dir: string): Promise<ReferenceFile[]> {
  const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const files: ReferenceFile[] = []
  for (const folder of folders.map((entry) => entry.name).toSorted())
    for (const name of (await readdir(join(dir, folder))).toSorted()) {
      const stem = basename(name, extname(name))
      const text = await readFile(join(dir, folder, name), 'utf8')
      if (name.endsWith('.csv')) files.push(csvFile(folder, stem, text))
      if (name.endsWith('.json')) files.push(jsonFile(kindOfFolder[folder] ?? 'aliases', stem, text))
    }
  return files
}
