import { workbookParts, zipOf } from '../zip.ts'
import { inChinese, serial, thing, type Thing, upTo, yuan } from './things.ts'

type Written =
  | string
  | number
  | { readonly v: string | number; readonly s?: number; readonly f?: string }
  | undefined

const columnName = (at: number) => String.fromCharCode(65 + at)
const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function cell(value: Written, at: number, row: number): string {
  if (value === undefined || value === '') return ''
  const place = `r="${columnName(at)}${row}"`
  if (typeof value === 'string')
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`
  if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
  const style = value.s === undefined ? '' : ` s="${value.s}"`
  const formula = value.f === undefined ? '' : `<f>${value.f}</f>`
  const kind = value.v === '#N/A' ? ' t="e"' : ''
  return `<c ${place}${style}${kind}>${formula}<v>${value.v}</v></c>`
}

function sheet(rows: readonly (readonly Written[])[], merges: readonly string[] = [], hidden = ''): string {
  const body = rows.map((cells, i) =>
    cells.length === 0
      ? ''
      : `<row r="${i + 1}">${cells.map((one, at) => cell(one, at, i + 1)).join('')}</row>`,
  )
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${hidden}<sheetData>${body.join('')}</sheetData>${
    merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`
  }</worksheet>`
}

/** Style 1 shows a date, style 2 numbers with leading zeros. */
const styles =
  '<styleSheet><numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy/m/d"/><numFmt numFmtId="171" formatCode="00000000"/></numFmts>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'

const upper: readonly Written[] = [
  ...['序号', '资产编号', '仪器基本信息', '', '', '价值信息', '', '', '制造信息', '', '建账日期'],
  ...['存放情况', '', '联系人', '', '使用现状'],
]
const lower: readonly Written[] = [
  ...['', '', '名称', '规格型号', '分类', '原值', '原值', '经费来源', '生产厂家', '国别', ''],
  ...['领用单位', '存放地点', '姓名', '电话', ''],
]

/** Numbers as eight habits of ledgers write them. */
function numberOf(i: number): Written {
  const habits: readonly Written[] = [
    { v: 1000 + i, s: 2 },
    `'2019A0${100 + i}`,
    `000${4000 + i}`,
    ` ZC-2023-${100 + i} `,
    201_900_000_000 + i,
    `ＺＣ－${100 + i}`,
    `ZC/2023/${100 + i}`,
    `ZC.2023.${100 + i}`,
  ]
  return i === 3 ? '2.01912E+11' : habits[i % 8]
}

function worthOf(i: number, one: Thing): Written {
  if (i === 9) return { v: '#N/A' }
  if (i === 22) return '面议'
  const habits: readonly Written[] = [
    Number(yuan(one)),
    `${one.wan}万元`,
    Number(yuan(one)).toLocaleString('en-US', { minimumFractionDigits: 2 }),
    { v: yuan(one), f: 'ROUND(F9*1.13,2)' },
    `￥${yuan(one)} 元`,
  ]
  return habits[i % 5]
}

function dayOf(i: number, { day }: Thing): Written {
  if (i === 30) return '2127-05-01'
  const habits: readonly Written[] = [
    { v: serial(day), s: 1 },
    serial(day),
    day.replaceAll('-', '/').replaceAll('/0', '/'),
    inChinese(day),
    day.slice(0, 7).replace('-', '.'),
    `'${day}`,
  ]
  return habits[i % 6]
}

const countryOf = (i: number, { country }: Thing): string => {
  if (i === 17) return '进口'
  return [country, `${country}（进口）`, [...country].join(' '), country][i % 4] ?? ''
}

function row(i: number): Written[] {
  const one = thing(i)
  return [
    i + 1,
    numberOf(i),
    i === 12 ? '' : i % 9 === 1 ? `${one.name}\n(${one.english})` : ` ${one.name}`,
    one.model,
    i % 3 === 0 ? one.className : '',
    1,
    worthOf(i, one),
    i % 2 === 0 ? '财政拨款' : '自筹',
    `${one.maker}${i % 4 === 2 ? '　公司' : ''}`,
    countryOf(i, one),
    dayOf(i, one),
    i % 4 === 0 ? `示例学院${1 + Math.floor(i / 4)}` : '',
    `${1 + (i % 5)}号楼`,
    '',
    `020-555000${10 + i}`,
    i === 40 ? '已报废' : '在用',
  ]
}

const totalLine = (words: string, sum: string): Written[] => ['', words, '', '', '', '', sum]

/**
 * 64 rows as a finance office keeps them: titles and two rows of headings with merged cells, repeated on every printed
 * page, sections and sums between, a hidden column of worths in front of the right one, one department over four rows.
 */
export function nastyWorkbook(): { readonly bytes: Buffer; readonly rows: number } {
  const count = 64
  const rows: Written[][] = [
    ['示例理工大学大型仪器设备台账（演示数据）'],
    ['填报单位：示例测试中心', '', '', '', '', '', '', '', '', '', '单位：元、万元混用'],
    [],
    [...upper],
    [...lower],
  ]
  const merges = ['A1:P1', 'A4:A5', 'B4:B5', 'C4:E4', 'F4:H4', 'I4:J4', 'K4:K5', 'L4:M4', 'N4:O4', 'P4:P5']
  for (const i of upTo(count)) {
    if (i === 0) rows.push(['一、分析仪器'])
    if (i === 32) rows.push(totalLine('本页小计', '31,234,567.00'), [...upper], [...lower], ['二、其他仪器'])
    if (i % 4 === 0) merges.push(`L${rows.length + 1}:L${rows.length + 4}`)
    rows.push(row(i))
  }
  rows.push(totalLine('合  计', '62,000,000.00'), ['制表人：示例员　　审核人：示例员　　2023年12月31日'])
  const notes = sheet([
    ['填报说明'],
    ['1. 原值以元填报'],
    ['2. 名称、型号、资产编号、原值、建账日期不得为空'],
  ])
  const codes = sheet([
    ['代码', '名称'],
    ['010102', '扫描电镜'],
    ['010301', 'X射线衍射仪'],
  ])
  const hidden = '<cols><col min="6" max="6" width="9" hidden="1"/></cols>'
  const parts = workbookParts({ 填报说明: notes, 台账: sheet(rows, merges, hidden), 代码表: codes }, [
    { name: 'xl/styles.xml', text: styles },
  ])
  return { bytes: zipOf(parts), rows: count }
}
