import {
  type Cell,
  numberAmongSheets,
  type OpenedSheet,
  refuseSheet,
  sheetHeading,
  type SheetLimits,
  type SheetRow,
} from './sheet.ts'
import { counted } from './with-header.ts'

/** Every heading of the worksheets once, those of the first in its order. */
const allHeadings = (sheets: readonly OpenedSheet[]): string[] => [
  ...new Set(sheets.flatMap(({ header }) => header)),
]

/** Puts the cells of a worksheet under the headings of all, its name in front; what stands beside its headings goes behind. */
function placing({ header, sheetName }: OpenedSheet, headings: readonly string[]) {
  const places = new Map(headings.map((heading, i) => [heading, i + 1]))
  const targets = header.map((heading) => places.get(heading) ?? 0)
  return (cells: readonly Cell[]): Cell[] => {
    const placed: Cell[] = Array.from({ length: headings.length + 1 }, () => '')
    placed[0] = sheetName
    for (const [i, cell] of cells.entries())
      placed[targets[i] ?? headings.length + 1 + i - header.length] = cell
    return placed
  }
}

async function* rowsOfAll(sheets: readonly OpenedSheet[], headings: readonly string[]) {
  for (const [at, sheet] of sheets.entries()) {
    const place = placing(sheet, headings)
    for await (const batch of sheet.batches)
      yield batch.map(({ no, cells }): SheetRow => ({ no: numberAmongSheets(at, no), cells: place(cells) }))
  }
}

/** Several worksheets as one table, laid out as the `best` of them and with the name of the worksheet in front. */
export function asOneSheet(sheets: readonly OpenedSheet[], best: number, limits: SheetLimits): OpenedSheet {
  const main = sheets[best]
  if (main === undefined) return refuseSheet('no_sheet')
  if (sheets.length === 1) return main
  const headings = allHeadings([main, ...sheets])
  const hidden = new Set(main.hiddenColumns.map((position) => main.header[position] ?? ''))
  return {
    ...main,
    sheetName: '',
    header: [sheetHeading, ...headings],
    hiddenColumns: headings.flatMap((heading, i) => (hidden.has(heading) ? [i + 1] : [])),
    batches: counted(rowsOfAll(sheets, headings), limits),
  }
}
