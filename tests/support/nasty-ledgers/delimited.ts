import { fullWidth, thing, upTo, yuan } from './things.ts'

const decoder = new TextDecoder('gb18030')
let known: ReadonlyMap<string, readonly number[]> | undefined
/** Two bytes for the common characters, as the decoder itself has them. */
function pairs(): ReadonlyMap<string, readonly number[]> {
  if (known !== undefined) return known
  const made = new Map<string, readonly number[]>()
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second))
      if (character.length === 1 && character !== '\uFFFD' && !made.has(character))
        made.set(character, [first, second])
    }
  known = made
  return made
}
/** Four bytes for what lies beyond the basic plane. */
function fourBytes(codePoint: number): readonly number[] {
  const linear = codePoint - 0x10000 + 189_000
  return [
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ]
}
function bytesOf(character: string): readonly number[] {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return [code]
  if (code > 0xffff) return fourBytes(code)
  const pair = pairs().get(character)
  if (pair === undefined) throw new Error(`${character} is not among the common characters`)
  return pair
}
const gb18030 = (text: string): Buffer => Buffer.from([...text].flatMap((character) => bytesOf(character)))

const heading = [
  ...['资产编号', '资产名称', '型号', '规格', '价格（万元）', '价格区间', '购置日期', '国别', 'Manufacturer'],
  ...[
    '使用单位',
    '存放地点',
    '功能',
    'Technical　indicators',
    '资产状态',
    '处置日期',
    '主机编号',
    '经费来源',
  ],
  ...['联系电话', '资产名称', '备注'],
]

const bracketOf = (wan: number) => (wan < 50 ? '20万-50万' : wan < 100 ? '50万-100万' : '100万-500万')
/** The number a thing had when it was first imported, and has now. */
const oldNumber = (i: number) => `OLD-${200 + i}`
const newNumber = (i: number) =>
  i < 4 ? `NEW-${200 + i}` : i % 3 === 0 ? fullWidth(`DB-${200 + i}`) : `DB-${200 + i}`

function nameOf(i: number): string {
  const { name } = thing(i)
  if (i === 11) return `𠮷田式${name}`
  if (i === 12) return `𬭎氏${name}`
  return i % 5 === 0 ? `&nbsp;${name}\t` : name
}
function priceOf(i: number): string {
  const one = thing(i)
  const habits = [String(one.wan), `${yuan(one)}万`, fullWidth(String(one.wan)), `${yuan(one)}元`]
  return habits[i % 4] ?? ''
}
function worded(i: number): readonly [function_: string, technical: string] {
  if (i % 6 === 0) return ['"看形貌；\n也做""能谱""分析"', '"分辨率&lt;1&nbsp;nm\n加速电压 30 kV"']
  if (i % 6 === 3) return [`测 12"片`, '\\N']
  return ['成分与结构分析', i === 20 ? '参数'.repeat(400) : '见铭牌']
}

/** In the books or not, since when, and the system it is a part of. */
function standingOf(i: number): readonly string[] {
  const isGone = i === 33 || i === 34
  const system = i === 5 || i === 6 ? newNumber(4) : '\\N'
  return isGone ? ['报废', '2024-06-30', system] : ['在用', '\\N', system]
}

const dayOf = (i: number, day: string) => (i % 2 === 0 ? fullWidth(day.replaceAll('-', '/')) : day)

function line(i: number): string {
  const { model, day, country, maker, wan } = thing(i)
  const [use, technical] = worded(i)
  return [
    i === 15 ? '' : newNumber(i === 19 ? 18 : i),
    nameOf(i),
    i % 7 === 2 ? `${model}\t` : model,
    '\\N',
    i === 21 ? '约８０多' : priceOf(i),
    bracketOf(wan),
    dayOf(i, day),
    i === 25 ? '东瀛' : country,
    ` ${maker} `,
    '材料学院',
    `${1 + (i % 4)}号楼&nbsp;10${i % 9}`,
    use,
    technical,
    ...standingOf(i),
    i % 2 === 0 ? '中央财政' : '自筹；省财政',
    fullWidth('020-55500000'),
    '(同左)',
    i % 10 === 7 ? '重复打印行' : '',
  ]
    .map((cell) => (cell.includes(';') && !cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(';')
}

/**
 * 66 lines in GB 18030 with semicolons: quotes over lines, everything in full width, blanks as `\N` and `&nbsp;`,
 * characters of four bytes, columns twice, disposals, a set, and numbers other than those of the first import.
 */
export function nastyDelimited(): {
  readonly bytes: Buffer
  readonly earlier: Buffer
  readonly rows: number
} {
  const count = 66
  const lines = [heading.join(';'), ...upTo(count).map(line)]
  const first = [
    ...upTo(4).map((i) => [oldNumber(i), i] as const),
    ['DB-233', 33] as const,
    ['DB-234', 34] as const,
  ]
  const earlier = [
    '资产编号,资产名称,型号,购置日期',
    ...first.map(([number, i]) => [number, thing(i).name, thing(i).model, thing(i).day].join(',')),
  ]
  return { bytes: gb18030(lines.join('\r\n')), earlier: Buffer.from(earlier.join('\n')), rows: count }
}
