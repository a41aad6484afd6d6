import {
  cellOf,
  findByInnerIds,
  type KnownInstrument,
  type ValidationGround,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { RawRow } from '../data/ledger-row-repository.ts'
import type { WrittenRecord } from '../domain/own-sheet.ts'
import type { RowPlan } from '../domain/ledger-row.ts'

/** What the platform would write for an instrument it holds. */
export type RecordWriter = (known: KnownInstrument) => WrittenRecord

/** Writes instruments as an export does today. */
export const recordWriter =
  ({ dictionary, tables }: ValidationGround): RecordWriter =>
  ({ elements }) => ({
    elements,
    cell: (id) => {
      const definition = dictionary.elements.find((one) => one.id === id)
      return definition === undefined ? '' : cellOf(definition, elements[id], tables)
    },
  })

/** For a sheet of the platform's own: what it would write for each row it knows, by the row's number in the file. */
export async function writtenRecords(
  batch: readonly RawRow[],
  of: {
    readonly db: Db
    readonly unitId: number
    readonly own: RecordWriter | undefined
    readonly plan: RowPlan
  },
): Promise<ReadonlyMap<number, WrittenRecord>> {
  const { db, unitId, own, plan } = of
  const at = plan.columns.find(({ element }) => element.id === 'innerId')?.at
  if (own === undefined || at === undefined) return new Map()
  const numbers = new Map(batch.map(({ no, cells }) => [no, String(cells[at] ?? '').trim()]))
  const known = await findByInnerIds(db, unitId, [...new Set(numbers.values())])
  const byNumber = new Map(known.map((one) => [one.innerId, own(one)]))
  return new Map(
    [...numbers].flatMap(([no, number]) => {
      const record = byNumber.get(number)
      return record === undefined ? [] : [[no, record] as const]
    }),
  )
}
