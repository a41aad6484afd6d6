import type { Refusal } from '#kernel/refusal.ts'
import type { OrderPrice } from './order-settings.ts'
import type { OrderLimits } from './order-rules.ts'

/** A line of a quote; money in fen. */
export interface QuoteLine {
  readonly what: string
  readonly unitPriceFen: number
  readonly amount: number
}

export interface Quote {
  readonly lines: readonly QuoteLine[]
  /** The last day on which it may be accepted. */
  readonly validUntil: string
  /** When the results are expected. */
  readonly expectedOn: string
  readonly note: string
}

/** What a quote asks for, in fen. */
export const totalOf = (lines: readonly QuoteLine[]): number =>
  lines.reduce((sum, { unitPriceFen, amount }) => sum + unitPriceFen * amount, 0)

/** The largest quote that is kept: beyond it somebody mistyped (a hundred million yuan, in fen). */
const largestFen = 10_000_000_000

/** Every reason why a quote cannot be made. */
export function quoteRefusals(quote: Quote, limits: OrderLimits, today: string): Refusal[] {
  const refusals: Refusal[] = []
  if (quote.lines.length === 0) refusals.push({ code: 'orders.no_lines' })
  if (quote.lines.length > limits.mostLines)
    refusals.push({ code: 'orders.too_many_lines', most: limits.mostLines })
  if (totalOf(quote.lines) > largestFen) refusals.push({ code: 'orders.sum_too_large' })
  const last = Temporal.PlainDate.from(today).add({ days: limits.longestQuoteDays }).toString()
  if (quote.validUntil < today || quote.validUntil > last)
    refusals.push({ code: 'orders.valid_until', from: today, until: last })
  if (quote.expectedOn < today) refusals.push({ code: 'orders.expected_in_past' })
  return refusals
}

/** What the price list asks for so many samples: where a quote begins; undefined when the kind is not served. */
export const listPrice = (
  prices: readonly OrderPrice[],
  userKind: string,
  samples: number,
): { readonly startFen: number; readonly perSampleFen: number; readonly totalFen: number } | undefined => {
  const price = prices.find((one) => one.userKind === userKind)
  if (price === undefined) return undefined
  const { startFen, perSampleFen } = price
  return { startFen, perSampleFen, totalFen: startFen + perSampleFen * samples }
}
