import type { SampleWish } from './order.ts'
import type { OrderAct } from './order-transitions.ts'
import type { OrderSettings } from './order-settings.ts'
import { type Quote, type QuoteLine, totalOf } from './quote.ts'

/** How the instruments of the demonstration take samples; money in fen. */
export const demonstrationSettings: OrderSettings = {
  leastSamples: 1,
  mostSamples: 30,
  turnaroundDays: 7,
  groupApproval: false,
  prices: [
    { userKind: 'own_unit', startFen: 0, perSampleFen: 8_000 },
    { userKind: 'university', startFen: 10_000, perSampleFen: 12_000 },
    { userKind: 'institute', startFen: 10_000, perSampleFen: 12_000 },
    { userKind: 'company', startFen: 20_000, perSampleFen: 25_000 },
  ],
  questions: [
    {
      id: 'conductive',
      text: '样品是否导电、是否含磁性成分？',
      textEn: 'Is the sample conductive, and is it magnetic?',
      required: false,
    },
  ],
  advice: '请用密封袋或离心管包装，逐个标明名称；易潮解样品请加干燥剂。',
}

/** An order of the demonstration: who sends what, and how far it has come. */
export interface OrderStory {
  readonly who: 'engineer' | 'student' | 'member'
  /** Which of the shown instruments. */
  readonly at: number
  /** Days ago it was begun. */
  readonly ago: number
  readonly acts: readonly OrderAct[]
  readonly samples: number
  readonly sample: string
  readonly matrix: string
  readonly wanted: string
  readonly norm: string
  /** Said with the last act. */
  readonly comment?: string
  readonly returned?: true
}

const here: readonly OrderAct[] = ['submit', 'quote', 'accept', 'receive']
const done: readonly OrderAct[] = [...here, 'assign', 'hand_over']
const powder = {
  ...{ sample: '正极材料', matrix: '粉末', norm: 'GB/T 19077-2016 粒度分布 激光衍射法' },
  wanted: '粒径分布与形貌照片',
}
const film = { sample: '薄膜', matrix: '硅片上薄膜', norm: '', wanted: '截面厚度与表面形貌' }
const water = { sample: '水样', matrix: '液体', norm: 'HJ 700-2014', wanted: '铅、镉、砷、汞含量' }

/** Orders in every state, those that wait for somebody first. */
export const orderStories: readonly OrderStory[] = [
  { who: 'engineer', at: 0, ago: 1, acts: [], samples: 2, ...powder },
  { who: 'engineer', at: 0, ago: 2, acts: ['submit'], samples: 4, ...powder },
  { who: 'student', at: 1, ago: 1, acts: ['submit'], samples: 3, ...film },
  { who: 'member', at: 2, ago: 1, acts: ['ask_group'], samples: 2, ...film },
  { who: 'engineer', at: 1, ago: 4, acts: ['submit', 'quote'], samples: 6, ...water },
  { who: 'student', at: 0, ago: 5, acts: ['submit', 'quote', 'quote'], samples: 2, ...film },
  { who: 'engineer', at: 0, ago: 8, acts: ['submit', 'quote', 'accept'], samples: 3, ...powder },
  { who: 'student', at: 1, ago: 9, acts: here, samples: 4, ...film },
  { who: 'engineer', at: 0, ago: 10, acts: [...here, 'assign'], samples: 5, ...powder },
  { who: 'engineer', at: 1, ago: 9, acts: done, samples: 3, ...water },
  {
    ...{ who: 'student', at: 0, ago: 12, acts: [...done, 'complain'], samples: 2, ...film },
    comment: '第 2 个样品的照片没有标尺。',
  },
  { who: 'engineer', at: 0, ago: 40, acts: [...done, 'confirm'], samples: 4, ...powder, returned: true },
  { who: 'student', at: 1, ago: 60, acts: [...done, 'confirm'], samples: 2, ...film },
  {
    ...{ who: 'engineer', at: 1, ago: 30, acts: ['submit', 'quote', 'decline'], samples: 8, ...water },
    comment: '预算不够，暂不测试。',
  },
  { who: 'student', at: 1, ago: 70, acts: ['submit', 'quote', 'expire'], samples: 1, ...film },
  {
    ...{ who: 'engineer', at: 0, ago: 20, acts: ['submit', 'reject'], samples: 1, ...water },
    comment: '样品含强酸，本仪器进样系统不能承受。',
  },
  {
    ...{ who: 'student', at: 0, ago: 25, acts: ['submit', 'cancel'], samples: 1, ...film },
    comment: '改在本校测试。',
  },
]

/** The samples a story sends. */
export const samplesFor = (story: OrderStory): SampleWish[] =>
  Array.from({ length: story.samples }, (_, at) => ({
    name: `${story.sample} ${at + 1}`,
    ...(story.matrix === '液体' ? { amount: 50, amountUnit: 'mL' } : { amount: 0.5, amountUnit: 'g' }),
    matrix: story.matrix,
    storage: story.matrix === '液体' ? '4 ℃ 冷藏' : '干燥避光',
    hazards: story.matrix === '液体' ? ['corrosive'] : ['none'],
    afterwards: at % 2 === 0 ? ('return' as const) : ('destroy' as const),
  }))

/** A quote by the price list on a day. */
export function quoteFor(
  userKind: string,
  samples: number,
  on: string,
  revision: number,
): Quote & { readonly revision: number; readonly totalFen: number } {
  const price = demonstrationSettings.prices.find((one) => one.userKind === userKind)
  const lines: QuoteLine[] = [
    { what: '开机费', unitPriceFen: price?.startFen ?? 0, amount: 1 },
    { what: '测试费', unitPriceFen: price?.perSampleFen ?? 0, amount: samples },
    ...(revision > 1 ? [{ what: '制样费', unitPriceFen: 3_000, amount: samples }] : []),
  ]
  const day = Temporal.PlainDate.from(on)
  return {
    ...{ lines, revision, totalFen: totalOf(lines), note: '' },
    validUntil: day.add({ days: 30 }).toString(),
    expectedOn: day.add({ days: 14 }).toString(),
  }
}

/** A page with the number of the order, as the smallest PDF there is. */
export function resultPdf(orderNo: string): string {
  const text = `BT /F1 18 Tf 72 720 Td (Results of order ${orderNo} - example) Tj ET`
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const head = '%PDF-1.4\n'
  const bodies = parts.map((part, at) => `${at + 1} 0 obj\n${part}\nendobj\n`)
  const starts = bodies.map((_, at) => head.length + bodies.slice(0, at).join('').length)
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const end = head.length + bodies.join('').length
  return `${head}${bodies.join('')}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`
}
