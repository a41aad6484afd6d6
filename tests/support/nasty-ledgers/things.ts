/** An instrument that never was, as a ledger might list it. */
export interface Thing {
  readonly name: string
  readonly english: string
  readonly model: string
  readonly maker: string
  readonly country: string
  readonly iso: string
  readonly className: string
  /** 万元 */
  readonly wan: number
  /** `2019-01-05` */
  readonly day: string
}

type Kind = readonly [
  name: string,
  english: string,
  model: string,
  maker: string,
  country: string,
  iso: string,
  className: string,
  wan: number,
]
const kinds: readonly Kind[] = [
  [
    '场发射扫描电镜',
    'Field emission scanning electron microscope',
    'SX',
    '示例电子',
    '日本',
    'JP',
    '扫描电镜',
    210,
  ],
  ['粉末X射线衍射仪', 'Powder X-ray diffractometer', 'DX', '示范衍射', '德国', 'DE', 'X射线衍射仪', 96],
  ['共聚焦拉曼光谱仪', 'Confocal Raman spectrometer', 'RM', '示例光谱', '英国', 'GB', '拉曼光谱仪', 150],
  [
    '傅里叶红外光谱仪',
    'Fourier transform infrared spectrometer',
    'FT',
    '演示仪器',
    '美国',
    'US',
    '红外光谱仪',
    62,
  ],
  [
    '超高效液相色谱仪',
    'Ultra performance liquid chromatograph',
    'LC',
    '演示仪器',
    '美国',
    'US',
    '液相色谱仪',
    74,
  ],
  ['气相色谱仪', 'Gas chromatograph', 'GC', '示例电子', '日本', 'JP', '气相色谱仪', 48],
  [
    '核磁共振波谱仪',
    'Nuclear magnetic resonance spectrometer',
    'NM',
    '示范衍射',
    '瑞士',
    'CH',
    '核磁共振波谱仪',
    480,
  ],
  ['离子色谱仪', 'Ion chromatograph', 'IC', '示例仪器', '中国', 'CN', '离子色谱仪', 36],
]

/** The i-th of as many different things as are wanted; always the same one. */
export function thing(i: number): Thing {
  const kind = kinds[i % kinds.length]
  if (kind === undefined) throw new Error('there are kinds')
  const [name, english, model, maker, country, iso, className, wan] = kind
  const day = new Date(Date.UTC(2009 + (i % 14), i % 12, 1 + ((i * 7) % 28)))
  return {
    ...{ name, english, maker, country, iso, className },
    model: `${model}-${String(100 + i)}`,
    wan: Math.round((wan + i * 0.37) * 100) / 100,
    day: day.toISOString().slice(0, 10),
  }
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const counted = (n: number) =>
  n < 10
    ? (digits[n] ?? '')
    : `${n < 20 ? '' : (digits[Math.floor(n / 10)] ?? '')}十${n % 10 === 0 ? '' : (digits[n % 10] ?? '')}`

/** 二〇一九年一月五日 */
export function inChinese(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const years = [...year].map((digit) => digits[Number(digit)] ?? '').join('')
  return `${years}年${counted(Number(month))}月${counted(Number(date))}日`
}
/** The day as an Excel serial. */
export const serial = (day: string): number => Date.parse(day) / 86_400_000 + 25_569
/** Yuan with two decimals. */
export const yuan = ({ wan }: Thing): string => (wan * 10_000).toFixed(2)
/** Letters, digits and marks in their full width. */
export const fullWidth = (text: string): string =>
  text.replaceAll(/[0-9A-Za-z.+-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
