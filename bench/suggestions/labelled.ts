import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type CodeTable, codeTableOf } from '../../src/modules/registry/domain/code-table.ts'
import { entriesOf, rowsOf } from '../../src/modules/registry/use-cases/reference-files.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** An instrument whose class a person told. */
export interface Labelled {
  readonly name: string
  readonly model: string
  readonly class: string
  readonly half: 'tuning' | 'held_out'
}

/** bench/suggestions/labelled.csv; docs/benchmarks.md says how it was made. */
export const labelled: readonly Labelled[] = parse(read('bench/suggestions/labelled.csv'), { columns: true })

interface DemoType {
  readonly cname: string
  readonly classCode: string
  readonly models: readonly { readonly model: string }[]
}

/** Kinds of the demonstration province, labelled by another hand before there was a classifier: each with its first model. */
export const demonstration: readonly Omit<Labelled, 'half'>[] = (
  JSON.parse(read('db/seed/demo/instrument-types.json')) as DemoType[]
).map(({ cname, classCode, models }) => ({ name: cname, class: classCode, model: models[0]?.model ?? '' }))

/** A shipped code table without a database. */
export function shippedTable(path: string, name: string): CodeTable {
  const entries = entriesOf(rowsOf(read(`db/reference/${path}`)))
  return codeTableOf({ name, version: path, effectiveFrom: '1949-01-01', source: '' }, entries)
}
