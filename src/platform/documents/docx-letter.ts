import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Letter, LetterBlock, LetterBox, LetterColumn } from '#kernel/letter.ts'
import { letterRed, lineDistance, page, size } from './page.ts'
import { together } from './together.ts'

const twipsPerMm = 1440 / 25.4
const mm = (length: number): number => Math.round(length * twipsPerMm)
const halfPoints = (points: number): number => Math.round(points * 2)
const twips = (points: number): number => Math.round(points * 20)

/** Fonts of official documents; a machine without them takes its nearest. */
const font = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia })
const fonts = { body: font('仿宋'), title: font('方正小标宋简体'), heading: font('黑体') }

const textWidth = mm(page.widthMm - page.leftMm - page.rightMm)
const exactly = { line: twips(lineDistance), lineRule: LineRuleType.EXACT } as const
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const frame = { top: thin, bottom: thin, left: thin, right: thin }

interface Look {
  readonly points?: number
  readonly font?: (typeof fonts)['body']
  readonly color?: string
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  /** Characters the first line stands in. */
  readonly indent?: number
  readonly right?: number
  readonly before?: number
  readonly after?: number
  readonly exact?: boolean
  readonly keepNext?: boolean
}

function line(text: string, look: Look = {}): Paragraph {
  const points = look.points ?? size.body
  const spacing = { before: twips(look.before ?? 0), after: twips(look.after ?? 0) }
  return new Paragraph({
    alignment: look.align ?? AlignmentType.LEFT,
    spacing: look.exact === false ? spacing : { ...spacing, ...exactly },
    indent: { firstLine: twips((look.indent ?? 0) * points), right: twips((look.right ?? 0) * points) },
    keepNext: look.keepNext ?? false,
    children: text.split('\n').map(
      (part, at) =>
        new TextRun({
          text: part,
          size: halfPoints(points),
          font: look.font ?? fonts.body,
          ...(look.color === undefined ? {} : { color: look.color }),
          ...(at === 0 ? {} : { break: 1 }),
        }),
    ),
  })
}

const letterhead = (issuer: string, reference: string): Paragraph[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: twips(6) },
    border: { bottom: { style: BorderStyle.THICK_THIN_MEDIUM_GAP, size: 24, color: letterRed, space: 6 } },
    children: [
      new TextRun({
        text: issuer,
        size: halfPoints(issuer.length > 14 ? size.title : size.letterhead),
        font: fonts.title,
        color: letterRed,
      }),
    ],
  }),
  line(reference, { align: AlignmentType.RIGHT, after: 28 }),
]

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

function tableCell(text: string, width: number, column: LetterColumn, heading: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    borders: frame,
    children: [
      line(text, {
        points: size.table,
        font: heading ? fonts.heading : fonts.body,
        align: heading ? AlignmentType.CENTER : alignments[column.align],
        exact: false,
      }),
    ],
  })
}

function table(columns: readonly LetterColumn[], rows: readonly (readonly string[])[]): Table {
  const all = columns.reduce((sum, column) => sum + column.share, 0)
  const widths = columns.map((column) => Math.round((textWidth * column.share) / all))
  const row = (cells: readonly string[], heading: boolean) =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: columns.map((column, at) => tableCell(cells[at] ?? '', widths[at] ?? 0, column, heading)),
    })
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(
        columns.map((column) => column.heading),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  })
}

function box({ heading, text, foot }: LetterBox): TableRow[] {
  const cell = (children: Paragraph[], borders: object) =>
    new TableCell({
      width: { size: textWidth, type: WidthType.DXA },
      margins: { top: 100, bottom: 100, left: 160, right: 160 },
      borders: { ...frame, ...borders },
      children,
    })
  const footLines = foot.map((one) => line(one, { align: AlignmentType.RIGHT, right: 1 }))
  return [
    new TableRow({
      height: { value: mm(62), rule: HeightRule.ATLEAST },
      cantSplit: true,
      children: [cell([line(heading, { font: fonts.heading }), line(text, { indent: 2 })], { bottom: none })],
    }),
    new TableRow({ cantSplit: true, children: [cell(footLines, { top: none })] }),
  ]
}

const boxes = (all: readonly LetterBox[]): Table =>
  new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [textWidth],
    rows: all.flatMap(box),
  })

/** A block; one that stays with the next says so to Word. */
function drawn(block: LetterBlock, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'letterhead':
      return letterhead(block.issuer, block.reference)
    case 'title':
      return [
        line(block.text, {
          ...{ points: size.title, font: fonts.title, align: AlignmentType.CENTER },
          ...{ before: 8, after: 24 },
        }),
      ]
    case 'addressee':
      return [line(block.text)]
    case 'heading':
      return [line(block.text, { font: fonts.heading, indent: 2, keepNext: true })]
    case 'paragraph':
      return [line(block.text, { indent: 2, align: AlignmentType.BOTH, keepNext })]
    case 'enclosures':
      return block.items.map((item, at) =>
        line(`${at === 0 ? block.label : '　　　'}${at + 1}. ${item}`, {
          indent: 2,
          before: at === 0 ? 16 : 0,
          keepNext,
        }),
      )
    case 'signature':
      return block.lines.map((one, at) =>
        line(one, {
          align: AlignmentType.RIGHT,
          right: 2,
          before: at === 0 ? 48 : 0,
          keepNext: keepNext || at < block.lines.length - 1,
        }),
      )
    case 'boxes':
      return [boxes(block.boxes)]
    case 'note':
      return [line(block.text, { points: size.small, before: 8, after: 4 })]
    case 'table':
      return [table(block.columns, block.rows)]
    case 'new_page':
      return [new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT } })]
  }
}

const footer = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        new TextRun({
          children: ['— ', PageNumber.CURRENT, ' —'],
          size: halfPoints(size.small),
          font: fonts.body,
        }),
      ],
    }),
  ],
})

/** A letter as a Word document. */
export function docxLetter(letter: Letter): Promise<Buffer> {
  const document = new Document({
    title: letter.title,
    creator: letter.author,
    styles: { default: { document: { run: { font: fonts.body, size: halfPoints(size.body) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(page.widthMm), height: mm(page.heightMm) },
            margin: {
              ...{ top: mm(page.topMm), right: mm(page.rightMm) },
              ...{ bottom: mm(page.bottomMm), left: mm(page.leftMm), footer: mm(page.bottomMm - 7) },
            },
          },
        },
        footers: { default: footer },
        children: together(letter.blocks).flatMap((group) =>
          group.flatMap((block, at) => drawn(block, at < group.length - 1)),
        ),
      },
    ],
  })
  return Packer.toBuffer(document)
}
