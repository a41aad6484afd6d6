import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Letter, LetterBlock, LetterBox, LetterColumn } from '#kernel/letter.ts'
import { drawable, glyphsOf } from './glyphs.ts'
import { letterRed, lineDistance, page, pageNumber, size } from './page.ts'
import { together } from './together.ts'
import { type Drawn, type DrawnBox, pdfmake } from './pdfmake.ts'

const pointsPerMm = 72 / 25.4
const mm = (length: number): number => length * pointsPerMm
const textWidth = mm(page.widthMm - page.leftMm - page.rightMm)
const red = `#${letterRed}`

const normal = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
)
const bold = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
)

type Has = (codePoint: number) => boolean
let opened: Promise<Has> | undefined

/** The library may read the two font files and nothing else, neither here nor on the network. */
async function openFont(): Promise<Has> {
  pdfmake.setFonts({ letter: { normal, bold, italics: normal, bolditalics: bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold)
  return glyphsOf(await readFile(normal))
}

/** Noto Sans is set 1.45 of its size by itself; this gives the distance of lines wanted. */
const lineHeight = (points: number): number => lineDistance / points / 1.45
const indent = (characters: number, points: number = size.body): number => characters * points
const rule = (thickness: number, y: number) => ({
  ...{ type: 'line' as const, x1: 0, x2: textWidth, y1: y, y2: y, lineWidth: thickness, lineColor: red },
})

const letterhead = (issuer: string, reference: string): Drawn[] => [
  {
    ...{ text: issuer, color: red, bold: true, alignment: 'center' },
    fontSize: issuer.length > 14 ? size.title : size.letterhead,
  },
  { canvas: [rule(2, 4), rule(0.6, 8)], margin: [0, 0, 0, 6] },
  { text: reference, alignment: 'right', fontSize: size.body, margin: [0, 0, 0, 24] },
]

function table(columns: readonly LetterColumn[], rows: readonly (readonly string[])[]): DrawnBox {
  const all = columns.reduce((sum, column) => sum + column.share, 0)
  const padding = 9
  const heading = (column: LetterColumn): Drawn => ({
    ...{ text: column.heading, bold: true, alignment: 'center', fontSize: size.table },
  })
  const cell = (text: string, column: LetterColumn): Drawn => ({
    ...{ text, alignment: column.align, fontSize: size.table },
  })
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((column) => (textWidth * column.share) / all - padding),
      body: [
        columns.map(heading),
        ...rows.map((cells) => columns.map((column, at) => cell(cells[at] ?? '', column))),
      ],
    },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
    lineHeight: 1.05,
  }
}

const boxes = (all: readonly LetterBox[]): DrawnBox => ({
  table: {
    widths: ['*'],
    heights: (row) => (row % 2 === 0 ? mm(70) : 'auto'),
    body: all.flatMap(({ heading, text, foot }): Drawn[][] => [
      [
        {
          border: [true, true, true, false],
          stack: [
            { text: heading, bold: true },
            { text, leadingIndent: indent(2) },
          ],
          margin: [6, 4, 6, 0],
        },
      ],
      [
        {
          border: [true, false, true, true],
          stack: foot.map((line) => ({ text: line, alignment: 'right' })),
          margin: [6, 0, 20, 4],
        },
      ],
    ]),
  },
  layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
  lineHeight: lineHeight(size.body),
})

function drawn(block: LetterBlock): Drawn[] {
  switch (block.kind) {
    case 'letterhead':
      return letterhead(block.issuer, block.reference)
    case 'title':
      return [
        {
          ...{ text: block.text, fontSize: size.title, bold: true, alignment: 'center' },
          margin: [0, 6, 0, 22],
          lineHeight: lineHeight(size.title) * 1.2,
        },
      ]
    case 'addressee':
      return [{ text: block.text }]
    case 'heading':
      return [{ text: block.text, bold: true, leadingIndent: indent(2) }]
    case 'paragraph':
      return [{ text: block.text, leadingIndent: indent(2), alignment: 'justify' }]
    case 'enclosures':
      return block.items.map((item, at) => ({
        text: `${at === 0 ? block.label : ''}${at + 1}. ${item}`,
        margin: [indent(at === 0 ? 2 : 2 + block.label.length), at === 0 ? 16 : 0, 0, 0],
      }))
    case 'signature':
      return [
        {
          stack: block.lines.map((text) => ({ text, alignment: 'right' })),
          margin: [0, 40, indent(2), 0],
        },
      ]
    case 'boxes':
      return [boxes(block.boxes)]
    case 'note':
      return [{ text: block.text, fontSize: size.small, lineHeight: 1.2, margin: [0, 8, 0, 4] }]
    case 'table':
      return [table(block.columns, block.rows)]
    case 'new_page':
      return [{ text: '', pageBreak: 'after', fontSize: 1, lineHeight: 0.1 }]
  }
}

/** Blocks that stay on one page. */
const kept = (group: readonly LetterBlock[]): Drawn[] =>
  group.length === 1 ? group.flatMap(drawn) : [{ stack: group.flatMap(drawn), unbreakable: true }]

/** Every text of a letter with what the font cannot draw made visible. */
function shown<T>(value: T, has: Has): T {
  if (typeof value === 'string') return drawable(value, has) as T
  if (Array.isArray(value)) return value.map((one: unknown) => shown(one, has)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one as unknown, has)])) as T
}

/** A letter as PDF with its fonts embedded. */
export async function pdfLetter(letter: Letter): Promise<Buffer> {
  const has = await (opened ??= openFont())
  const { title, author, blocks, language } = shown(letter, has)
  return pdfmake
    .createPdf({
      info: { title, author },
      language,
      pageSize: 'A4',
      pageMargins: [mm(page.leftMm), mm(page.topMm), mm(page.rightMm), mm(page.bottomMm)],
      defaultStyle: { font: 'letter', fontSize: size.body, lineHeight: lineHeight(size.body) },
      content: together(blocks).flatMap(kept),
      footer: (current) => ({
        ...{ text: pageNumber(current), alignment: 'center', fontSize: size.small },
        margin: [0, mm(7), 0, 0],
      }),
    })
    .getBuffer()
}
