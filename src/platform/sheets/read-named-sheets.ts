import { headingsFrom } from './header-row.ts'
import { readSheet } from './read-sheet.ts'
import {
  type ByteSource,
  defaultSheetLimits,
  pieceOf,
  refuseSheet,
  type SheetLimits,
  type SheetRow,
} from './sheet.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { openWorkbook } from './xlsx-workbook.ts'
import { openZip } from './zip-archive.ts'

/** A worksheet as it was filled in: headings in its first row; a text file is one without a name. */
export interface NamedSheet {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly SheetRow[]
}

/** So much may stand in a form that is read at once. */
const formLimits: SheetLimits = {
  ...defaultSheetLimits,
  maxBytes: 20 * 1_048_576,
  maxRows: 20_000,
  maxUnpackedBytes: 200_000_000,
}

const isZip = async (source: ByteSource) => (await pieceOf(source, 0, 2)).toString('latin1') === 'PK'

async function textSheet(source: ByteSource): Promise<NamedSheet> {
  const { header, batches } = await readSheet(source, { limits: formLimits })
  const rows: SheetRow[] = []
  for await (const batch of batches) rows.push(...batch)
  return { name: '', header, rows }
}

/** Every visible worksheet of a workbook, or the one table of a text file, whole; for forms, which are small. */
export async function readNamedSheets(source: ByteSource): Promise<NamedSheet[]> {
  if (source.size > formLimits.maxBytes)
    return refuseSheet('too_large', { limitMegabytes: formLimits.maxBytes / 1_048_576 })
  if (!(await isZip(source))) return [await textSheet(source)]
  const zip = await openZip(source, formLimits)
  const workbook = await openWorkbook(zip, formLimits)
  const sheets: NamedSheet[] = []
  let total = 0
  for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
    const all: SheetRow[] = []
    for await (const batch of xlsxRows(zip, workbook, sheet, formLimits)) {
      total += batch.length
      if (total > formLimits.maxRows) return refuseSheet('too_many_rows', { limit: formLimits.maxRows })
      all.push(...batch)
    }
    const [first, ...rows] = all
    if (first !== undefined)
      sheets.push({ name: sheet.name, header: headingsFrom(first.cells, first.cells.length), rows })
  }
  return sheets
}
