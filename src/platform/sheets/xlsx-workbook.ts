import { refuseSheet, type SheetLimits } from './sheet.ts'
import { attribute, scanXml } from './xml-scanner.ts'
import type { ZipArchive } from './zip-archive.ts'

export interface Worksheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}
/** What must be known of a workbook before its rows can be read. */
export interface Workbook {
  readonly sheets: readonly Worksheet[]
  readonly date1904: boolean
  readonly sharedStrings: readonly string[]
  /** Whether cells of this style hold dates. */
  readonly dateStyles: ReadonlySet<number>
  /** Styles that show numbers with leading zeros → how many digits. */
  readonly paddedStyles: ReadonlyMap<number, number>
}

const nothing = { close: () => {}, text: () => {} }
const escaped = /_x([0-9A-Fa-f]{4})_/g
/** Excel writes what XML cannot carry as `_x000D_`. */
export const withoutOoxmlEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Programs with macros are refused by name and by declared kind; so are the other formats that are zip files too. */
export async function refuseOtherPackages(zip: ZipArchive): Promise<void> {
  const names = zip.names.map((name) => name.toLowerCase())
  if (names.some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/')))
    refuseSheet('macros')
  if (names.includes('content.xml') && names.includes('mimetype')) refuseSheet('open_document')
  if (!zip.has('[Content_Types].xml') || !zip.has('xl/workbook.xml'))
    refuseSheet(zip.has('xl/workbook.bin') ? 'binary_workbook' : 'not_a_workbook')
  const kinds: string[] = []
  await scanXml(zip.unpack('[Content_Types].xml'), {
    ...nothing,
    open(_name, attributes) {
      kinds.push(attribute(attributes, 'ContentType') ?? '')
    },
  })
  if (kinds.some((kind) => /macroEnabled|ms-excel\.intlmacrosheet/i.test(kind))) refuseSheet('macros')
}

const partOf = (target: string) => {
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

async function targetsOf(zip: ZipArchive): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  if (!zip.has('xl/_rels/workbook.xml.rels')) return targets
  await scanXml(zip.unpack('xl/_rels/workbook.xml.rels'), {
    ...nothing,
    open(name, attributes) {
      const target = attribute(attributes, 'Target')
      if (
        name !== 'Relationship' ||
        target === undefined ||
        attribute(attributes, 'TargetMode') === 'External'
      )
        return
      targets.set(attribute(attributes, 'Id') ?? '', partOf(target))
    },
  })
  return targets
}

async function sheetsOf(zip: ZipArchive): Promise<{ sheets: Worksheet[]; date1904: boolean }> {
  const targets = await targetsOf(zip)
  const sheets: Worksheet[] = []
  let date1904 = false
  await scanXml(zip.unpack('xl/workbook.xml'), {
    ...nothing,
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const part = targets.get(attribute(attributes, 'id') ?? attribute(attributes, 'r:id') ?? '') ?? ''
      const state = attribute(attributes, 'state') ?? 'visible'
      if (zip.has(part))
        sheets.push({ name: attribute(attributes, 'name') ?? '', part, hidden: state !== 'visible' })
    },
  })
  return { sheets, date1904 }
}

async function sharedStringsOf(zip: ZipArchive, limits: SheetLimits): Promise<string[]> {
  const strings: string[] = []
  if (!zip.has('xl/sharedStrings.xml')) return strings
  let current = ''
  let characters = 0
  let inText = false
  let phonetic = false
  await scanXml(zip.unpack('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        characters += current.length
        if (characters > limits.maxUnpackedBytes / 4) refuseSheet('too_large')
        strings.push(withoutOoxmlEscapes(current))
      }
    },
    text(text) {
      if (inText) current += text
    },
  })
  return strings
}

const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** A number format shows a date when it has a year, month or day outside quotes and brackets. */
export const isDateFormat = (format: string): boolean =>
  /[yd年月日]|mmm|^m+[/-]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').replaceAll(/general/gi, ''))

async function stylesOf(zip: ZipArchive): Promise<Pick<Workbook, 'dateStyles' | 'paddedStyles'>> {
  const dateFormats = new Set(builtInDates)
  const padded = new Map<number, number>()
  const dateStyles = new Set<number>()
  const paddedStyles = new Map<number, number>()
  if (!zip.has('xl/styles.xml')) return { dateStyles, paddedStyles }
  let inCellFormats = false
  let style = 0
  await scanXml(zip.unpack('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') {
        const id = Number(attribute(attributes, 'numFmtId'))
        const code = attribute(attributes, 'formatCode') ?? ''
        if (isDateFormat(code)) dateFormats.add(id)
        else dateFormats.delete(id)
        if (/^0{2,30}$/.test(code)) padded.set(id, code.length)
      }
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) {
        const format = Number(attribute(attributes, 'numFmtId'))
        if (dateFormats.has(format)) dateStyles.add(style)
        const digits = padded.get(format)
        if (digits !== undefined) paddedStyles.set(style, digits)
        style++
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
    text: () => {},
  })
  return { dateStyles, paddedStyles }
}

/** Reads everything of a workbook but its rows. */
export async function openWorkbook(zip: ZipArchive, limits: SheetLimits): Promise<Workbook> {
  await refuseOtherPackages(zip)
  const { sheets, date1904 } = await sheetsOf(zip)
  if (sheets.length === 0) return refuseSheet('no_sheet')
  return {
    sheets,
    date1904,
    sharedStrings: await sharedStringsOf(zip, limits),
    ...(await stylesOf(zip)),
  }
}
