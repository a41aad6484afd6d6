import type { Actor } from '#kernel/actor.ts'
import { refuse, type Refusal, refuseIfAny } from '#kernel/refusal.ts'
import { sheetHeading } from '#platform/sheets/sheet.ts'
import * as imports from '../data/ledger-import-repository.ts'
import { rememberColumns, rememberedFixes } from '../data/ledger-memory-repository.ts'
import { besideElements, isTarget, madeNumber, wholeLedger } from '../domain/ledger-element.ts'
import type { MappedColumn } from '../domain/ledger-row.ts'
import { type LedgerSheet, leftOutSheet, sheetKey } from '../domain/ledger-sheets.ts'
import { decide, type DecideDeps, noted } from './decide-ledger.ts'
import { ledgerGround } from './ledger-ground.ts'
import type { ImportKey } from './read-ledger.ts'
import { startCheck } from './start-check.ts'

/** What a person says about the columns and worksheets of a file. */
export interface MappingWish {
  readonly columns: readonly MappedColumn[]
  readonly makesNumber: boolean
  readonly whole: boolean
  /** Names of worksheets whose rows stay out. */
  readonly leftOut: readonly string[]
}

const number: Omit<imports.StoredColumn, 'element'> = {
  ...{ heading: madeNumber, position: -1, samples: [] },
  ...{ valueUnit: '', certainty: 'remembered' },
}

function mappingRefusals(columns: readonly MappedColumn[], known: ReadonlySet<string>): Refusal[] {
  const used = columns.map(({ element }) => element).filter((element) => element !== '')
  const twice = [...new Set(used.filter((element, i) => used.indexOf(element) !== i))]
  const unknown = used.filter((element) => !known.has(element))
  return [
    ...twice.map((element) => ({ code: 'ledger.element_twice', element })),
    ...unknown.map((element) => ({ code: 'ledger.unknown_target', element })),
    ...(used.includes('innerId') || used.includes(madeNumber) ? [] : [{ code: 'ledger.no_number_column' }]),
    ...(used.includes('cname') ? [] : [{ code: 'ledger.no_name_column' }]),
  ]
}

function columnsAsWished(
  columns: readonly imports.StoredColumn[],
  wish: readonly MappedColumn[],
): imports.StoredColumn[] {
  const wanted = new Map(wish.map((column) => [column.position, column]))
  return columns
    .filter(({ position }) => position >= 0)
    .map((column) => {
      const chosen = wanted.get(column.position)
      if (chosen === undefined) return column
      const { element, valueUnit } = chosen
      const certainty = element === column.element ? column.certainty : 'remembered'
      return { ...column, element, valueUnit, certainty }
    })
}

/** The worksheets that go in; at least one does. */
function sheetsAsWished(sheets: readonly LedgerSheet[], leftOut: readonly string[]): LedgerSheet[] {
  const wished = sheets.map((one) => ({ ...one, leftOut: one.read && leftOut.includes(one.name) }))
  if (wished.length > 0 && wished.every((one) => !one.read || one.leftOut))
    refuse('invalid', { code: 'ledger.no_sheet_left' })
  return wished
}

/** What is remembered besides the headings: made numbers, whether the file is the whole ledger, worksheets left out. */
const besideColumns = (wish: MappingWish, sheets: readonly LedgerSheet[]) => [
  { ...number, element: wish.makesNumber ? madeNumber : '' },
  { ...number, heading: wholeLedger, element: wish.whole ? wholeLedger : '' },
  ...sheets
    .filter(({ read }) => read)
    .map(({ name, leftOut }) => ({
      ...{ ...number, heading: sheetKey(name), element: leftOut ? leftOutSheet : '' },
    })),
]

/** The person says what the columns mean; it is remembered for the unit and the rows are checked. */
export function mapLedger(deps: DecideDeps, actor: Actor, key: ImportKey, wish: MappingWish): Promise<void> {
  return decide(deps, actor, key, 'map', async (tx, ledger) => {
    const now = deps.clock.now()
    const { validation } = await ledgerGround(tx, key.unitId, now, [])
    const known = new Set([
      ...validation.dictionary.elements.filter(isTarget).map(({ id }) => id),
      ...besideElements,
      madeNumber,
    ])
    const columns = columnsAsWished(ledger.columns, wish.columns)
    const all: imports.StoredColumn[] = wish.makesNumber
      ? [...columns, { ...number, element: madeNumber }]
      : columns
    refuseIfAny(mappingRefusals(all, known), 'invalid')
    await imports.saveColumns(tx, key.unitId, key.importId, all, wish.whole)
    const remembered = columns.filter(({ heading }) => !heading.startsWith('#') || heading === sheetHeading)
    const sheets = sheetsAsWished(ledger.sheets, wish.leftOut)
    await imports.saveSheets(tx, key.unitId, key.importId, sheets)
    await rememberColumns(tx, key.unitId, [...remembered, ...besideColumns(wish, sheets)], now)
    if (ledger.fixes.length === 0)
      await imports.saveFixes(tx, key.unitId, key.importId, await rememberedFixes(tx, key.unitId))
    const meanings = remembered.map(({ heading, element }) => [heading, element] as const)
    const changes = {
      columns: Object.fromEntries(meanings),
      makesNumber: wish.makesNumber,
      whole: wish.whole,
      leftOut: wish.leftOut,
    }
    await noted(tx, actor, now, key, 'ledger.mapped', changes)
    await startCheck(deps, tx, key, { step: 'map', from: ledger.state })
  })
}
