import { describe, expect, test } from 'vitest'
import { Refused } from '#kernel/refusal.ts'
import { type ZipPart, workbookParts, worksheet, zipOf } from '../../../tests/support/zip.ts'
import { readSheet } from './read-sheet.ts'
import { bytesInMemory, type Cell, defaultSheetLimits } from './sheet.ts'
import { writeSheet } from './write-sheet.ts'

type Table = readonly (readonly Cell[])[]
const known = (heading: string) => ['资产编号', '名称', '原值', 'name', 'id'].includes(heading)

async function read(bytes: Uint8Array, limits = defaultSheetLimits) {
  const sheet = await readSheet(bytesInMemory(bytes), { isKnownHeading: known, limits })
  const rows: (readonly Cell[])[] = []
  for await (const batch of sheet.batches) rows.push(...batch.map(({ cells }) => cells))
  const { format, encoding, header, headerRow, sheetName } = sheet
  return { format, encoding, header, headerRow, sheetName, rows }
}
async function refusal(bytes: Uint8Array, limits = defaultSheetLimits): Promise<string> {
  try {
    await read(bytes, limits)
  } catch (error) {
    if (error instanceof Refused) return error.refusals[0]?.code ?? ''
    throw error
  }
  return 'read'
}
const utf8 = (text: string) => Buffer.from(text)
const wide = (text: string) => Buffer.from(text, 'utf16le')
const swapped = (text: string) => wide(text).swap16()
const xlsx = (rows: Table, extra: ZipPart[] = []) => zipOf(workbookParts({ 台账: worksheet(rows) }, extra))

const text = '资产编号,名称,原值\nA-1,"透射电镜, 冷冻",41.24\nA-2,𠮷田𬭎,"12\n3"\n'
const table = [
  ['A-1', '透射电镜, 冷冻', '41.24'],
  ['A-2', '𠮷田𬭎', '12\n3'],
]

describe('A text is read whatever its encoding', () => {
  test.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with byte order mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 little end first', wide(`\ufeff${text}`), 'utf-16le'],
    ['UTF-16 big end first', swapped(`\ufeff${text}`), 'utf-16be'],
    ['tsv', utf8('资产编号\t名称\t原值\nA-1\t透射电镜, 冷冻\t41.24\n'), 'utf-8'],
    ['semicolons', utf8('资产编号;名称;原值\nA-1;"透射电镜, 冷冻";41.24\n'), 'utf-8'],
  ])('%s', async (_, bytes, encoding) => {
    const sheet = await read(bytes)
    expect(sheet.encoding).toBe(encoding)
    expect(sheet.header).toEqual(['资产编号', '名称', '原值'])
    expect(sheet.rows[0]).toEqual(table[0])
    if (sheet.rows.length > 1) expect(sheet.rows).toEqual(table)
  })

  test('UTF-16 without byte order mark is told by its zeros', async () => {
    const sheet = await read(wide('id,name,note\n1,microscope,none\n2,centrifuge,none\n'))
    expect(sheet.header).toEqual(['id', 'name', 'note'])
  })

  test('GB18030', async () => {
    // 名称,资产编号 / 显微镜,A1
    const bytes = Buffer.from('c3fbb3c62cd7cab2fab1e0bac50acfd4cea2beb52c41310a', 'hex')
    const sheet = await read(bytes)
    expect(sheet).toMatchObject({
      encoding: 'gb18030',
      header: ['名称', '资产编号'],
      rows: [['显微镜', 'A1']],
    })
  })
})

describe('JSON is read as', () => {
  test.each([
    ['an array', '[{"id":"1","name":"显微镜"},{"id":"2","price":3.5}]', 'json'],
    ['wrapped rows', '{"total":2,"rows":[{"id":"1","name":"显微镜"},{"id":"2","price":3.5}]}', 'json'],
    ['one object a line', '{"id":"1","name":"显微镜"}\n{"id":"2","price":3.5}\n', 'ndjson'],
  ])('%s', async (_, json, format) => {
    const sheet = await read(utf8(json))
    expect(sheet).toMatchObject({ format, header: ['id', 'name', 'price'] })
    expect(sheet.rows).toEqual([
      ['1', '显微镜', ''],
      ['2', '', 3.5],
    ])
  })

  test('objects with objects inside, braces in texts and control characters', async () => {
    const sheet = await read(utf8('[{"name":{"zh":"镜}{","en":"a\\"b"},"note":"x\\u0000y\\ud800"}]'))
    expect(sheet.header).toEqual(['name.zh', 'name.en', 'note'])
    expect(sheet.rows).toEqual([['镜}{', 'a"b', 'xy\ufffd']])
  })
})

describe('A workbook', () => {
  test('is read with its numbers as numbers', async () => {
    const sheet = await read(
      xlsx([
        ['资产编号', '名称', '原值'],
        ['A-1', '<b>透射</b>&', 41.24],
      ]),
    )
    expect(sheet).toMatchObject({ format: 'xlsx', sheetName: '台账', rows: [['A-1', '<b>透射</b>&', 41.24]] })
  })

  test('gives the sheet and the row that carry the headings', async () => {
    const sheets = {
      说明: worksheet([['填写说明'], ['请勿改动']]),
      数据: worksheet([['某某大学 2022 年台账'], [], ['资产编号', '名称', '原值'], ['A-1', '镜', 2]]),
    }
    const sheet = await read(zipOf(workbookParts(sheets)))
    expect(sheet).toMatchObject({ sheetName: '数据', headerRow: 3, header: ['资产编号', '名称', '原值'] })
    expect(sheet.rows).toEqual([['A-1', '镜', 2]])
  })

  test('shows dates as dates, shared and rich texts as texts', async () => {
    const parts = workbookParts(
      {
        s: '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="A2" s="1"><v>43470</v></c><c r="C2" t="str"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>',
      },
      [
        {
          name: 'xl/sharedStrings.xml',
          text: '<sst><si><t>名称</t></si><si><r><t>资产</t></r><r><t>编号</t></r><rPh><t>x</t></rPh></si></sst>',
        },
        {
          name: 'xl/styles.xml',
          text: '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        },
      ],
    )
    const sheet = await read(zipOf(parts))
    expect(sheet.header).toEqual(['名称', '#2', '资产编号'])
    expect(sheet.rows).toEqual([['2019-01-05', '', '2']])
  })

  test('written by us is read back the same', async () => {
    const rows: Cell[][] = [
      ['=cmd|calc', '𠮷', 1.5],
      ['+1', '-2', ''],
      ['a\nb', '@x', 7],
    ]
    for (const format of ['xlsx', 'csv'] as const) {
      const header = ['名称', '资产编号', '原值']
      const stream = writeSheet(format, {
        name: '结果',
        header,
        rows: (async function* () {
          yield* rows
        })(),
      })
      const bytes = Buffer.concat(
        (await stream.toArray()).map((part: string | Uint8Array) => Buffer.from(part)),
      )
      const sheet = await read(bytes)
      expect(sheet.header).toEqual(header)
      expect(sheet.rows.map((row) => row.map(String))).toEqual(
        rows.map((row) => row.map(String)).map((row) => (row.at(-1) === '' ? row.slice(0, -1) : row)),
      )
      if (format === 'csv') expect(bytes.toString()).not.toMatch(/(^|,)"?[=+\-@]/m)
    }
  })
})

const small = { ...defaultSheetLimits, maxRows: 3 }
const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
const row = (cells: number) => [
  Array.from({ length: cells }, (_, i) => `h${i}`),
  Array.from({ length: cells }, () => 'x'),
]
const bomb = zipOf(
  workbookParts({ s: `<worksheet><sheetData>${' '.repeat(80_000_000)}</sheetData></worksheet>` }),
)
const sheetXml = (inner: string) => zipOf(workbookParts({ s: inner }))

describe('A hostile or useless file is refused with a reason', () => {
  test.each([
    ['a zip bomb', bomb, 'sheet.zip_bomb'],
    [
      'a part that unpacks to more than it declares',
      zipOf(
        workbookParts({ a: worksheet([['名称'], ['x']]) }).map((part) =>
          part.name.includes('sheet1') ? { ...part, declaredBytes: 20 } : part,
        ),
      ),
      'sheet.zip_bomb',
    ],
    [
      '1 GiB declared',
      zipOf([
        ...workbookParts({ a: worksheet([['名称'], ['x']]) }),
        { name: 'xl/media/a.png', text: 'x', declaredBytes: 1_073_741_824 },
      ]),
      'sheet.zip_bomb',
    ],
    [
      'an external entity',
      sheetXml(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>',
      ),
      'sheet.document_type',
    ],
    ['16 384 columns', xlsx(row(16_384)), 'sheet.too_many_columns'],
    [
      '16 384 columns of csv',
      utf8(
        row(16_384)
          .map((cells) => cells.join(','))
          .join('\n'),
      ),
      'sheet.too_many_columns',
    ],
    ['macros', xlsx([['名称'], ['x']], [{ name: 'xl/vbaProject.bin', text: 'x' }]), 'sheet.macros'],
    [
      'macros by declaration',
      zipOf(
        workbookParts({ a: worksheet([['名称']]) }).map((part) =>
          part.name.startsWith('[')
            ? {
                ...part,
                text: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
              }
            : part,
        ),
      ),
      'sheet.macros',
    ],
    [
      'a password',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'sheet.password_protected',
    ],
    ['an old xls', ole, 'sheet.old_xls'],
    ['a truncated workbook', xlsx([['名称'], ['x']]).subarray(0, 700), 'sheet.damaged'],
    [
      'an archive of something else',
      zipOf([{ name: 'word/document.xml', text: '<x/>' }]),
      'sheet.not_a_workbook',
    ],
    ['a web page', utf8('<html><table><tr><td>名称</td></tr></table></html>'), 'sheet.web_page'],
    [
      'a picture',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500)]),
      'sheet.not_a_table',
    ],
    ['a pdf', utf8('%PDF-1.7 …'), 'sheet.not_a_table'],
    ['nothing', Buffer.alloc(0), 'sheet.empty'],
    ['blank lines', utf8('\n\n  \n'), 'sheet.empty'],
    ['half an array', utf8('[{"id":1,"name":"x"},{"id":'), 'sheet.damaged'],
    ['wrong JSON', utf8('[{"id":1,"name":x}]'), 'sheet.json_wrong'],
    [
      'a quote that is never closed',
      utf8(`名称,资产编号\n"${'x,\n'.repeat(20_000)}`),
      'sheet.quote_not_closed',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code)
  })

  test('more rows than the limit', async () => {
    expect(await refusal(utf8('名称\na\nb\nc\nd\n'), small)).toBe('sheet.too_many_rows')
  })

  test('a workbook called csv and a csv called xlsx are read by what they hold', async () => {
    expect(
      await refusal(
        xlsx([
          ['名称', '资产编号'],
          ['镜', 'A-1'],
        ]),
      ),
    ).toBe('read')
  })

  test('NUL bytes and names of ten thousand characters are read as harmless text', async () => {
    const sheet = await read(
      utf8(`名称,资产编号,备注,备注二,备注三\n显微\u0000镜${'长'.repeat(10_000)},A-1,b,c,d\n`),
    )
    expect(String(sheet.rows[0]?.[0])).toHaveLength(10_003)
    expect(String(sheet.rows[0]?.[0])).not.toContain('\u0000')
  })
})

describe('Headings in two rows', () => {
  const knownHere = (heading: string) =>
    ['资产编号', '名称', '原值', '联系人电话', '联系人姓名', '电话', '国别'].includes(heading)
  const headers = async (rows: Table) => {
    const sheet = await readSheet(bytesInMemory(xlsx(rows)), { isKnownHeading: knownHere })
    const read: (readonly Cell[])[] = []
    for await (const batch of sheet.batches) read.push(...batch.map(({ cells }) => cells))
    return { header: sheet.header, headerRow: sheet.headerRow, rows: read }
  }
  const data = ['A-1', '镜', 3]

  test.each<[string, Table, readonly string[], number]>([
    ['one row stays one', [['资产编号', '名称', '原值'], data], ['资产编号', '名称', '原值'], 1],
    [
      'groups over the lower row, and cells that span both',
      [['台账'], ['资产编号', '基本信息', '', '联系人'], ['', '名称', '原值', '姓名', '电话'], data],
      ['资产编号', '名称', '原值', '联系人姓名', '联系人电话'],
      2,
    ],
    [
      'the upper row knows more',
      [['资产编号', '名称', '原值', '联系人'], ['', '', '', '姓名', '电话'], data],
      ['资产编号', '名称', '原值', '联系人姓名', '联系人电话'],
      1,
    ],
    [
      'a first row of data that says a known word is data',
      [['资产编号', '名称', '原值'], ['名称', '国别', 3], data],
      ['资产编号', '名称', '原值'],
      1,
    ],
  ])('%s', async (_, rows, header, headerRow) => {
    const read = await headers(rows)
    expect(read.header).toEqual(header)
    expect(read.headerRow).toBe(headerRow)
    expect(read.rows.at(-1)).toEqual(data)
  })

  test('are left out where a printed page repeats them', async () => {
    const head = ['资产编号', '名称', '原值']
    expect((await headers([head, data, head, data])).rows).toEqual([data, data])
  })
})

test('A text over several rows is said in each of them, a number is not; numbers keep the zeros they show', async () => {
  const cell = (ref: string, value: string | number, style = 0) =>
    typeof value === 'number'
      ? `<c r="${ref}" s="${style}"><v>${value}</v></c>`
      : `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`
  const rows = [
    [cell('A1', 'id'), cell('B1', 'name'), cell('C1', '原值'), cell('D1', '院系')],
    [cell('A2', 12, 1), cell('B2', '镜'), cell('C2', 30), cell('D2', '物理学院')],
    [cell('A3', 13, 1), cell('B3', '镜二')],
    [cell('A4', 14, 1), cell('B4', '镜三')],
  ]
  const sheet = `<worksheet><sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells.join('')}</row>`).join('')}</sheetData><mergeCells count="2"><mergeCell ref="C2:C3"/><mergeCell ref="D2:D3"/></mergeCells></worksheet>`
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="171" formatCode="000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="171"/></cellXfs></styleSheet>'
  const bytes = zipOf(workbookParts({ 台账: sheet }, [{ name: 'xl/styles.xml', text: styles }]))
  expect((await read(bytes)).rows).toEqual([
    ['000012', '镜', 30, '物理学院'],
    ['000013', '镜二', '', '物理学院'],
    ['000014', '镜三'],
  ])
})

describe('JSON of other systems', () => {
  const one = {
    id: 'A-1',
    name: { zh: '镜', en: { full: 'Microscope' } },
    people: [{ name: '甲' }, { name: '乙' }],
  }
  test.each<[string, unknown]>([
    ['a list', [one]],
    ['a list within', { rows: [one] }],
    [
      'a list deep within, after others',
      { meta: { columns: [{ key: 'x' }], n: 2 }, data: { items: [one, one] } },
    ],
  ])('%s', async (_, whole) => {
    const sheet = await read(utf8(JSON.stringify(whole)))
    expect(sheet.header).toEqual(['id', 'name.zh', 'name.en.full', 'people.name', 'people.2.name'])
    expect(sheet.rows[0]).toEqual(['A-1', '镜', 'Microscope', '甲', '乙'])
  })

  test('objects line by line', async () => {
    const sheet = await read(utf8(`${JSON.stringify(one)}\n${JSON.stringify(one)}\n`))
    expect(sheet.format).toBe('ndjson')
    expect(sheet.rows).toHaveLength(2)
  })
})
