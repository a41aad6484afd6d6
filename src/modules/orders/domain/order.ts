import type { Instant } from '#kernel/time.ts'
import type { OrderState } from './order-transitions.ts'
import type { Disposal, SampleState } from './sample-transitions.ts'

/** What the user wants done with a sample afterwards. */
export const afterwardsWishes = ['return', 'keep', 'destroy'] as const
export type Afterwards = (typeof afterwardsWishes)[number]

/** A sample as its owner describes it. */
export interface SampleWish {
  readonly name: string
  readonly amount: number | undefined
  readonly amountUnit: string
  readonly matrix: string
  readonly storage: string
  readonly hazards: readonly string[]
  readonly afterwards: Afterwards
}

/** A sample of an order with what happened to it. */
export interface Sample extends SampleWish {
  readonly position: number
  readonly state: SampleState
  readonly sampleNo: string | undefined
  readonly condition: string
  readonly receivedAt: Instant | undefined
  readonly failReason: string
  readonly repeats: number
  readonly disposal: Disposal | ''
  readonly disposedOn: string | undefined
}

/** What the user writes. */
export interface OrderContent {
  readonly groupId: number | undefined
  readonly norm: string
  readonly wanted: string
  readonly wishedOn: string | undefined
  readonly project: string
  readonly contactName: string
  readonly contactPhone: string
  readonly notes: string
  readonly answers: Readonly<Record<string, string>>
}

/** One order: samples sent to be measured by those who run the instrument. */
export interface Order extends OrderContent {
  readonly unitId: number
  readonly id: number
  readonly instrumentId: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly userKind: string
  readonly state: OrderState
  readonly orderNo: string | undefined
  readonly operatorId: number | undefined
  readonly operatorName: string
  readonly quoteRevision: number | undefined
  readonly totalFen: number | undefined
  readonly quoteValidUntil: string | undefined
  readonly expectedOn: string | undefined
  readonly confirmUntil: string | undefined
  readonly receivedAt: Instant | undefined
  readonly handedOverAt: Instant | undefined
  readonly closedAt: Instant | undefined
  readonly endReason: string
  readonly version: number
  readonly createdAt: Instant
  readonly submittedAt: Instant | undefined
  readonly updatedAt: Instant
}

/** `2026-000123`, readable and unique within the unit. */
export const orderNoOf = (year: number, no: number): string => `${year}-${String(no).padStart(6, '0')}`

/** `2026-000123-01`, the number on the label of a sample. */
export const sampleNoOf = (orderNo: string, position: number): string =>
  `${orderNo}-${String(position).padStart(2, '0')}`
