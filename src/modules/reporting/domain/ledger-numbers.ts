/** A number as ledgers write it, with the unit that stood behind or before it. */
export interface WrittenNumber {
  readonly number: number
  readonly unit: '' | 'yuan' | 'wan' | 'foreign' | 'other'
}

const units: readonly [RegExp, WrittenNumber['unit'], number][] = [
  [/^(亿元?)$/, 'wan', 10_000],
  [/^(千万元?)$/, 'wan', 1000],
  [/^(百万元?)$/, 'wan', 100],
  [/^(万|万元|萬|w|万人民币|万元人民币|万rmb|万cny)$/i, 'wan', 1],
  [/^(千元)$/, 'yuan', 1000],
  [/^(元|圆|元整|元人民币|rmb|cny|人民币|人民币元|¥|￥)$/i, 'yuan', 1],
  [
    /^(us\$|\$|usd|美元|€|eur|欧元|£|gbp|英镑|jpy|日元|hk\$|hkd|港币|港元|万美元|万欧元|万usd|chf|瑞士法郎)$/i,
    'foreign',
    1,
  ],
]

function unitOf(text: string): { unit: WrittenNumber['unit']; times: number } {
  if (text === '') return { unit: '', times: 1 }
  const known = units.find(([pattern]) => pattern.test(text))
  return known === undefined ? { unit: 'other', times: 1 } : { unit: known[1], times: known[2] }
}

/** `1,234.50元`, `￥1 234`, `41.24万元`, `(1,200)`; undefined when there is no number in it. */
export function readNumber(cell: string | number): WrittenNumber | undefined {
  if (typeof cell === 'number') return { number: cell, unit: '' }
  const text = cell.normalize('NFKC').replaceAll(/[\s,，']/g, '')
  const parts = /^(\D*?)([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)(\D*)$/i.exec(text)
  if (parts === null) return undefined
  const [, before = '', digits = '', after = ''] = parts
  const { unit, times } = unitOf(after === '' ? before : after)
  const ahead = after === '' ? '' : unitOf(before).unit
  if (ahead === 'other') return undefined
  return { number: Number(digits) * times, unit: ahead === 'foreign' ? 'foreign' : unit }
}

/** Largest and smallest 万元 an instrument is believed to cost. */
export const plausibleWorth = { least: 0.1, most: 50_000 } as const

/** `20万-50万`, `50万以上`, `500万-1000万` as 万元; undefined when it is no bracket. */
export function readRange(cell: string | number | undefined): { from: number; to: number } | undefined {
  const text = String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/\s|元/g, '')
  const both = /^([\d.]+)(万)?[-~—至到]+([\d.]+)(万)?$/.exec(text)
  if (both) {
    const scale = (mark: string | undefined) => ((mark ?? both[4]) === undefined ? 1 / 10_000 : 1)
    return { from: Number(both[1]) * scale(both[2]), to: Number(both[3]) * scale(both[4]) }
  }
  const [, above] = /^([\d.]+)万(?:以上|及以上|\+)$/.exec(text) ?? []
  if (above !== undefined) return { from: Number(above), to: plausibleWorth.most }
  const [, below] = /^([\d.]+)万(?:以下|以内)$/.exec(text) ?? []
  return below === undefined ? undefined : { from: 0, to: Number(below) }
}

export type ValueUnit = 'yuan' | 'wan' | ''
const wanOf = (number: number, unit: ValueUnit) =>
  Math.round(unit === 'yuan' ? number / 100 : number * 100) / 100

export interface ReadWorth {
  /** 万元, two decimals. */
  readonly wan: number
  /** The unit that was believed, when it is not the one that was written. */
  readonly corrected?: 'yuan' | 'wan'
  readonly doubtful?: boolean
}

const inside = (wan: number, range: { from: number; to: number }) =>
  wan >= range.from * 0.98 && wan <= range.to * 1.02

type Range = { readonly from: number; readonly to: number } | undefined
const isOutside = (wan: number, range: Range) =>
  range === undefined ? wan > plausibleWorth.most : !inside(wan, range)
const isOdd = (wan: number, number: number, range: Range) =>
  range === undefined && (wan > 10_000 || (number > 0 && wan < 0.01))
/** Without a bracket only 元 written as 万元 is evident: there are cheap things, but none for a milliard. */
const otherFits = (wan: number, unit: 'yuan' | 'wan', range: Range) =>
  range === undefined ? unit === 'yuan' && wan >= plausibleWorth.least : inside(wan, range)

/**
 * The original value in 万元. The written unit holds unless it is evidently wrong: outside the price bracket beside it
 * while the other unit is inside, or above anything an instrument costs while the other unit is plausible.
 */
export function readWorth(written: WrittenNumber, columnUnit: ValueUnit, range: Range): ReadWorth {
  const said: ValueUnit = written.unit === 'yuan' || written.unit === 'wan' ? written.unit : columnUnit
  const candidates = { yuan: wanOf(written.number, 'yuan'), wan: wanOf(written.number, 'wan') }
  const unit = said === '' ? (candidates.wan > 5000 ? 'yuan' : 'wan') : said
  const other = unit === 'yuan' ? 'wan' : 'yuan'
  const wan = candidates[unit]
  const outside = isOutside(wan, range)
  if (outside && otherFits(candidates[other], other, range))
    return { wan: candidates[other], corrected: other }
  return outside || said === '' || isOdd(wan, written.number, range) ? { wan, doubtful: true } : { wan }
}

/** Which unit a column without one most likely uses: nobody's instruments cost 3 000 万元 on the whole. */
export function columnUnitOf(cells: readonly (string | number)[]): ValueUnit {
  const numbers = cells
    .map(readNumber)
    .filter((read) => read !== undefined && read.unit === '' && read.number > 0)
    .map((read) => read?.number ?? 0)
    .toSorted((a, b) => a - b)
  const median = numbers[Math.floor(numbers.length / 2)]
  if (median === undefined) return ''
  return median > 3000
    ? 'yuan'
    : median < 2000 && numbers.some((number) => number % 1 !== 0 || number < 100)
      ? 'wan'
      : ''
}
