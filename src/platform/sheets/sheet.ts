import { refuse } from '#kernel/refusal.ts'

/** What a cell holds once it is read; '' when there is nothing. Dates arrive as `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`. */
export type Cell = string | number

/** A row with its number as people see it in the file. */
export interface SheetRow {
  readonly no: number
  readonly cells: readonly Cell[]
}

export const sheetFormats = ['xlsx', 'csv', 'tsv', 'json', 'ndjson'] as const
export type SheetFormat = (typeof sheetFormats)[number]

/** Bytes that can be read from anywhere without holding them all. */
export interface ByteSource {
  readonly size: number
  /** The bytes from `from` up to, not including, `to`. */
  read(from: number, to: number): AsyncIterable<Uint8Array>
}

/** What a sheet may be at most; data, so that an operator or a test can choose others. */
export interface SheetLimits {
  readonly maxBytes: number
  readonly maxRows: number
  readonly maxColumns: number
  readonly maxCellCharacters: number
  /** Bytes all parts of a workbook may unpack to, declared or real. */
  readonly maxUnpackedBytes: number
  /** How many times larger than packed a part above 50 MB may be. */
  readonly maxRatio: number
  readonly maxZipEntries: number
}
export const defaultSheetLimits: SheetLimits = {
  maxBytes: 200 * 1_048_576,
  maxRows: 300_000,
  maxColumns: 300,
  maxCellCharacters: 32_767,
  maxUnpackedBytes: 1_000_000_000,
  maxRatio: 200,
  maxZipEntries: 10_000,
}

/** Heading of the column that says which worksheet a row stands in, when several are read as one. */
export const sheetHeading = '#sheet'
/** More rows than a worksheet can have; tells the numbers of rows of different worksheets apart. */
const rowsApart = 2_000_000

/** The number of a row among those of all worksheets read as one; `at` counts the worksheets that are read. */
export const numberAmongSheets = (at: number, no: number): number => at * rowsApart + no
/** Which worksheet a row stands in, and its number there as people see it. */
export const placeAmongSheets = (number: number): { readonly at: number; readonly no: number } => ({
  at: Math.floor(number / rowsApart),
  no: number % rowsApart,
})

/** A worksheet of a workbook: read with the others, or left out because its headings are of another kind. */
export interface SheetPart {
  readonly name: string
  readonly read: boolean
}

/** A sheet whose rows come in batches; iterating `batches` may still refuse. */
export interface OpenedSheet {
  readonly format: SheetFormat
  readonly encoding: string
  /** Name of the worksheet that was taken, '' where there is no such thing. */
  readonly sheetName: string
  readonly header: readonly string[]
  readonly headerRow: number
  /** Positions of columns the file hides. */
  readonly hiddenColumns: readonly number[]
  /** The visible worksheets, those that are read first, in the order of `placeAmongSheets`. */
  readonly sheets: readonly SheetPart[]
  readonly batches: AsyncIterable<readonly SheetRow[]>
}

/** Refuses the file with a code `sheet.*` that platform/i18n words. */
export const refuseSheet = (problem: string, details: Readonly<Record<string, unknown>> = {}): never =>
  refuse('invalid', { code: `sheet.${problem}`, ...details })

/** Bytes that are in memory already. */
export const bytesInMemory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  async *read(from, to) {
    yield bytes.subarray(from, to)
  },
})

/** A small piece of a source as one buffer. */
export async function pieceOf(source: ByteSource, from: number, to: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source.read(Math.max(0, from), Math.min(to, source.size))) parts.push(part)
  return Buffer.concat(parts)
}

const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/gu

/** Text without what no database or page can carry: NUL and other control characters, half surrogates. */
export function harmless(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return unwanted.test(wellFormed) ? wellFormed.replace(unwanted, '') : wellFormed
}
