import { z } from 'zod'
import { afterwardsWishes } from '../domain/order.ts'
import { orderActs, orderSides, orderStates } from '../domain/order-transitions.ts'
import { disposals, sampleActs, sampleStates } from '../domain/sample-transitions.ts'

export const SampleBody = z.object({
  name: z.string().trim().max(100),
  amount: z.number().min(0).max(1e9).optional(),
  amountUnit: z.string().trim().max(20).default(''),
  matrix: z.string().trim().max(100).default(''),
  storage: z.string().trim().max(100).default(''),
  hazards: z.array(z.string().max(30)).max(20).default([]),
  afterwards: z.enum(afterwardsWishes).default('return'),
})

export const OrderBody = z.object({
  samples: z.array(SampleBody).max(1000).default([]),
  groupId: z.int().optional(),
  norm: z.string().trim().max(200).default(''),
  wanted: z.string().trim().max(2000).default(''),
  wishedOn: z.iso.date().optional(),
  project: z.string().trim().max(200).default(''),
  contactName: z.string().trim().max(100).default(''),
  contactPhone: z.string().trim().max(50).default(''),
  notes: z.string().trim().max(2000).default(''),
  answers: z.record(z.string().max(50), z.string().trim().max(1000)).default({}),
})

const Fen = z.int().min(0).max(10_000_000_000)

export const SettingsBody = z.object({
  leastSamples: z.int().min(1).max(1000),
  mostSamples: z.int().min(1).max(1000),
  turnaroundDays: z.int().min(1).max(365),
  groupApproval: z.boolean(),
  prices: z.array(z.object({ userKind: z.string().max(30), startFen: Fen, perSampleFen: Fen })).max(20),
  questions: z
    .array(
      z.object({
        id: z.string().min(1).max(50),
        text: z.string().trim().min(1).max(200),
        textEn: z.string().trim().max(200),
        required: z.boolean(),
      }),
    )
    .max(20),
  advice: z.string().trim().max(2000),
})

const QuoteLineBody = z.object({
  what: z.string().trim().min(1).max(200),
  unitPriceFen: Fen,
  amount: z.int().min(1).max(10_000),
})
export const QuoteBody = z.object({
  lines: z.array(QuoteLineBody).max(200),
  validUntil: z.iso.date(),
  expectedOn: z.iso.date(),
  note: z.string().trim().max(1000).default(''),
})

const QuoteView = QuoteBody.extend({
  revision: z.int(),
  totalFen: z.int(),
  quotedByName: z.string(),
  quotedAt: z.string(),
}).meta({ id: 'OrderQuote' })

const SampleView = SampleBody.extend({
  amountUnit: z.string(),
  matrix: z.string(),
  storage: z.string(),
  hazards: z.array(z.string()),
  afterwards: z.enum(afterwardsWishes),
  position: z.int(),
  state: z.enum(sampleStates),
  sampleNo: z.string().optional(),
  condition: z.string(),
  receivedAt: z.string().optional(),
  failReason: z.string(),
  repeats: z.int(),
  disposal: z.enum(['', ...disposals]),
  disposedOn: z.string().optional(),
  /** What can be done to it now by who measures. */
  works: z.array(z.enum([...sampleActs, ...disposals])),
}).meta({ id: 'OrderSample' })
export type SampleView = z.infer<typeof SampleView>

const head = {
  orderId: z.int(),
  orderNo: z.string().optional(),
  state: z.enum(orderStates),
  instrumentId: z.int(),
  instrumentName: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  unitNameEn: z.string(),
  requesterName: z.string(),
  userUnitName: z.string().optional(),
  userUnitNameEn: z.string().optional(),
  userKind: z.string(),
  operatorId: z.int().optional(),
  operatorName: z.string(),
  sampleCount: z.int(),
  doneCount: z.int(),
  settledCount: z.int(),
  totalFen: z.int().optional(),
  quoteValidUntil: z.string().optional(),
  expectedOn: z.string().optional(),
  confirmUntil: z.string().optional(),
  wishedOn: z.string().optional(),
  submittedAt: z.string().optional(),
  updatedAt: z.string(),
  version: z.int(),
}
export const OrderRowView = z.object(head).meta({ id: 'OrderRow' })
export type OrderRowView = z.infer<typeof OrderRowView>

const HazardView = z.object({ code: z.string(), name: z.string() })
const QuestionView = z.object({ id: z.string(), text: z.string(), required: z.boolean() })
const PriceView = z.object({ startFen: z.int(), perSampleFen: z.int(), totalFen: z.int() })

export const OrderFileView = z
  .object({
    fileId: z.int(),
    kind: z.enum(['attachment', 'result']),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    addedByName: z.string(),
    addedAt: z.string(),
  })
  .meta({ id: 'OrderFile' })

export const OrderView = z
  .object({
    ...head,
    groupId: z.int().optional(),
    norm: z.string(),
    wanted: z.string(),
    project: z.string(),
    contactName: z.string(),
    contactPhone: z.string(),
    notes: z.string(),
    answers: z.array(z.object({ id: z.string(), question: z.string(), answer: z.string() })),
    requesterEmail: z.string().optional(),
    endReason: z.string(),
    samples: z.array(SampleView),
    quotes: z.array(QuoteView),
    steps: z.array(
      z.object({
        act: z.enum(orderActs),
        from: z.enum(orderStates),
        to: z.enum(orderStates),
        comment: z.string(),
        actorName: z.string(),
        at: z.string(),
      }),
    ),
    files: z.array(OrderFileView),
    bookings: z.array(
      z.object({ bookingId: z.int(), start: z.string(), end: z.string(), status: z.string() }),
    ),
    hazards: z.array(HazardView),
    /** What the price list asks for, as a beginning of a quote. */
    listPrice: PriceView.optional(),
    turnaroundDays: z.int().optional(),
    today: z.string(),
    /** Which sides the reader stands on and what they may do now. */
    sides: z.array(z.enum(orderSides)),
    may: z.object({
      acts: z.array(z.enum(orderActs)),
      work: z.boolean(),
      files: z.array(z.enum(['attachment', 'result'])),
    }),
  })
  .meta({ id: 'SampleOrder' })
export type OrderView = z.infer<typeof OrderView>

export const OrderFormView = z
  .object({
    instrumentId: z.int(),
    instrumentName: z.string(),
    unitId: z.int(),
    accepts: z.boolean(),
    served: z.boolean(),
    userKind: z.string(),
    leastSamples: z.int(),
    mostSamples: z.int(),
    turnaroundDays: z.int().optional(),
    groupNeeded: z.boolean(),
    advice: z.string(),
    price: z.object({ startFen: z.int(), perSampleFen: z.int() }).optional(),
    questions: z.array(QuestionView),
    hazards: z.array(HazardView),
    groups: z.array(z.object({ id: z.int(), name: z.string() })),
    files: z.object({ most: z.int(), maxMegabytes: z.int() }),
  })
  .meta({ id: 'OrderForm' })
export type OrderFormView = z.infer<typeof OrderFormView>

const VersionView = z.object({
  version: z.int(),
  effectiveFrom: z.string(),
  accepts: z.boolean(),
  settings: SettingsBody,
  changedByName: z.string(),
})
export const OrderSettingsView = z
  .object({
    instrumentId: z.int(),
    instrumentName: z.string(),
    today: z.string(),
    /** The version in force today. */
    inForce: z.int().optional(),
    versions: z.array(VersionView),
  })
  .meta({ id: 'OrderSettings' })
export type OrderSettingsView = z.infer<typeof OrderSettingsView>
