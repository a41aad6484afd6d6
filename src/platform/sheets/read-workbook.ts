import { headerIn, headingsFrom } from './header-row.ts'
import { type ByteSource, type OpenedSheet, refuseSheet } from './sheet.ts'
import { asOneSheet } from './several-sheets.ts'
import { peeked, type Reading, withHeader } from './with-header.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { openWorkbook, type Workbook, type Worksheet } from './xlsx-workbook.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

/** So many worksheets of a workbook are looked at. */
const mostSheets = 60

interface Looked {
  readonly sheet: Worksheet
  readonly score: number
  readonly headings: readonly string[]
  /** Whether anything stands below its headings. */
  readonly filled: boolean
}

async function lookAt(
  zip: ZipArchive,
  workbook: Workbook,
  sheet: Worksheet,
  { limits, isKnown }: Reading,
): Promise<Looked> {
  const { first, rest } = await peeked(xlsxRows(zip, workbook, sheet, limits))
  await rest.return(undefined)
  const { score, cells, index, depth } = headerIn(first, isKnown)
  const filled = first.length > index + depth
  return { sheet, score: score + (first.length > 1 ? 0.5 : 0), headings: headingsFrom(cells, 0), filled }
}

/** Opens the worksheet whose headings are known best, and those that belong with it, as one table. */
export async function openXlsx(source: ByteSource, reading: Reading): Promise<OpenedSheet> {
  const zip = await openZip(source, reading.limits)
  const workbook = await openWorkbook(zip, reading.limits)
  const looked: Looked[] = []
  for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden).slice(0, mostSheets))
    looked.push(await lookAt(zip, workbook, sheet, reading))
  const best = looked.toSorted((a, b) => b.score - a.score)[0]
  if (best === undefined) return refuseSheet('no_sheet')
  const chosen = looked.filter(
    (one) => one === best || (one.filled && reading.belongs(one.headings, best.headings)),
  )
  const left = looked.filter((one) => !chosen.includes(one) && one.filled)
  const sheets = [
    ...chosen.map(({ sheet }) => ({ name: sheet.name, read: true })),
    ...left.map(({ sheet }) => ({ name: sheet.name, read: false })),
  ]
  const opened: OpenedSheet[] = []
  for (const { sheet } of chosen) {
    const about = { format: 'xlsx', encoding: '', sheetName: sheet.name, sheets } as const
    const hidden = new Set<number>()
    const { first, rest } = await peeked(xlsxRows(zip, workbook, sheet, reading.limits, hidden))
    async function* again() {
      yield first
      yield* rest
    }
    opened.push(await withHeader(about, again(), reading, hidden))
  }
  return asOneSheet(opened, chosen.indexOf(best), reading.limits)
}
