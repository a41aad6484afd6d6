import type { Readable } from 'node:stream'
import { type Actor, requireAbility } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Cell } from '#platform/sheets/sheet.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import { importById, type StoredColumn } from '../data/ledger-import-repository.ts'
import { elementsInTrouble, rowsPage, type StoredRow } from '../data/ledger-row-repository.ts'
import type { RowProblem } from '../domain/ledger-element.ts'
import { reasonPrefix } from '../domain/ledger-headings.ts'
import type { ImportKey } from './read-ledger.ts'

interface ResultDeps extends Pick<Deps, 'db' | 'words'> {
  readonly locale: Locale
}

const said = (problems: readonly RowProblem[], deps: ResultDeps): string =>
  problems
    .filter(({ level }) => level === 'error')
    .map(
      (problem) => deps.words.say(deps.locale, problem.code, withLikely(problem)) + likelyOf(problem, deps),
    )
    .join('\n')

const withLikely = (problem: RowProblem) => ({ ...problem, from: problem.from ?? '' })
const likelyOf = ({ likely }: RowProblem, deps: ResultDeps) =>
  likely === undefined ? '' : ` ${deps.words.say(deps.locale, 'ledger.likely', likely)}`

interface Layout {
  readonly columns: readonly StoredColumn[]
  /** Elements whose column gets a column of reasons beside it. */
  readonly troubled: ReadonlySet<string>
}

function cellsOf(row: StoredRow, { columns, troubled }: Layout, deps: ResultDeps): Cell[] {
  const beside = new Set<string>()
  const cells = columns.flatMap((column) => {
    const cell = row.cells[column.position] ?? ''
    if (column.element === '' || !troubled.has(column.element)) return [cell]
    beside.add(column.element)
    return [
      cell,
      said(
        row.problems.filter(({ element }) => element === column.element),
        deps,
      ),
    ]
  })
  return [
    ...cells,
    said(
      row.problems.filter(({ element }) => !beside.has(element)),
      deps,
    ),
  ]
}

async function* badRows(deps: ResultDeps, key: ImportKey, layout: Layout): AsyncGenerator<Cell[]> {
  for (let after = -1; ; ) {
    const rows = await rowsPage(deps.db, key, { verdict: 'bad', after, limit: 500 })
    for (const row of rows) yield cellsOf(row, layout, deps)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.no
  }
}

/** The rows that came back with the reason beside each cell, ready to be corrected and sent again. */
export async function ledgerResult(
  deps: ResultDeps,
  actor: Actor,
  key: ImportKey,
  format: 'xlsx' | 'csv',
): Promise<{ fileName: string; bytes: Readable }> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, key.unitId))
  const ledger = found(await importById(deps.db, key.unitId, key.importId), 'ledger_import')
  const troubled = new Set(await elementsInTrouble(deps.db, key))
  const columns = ledger.columns.filter(({ position }) => position >= 0)
  const header = columns.flatMap(({ heading, element }) => {
    const shown = heading.startsWith('#') ? '' : heading
    const reason = `${reasonPrefix}${deps.words.say(deps.locale, 'ledger.reason_for', { heading: shown })}`
    return element !== '' && troubled.has(element) ? [shown, reason] : [shown]
  })
  const row = `${reasonPrefix}${deps.words.say(deps.locale, 'ledger.reason_for_row')}`
  const base = ledger.fileName.replace(/\.\w{2,6}$/, '')
  return {
    fileName: `${base}-${deps.words.say(deps.locale, 'ledger.result_file')}.${format}`,
    bytes: writeSheet(format, {
      name: 'ledger',
      header: [...header, row],
      rows: badRows(deps, key, { columns, troubled }),
    }),
  }
}
