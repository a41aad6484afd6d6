import { delimitedRows, delimiterOf } from './delimited-rows.ts'
import { headerIn, headerSearchRows, headingsFrom, repeats } from './header-row.ts'
import { jsonHeader, jsonRows, placeOfRows } from './json-rows.ts'
import {
  type ByteSource,
  defaultSheetLimits,
  type OpenedSheet,
  pieceOf,
  refuseSheet,
  type SheetFormat,
  type SheetLimits,
  type SheetRow,
} from './sheet.ts'
import { decodedText, encodingOf, type TextEncoding } from './text-encoding.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { openWorkbook } from './xlsx-workbook.ts'
import { openZip } from './zip-archive.ts'

export interface ReadOptions {
  readonly limits?: SheetLimits
  /** Whether the subject knows a heading; helps to tell the right sheet and row. */
  readonly isKnownHeading?: (heading: string) => boolean
}
interface Reading {
  readonly limits: SheetLimits
  readonly isKnown: (heading: string) => boolean
}
type Batches = AsyncGenerator<readonly SheetRow[]>

async function* counted(batches: AsyncIterable<readonly SheetRow[]>, limits: SheetLimits): Batches {
  let rows = 0
  for await (const batch of batches) {
    rows += batch.length
    if (rows > limits.maxRows) return refuseSheet('too_many_rows', { limit: limits.maxRows })
    yield batch
  }
}

/** The first rows, and a way to go on after them. */
async function peeked(batches: Batches): Promise<{ first: SheetRow[]; rest: Batches }> {
  const first: SheetRow[] = []
  while (first.length < headerSearchRows) {
    const next = await batches.next()
    if (next.done === true) break
    first.push(...next.value)
  }
  return { first, rest: batches }
}

async function* afterHeader(
  first: readonly SheetRow[],
  { from, to }: { readonly from: number; readonly to: number },
  rest: Batches,
  limits: SheetLimits,
): Batches {
  const header = first.slice(from, to)
  async function* all(): Batches {
    if (first.length > to) yield first.slice(to)
    yield* rest
  }
  for await (const batch of counted(all(), limits)) yield batch.filter((row) => !repeats(row, header))
}

async function withHeader(
  about: { format: SheetFormat; encoding: string; sheetName: string },
  batches: Batches,
  { limits, isKnown }: Reading,
): Promise<OpenedSheet> {
  const { first, rest } = await peeked(batches)
  const { index, depth, cells: headings } = headerIn(first, isKnown)
  const row = first[index]
  if (row === undefined) return refuseSheet('empty')
  const widest = Math.max(...first.slice(index).map(({ cells }) => cells.length))
  const header = headingsFrom(headings, widest)
  const rows = afterHeader(first, { from: index, to: index + depth }, rest, limits)
  return { ...about, header, headerRow: row.no, batches: rows }
}

async function openXlsx(source: ByteSource, reading: Reading): Promise<OpenedSheet> {
  const zip = await openZip(source, reading.limits)
  const workbook = await openWorkbook(zip, reading.limits)
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden)
  let best: { sheet: (typeof visible)[number]; score: number } | undefined
  for (const sheet of visible.slice(0, 20)) {
    const { first, rest } = await peeked(xlsxRows(zip, workbook, sheet, reading.limits))
    await rest.return(undefined)
    const score = headerIn(first, reading.isKnown).score + (first.length > 1 ? 0.5 : 0)
    if (best === undefined || score > best.score) best = { sheet, score }
  }
  if (best === undefined) return refuseSheet('no_sheet')
  const about = { format: 'xlsx', encoding: '', sheetName: best.sheet.name } as const
  return withHeader(about, xlsxRows(zip, workbook, best.sheet, reading.limits), reading)
}

async function headText(source: ByteSource, encoding: TextEncoding): Promise<string> {
  let head = ''
  for await (const text of decodedText(source, encoding)) {
    head += text
    if (head.length > 100_000) break
  }
  return head
}

async function openJson(source: ByteSource, encoding: TextEncoding, head: string, { limits }: Reading) {
  const start = head.trimStart()
  const place = placeOfRows(start)
  const header = await jsonHeader(decodedText(source, encoding), place, limits)
  if (header.length === 0) return refuseSheet('empty')
  const rows = jsonRows(decodedText(source, encoding), place, header, limits)
  const format: SheetFormat = place === '' ? 'ndjson' : 'json'
  return { format, encoding, sheetName: '', header, headerRow: 0, batches: counted(rows, limits) }
}

async function openText(source: ByteSource, reading: Reading): Promise<OpenedSheet> {
  const encoding = await encodingOf(source)
  const head = await headText(source, encoding)
  const start = head.slice(0, 2000).trimStart().toLowerCase()
  if (start === '') return refuseSheet('empty')
  if (/^<(!doctype|html|table|\?xml|meta|head)/.test(start)) return refuseSheet('web_page')
  if (/^[[{]/.test(start) && /^\[?\s*\{?/.test(start) && /^(\[\s*[{\]]|\{\s*["}])/.test(start))
    return openJson(source, encoding, head, reading)
  const delimiter = delimiterOf(head)
  const format: SheetFormat = delimiter === '\t' ? 'tsv' : 'csv'
  const rows = delimitedRows(decodedText(source, encoding), delimiter, reading.limits)
  return withHeader({ format, encoding, sheetName: '' }, rows, reading)
}

/** Old Excel files and password-protected new ones are both OLE containers; they are told apart by their streams. */
async function refuseOle(source: ByteSource): Promise<never> {
  const mark = Buffer.from('EncryptedPackage', 'utf16le')
  let tail = Buffer.alloc(0)
  for await (const chunk of source.read(0, source.size)) {
    const joined = Buffer.concat([tail, chunk])
    if (joined.includes(mark)) return refuseSheet('password_protected')
    tail = joined.subarray(-mark.length)
  }
  return refuseSheet('old_xls')
}

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)

/** Opens a table by what it contains, whatever its name says: xlsx, csv, tsv, JSON; everything else is refused in words. */
export async function readSheet(source: ByteSource, options: ReadOptions = {}): Promise<OpenedSheet> {
  const limits = options.limits ?? defaultSheetLimits
  const reading = { limits, isKnown: options.isKnownHeading ?? (() => false) }
  if (source.size === 0) return refuseSheet('empty')
  if (source.size > limits.maxBytes)
    return refuseSheet('too_large', { limitMegabytes: Math.floor(limits.maxBytes / 1_048_576) })
  const head = await pieceOf(source, 0, 8)
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return openXlsx(source, reading)
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return refuseOle(source)
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) return refuseSheet('not_a_table')
  if (
    startsWith(head, 0x1f, 0x8b) ||
    startsWith(head, 0x52, 0x61, 0x72, 0x21) ||
    startsWith(head, 0x37, 0x7a)
  )
    return refuseSheet('packed')
  return openText(source, reading)
}
