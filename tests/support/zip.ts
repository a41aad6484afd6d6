import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly text: string | Uint8Array
  /** What the directory says instead of the truth. */
  readonly declaredBytes?: number
}

function header(part: ZipPart, packed: Buffer, raw: Buffer, central: boolean, at: number): Buffer {
  const name = Buffer.from(part.name)
  const head = Buffer.alloc(central ? 46 : 30)
  const shift = central ? 2 : 0
  head.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0)
  head.writeUInt16LE(20, 4 + shift)
  head.writeUInt16LE(8, 8 + shift)
  head.writeUInt32LE(crc32(raw), 14 + shift)
  head.writeUInt32LE(packed.length, 18 + shift)
  head.writeUInt32LE(part.declaredBytes ?? raw.length, 22 + shift)
  head.writeUInt16LE(name.length, 26 + shift)
  if (central) head.writeUInt32LE(at, 42)
  return Buffer.concat([head, name])
}

/** A zip file made by hand, so that tests can make it lie. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const raw = Buffer.from(part.text)
    const packed = deflateRawSync(raw)
    const local = Buffer.concat([header(part, packed, raw, false, 0), packed])
    directory.push(header(part, packed, raw, true, at))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, central, end])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a small workbook with the given sheets (name → worksheet XML). */
export function workbookParts(
  sheets: Readonly<Record<string, string>>,
  extra: readonly ZipPart[] = [],
): ZipPart[] {
  const names = Object.keys(sheets)
  return [
    {
      name: '[Content_Types].xml',
      text: '<Types><Default Extension="xml" ContentType="application/xml"/></Types>',
    },
    { name: '_rels/.rels', text: '<Relationships/>' },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names
        .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships>${names
        .map(
          (_, i) => `<Relationship Id="rId${i + 1}" Type="worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    },
    ...Object.values(sheets).map((text, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, text })),
    ...extra,
  ]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
/** A worksheet of inline texts and numbers. */
export const worksheet = (rows: readonly (readonly (string | number)[])[]): string =>
  `<worksheet xmlns="${main}"><sheetData>${rows
    .map(
      (row) =>
        `<row>${row
          .map((cell) =>
            typeof cell === 'number'
              ? `<c><v>${cell}</v></c>`
              : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`,
          )
          .join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`
