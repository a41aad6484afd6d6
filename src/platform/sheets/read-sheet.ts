import { delimitedRows, delimiterOf } from './delimited-rows.ts'
import { jsonHeader, jsonRows, placeOfRows } from './json-rows.ts'
import {
  type ByteSource,
  defaultSheetLimits,
  type OpenedSheet,
  pieceOf,
  refuseSheet,
  type SheetFormat,
  type SheetLimits,
} from './sheet.ts'
import { decodedText, encodingOf, type TextEncoding } from './text-encoding.ts'
import { openXlsx } from './read-workbook.ts'
import { counted, type Reading, withHeader } from './with-header.ts'

export interface ReadOptions {
  readonly limits?: SheetLimits
  /** Whether a worksheet belongs with the one whose headings are known best, by the headings of both. */
  readonly belongs?: (headings: readonly string[], best: readonly string[]) => boolean
  /** Whether the subject knows a heading; helps to tell the right sheet and row. */
  readonly isKnownHeading?: (heading: string) => boolean
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
  const about = { format, encoding, sheetName: '', sheets: [], hiddenColumns: [] }
  return { ...about, header, headerRow: 0, batches: counted(rows, limits) }
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
  return withHeader({ format, encoding, sheetName: '', sheets: [] }, rows, reading)
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

const readingOf = ({ limits, isKnownHeading, belongs }: ReadOptions): Reading => ({
  limits: limits ?? defaultSheetLimits,
  isKnown: isKnownHeading ?? (() => false),
  belongs: belongs ?? (() => false),
})

/** Opens a table by what it contains, whatever its name says: xlsx, csv, tsv, JSON; everything else is refused in words. */
export async function readSheet(source: ByteSource, options: ReadOptions = {}): Promise<OpenedSheet> {
  const reading = readingOf(options)
  const { limits } = reading
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
