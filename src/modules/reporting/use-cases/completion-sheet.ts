import type { Readable } from 'node:stream'
import { type Actor, actorMay } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  firstPictures,
  headingOf,
  type Instrument,
  instrumentKind,
  instrumentsById,
  problemsOf,
  validationGround,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Cell } from '#platform/sheets/sheet.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import { columnsToComplete } from '../domain/own-sheet.ts'
import { type ExportDeps, exportTarget, fileNamePart, rowWriter, type Target } from './export-reports.ts'

const batchSize = 200

/** How many of the instruments have an error in each element. */
async function openElements(
  deps: ExportDeps,
  instruments: readonly Instrument[],
): Promise<ReadonlyMap<string, number>> {
  const ground = await validationGround(deps.db, instrumentKind, dateIn(deps.clock.now(), 'Asia/Shanghai'))
  const counts = new Map<string, number>()
  for (const { elements } of instruments) {
    const errors = problemsOf(elements, ground).filter(({ level }) => level === 'error')
    for (const element of new Set(errors.map((error) => error.element)))
      counts.set(element, (counts.get(element) ?? 0) + 1)
  }
  return counts
}

async function* rowsOf(
  deps: ExportDeps,
  target: Target,
  instruments: readonly Instrument[],
): AsyncGenerator<Cell[]> {
  const ids = instruments.map(({ id }) => id)
  const write = rowWriter(deps, target, await firstPictures(deps.db, ids))
  for (const instrument of instruments) yield await write(instrument)
}

/** The instruments asked for that the actor may read, in the order asked for. */
async function readable(deps: ExportDeps, actor: Actor, ids: readonly number[]): Promise<Instrument[]> {
  const found = new Map<number, Instrument>()
  for (let at = 0; at < ids.length; at += batchSize)
    for (const one of await instrumentsById(deps.db, ids.slice(at, at + batchSize)))
      if (actorMay(actor, 'instrument.read_unpublished', one.place)) found.set(one.id, one)
  return ids.flatMap((id) => found.get(id) ?? [])
}

/**
 * The instruments chosen as a sheet to complete outside the platform: number, name, what is still missing or wrong, then
 * the rest, under the headings of the national sheet, so that the import takes it back without a word about its columns.
 */
export async function completionSheet(
  deps: ExportDeps,
  actor: Actor,
  instrumentIds: readonly number[],
): Promise<{ fileName: string; bytes: Readable }> {
  const instruments = await readable(deps, actor, [...new Set(instrumentIds)])
  if (instruments.length === 0) refuse('not_found', { code: 'not_found', subject: 'instrument' })
  const whole = await exportTarget(deps, instrumentKind, undefined)
  const target: Target = {
    ...whole,
    columns: columnsToComplete(whole.columns, await openElements(deps, instruments)),
  }
  const { title, version } = target.dictionary
  await inTransaction(deps.db, (tx) =>
    writeAudit(tx, actor, deps.clock.now(), [
      {
        action: 'report.exported',
        subject: 'element_dictionary',
        subjectId: version,
        changes: { instrumentIds: instruments.map(({ id }) => id), format: 'xlsx' },
      },
    ]),
  )
  const name = title?.zh ?? version
  return {
    fileName: `${fileNamePart(name)}-${instruments.length}.xlsx`,
    bytes: writeSheet('xlsx', {
      name,
      header: target.columns.map(headingOf),
      widths: target.columns.map(({ type }) => (type === 'longtext' ? 36 : 18)),
      rows: rowsOf(deps, target, instruments),
    }),
  }
}
