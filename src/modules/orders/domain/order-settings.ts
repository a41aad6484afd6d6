import type { Refusal } from '#kernel/refusal.ts'

/** Money in fen for one kind of user: once for the order, and for each sample. */
export interface OrderPrice {
  readonly userKind: string
  readonly startFen: number
  readonly perSampleFen: number
}

/** Something the lead wants to know with every order. */
export interface OrderQuestion {
  readonly id: string
  readonly text: string
  readonly textEn: string
  readonly required: boolean
}

/** How an instrument takes samples. */
export interface OrderSettings {
  readonly leastSamples: number
  readonly mostSamples: number
  /** Days from reception to results, as a rule. */
  readonly turnaroundDays: number
  /** Users of the own unit name a research group whose lead approves first. */
  readonly groupApproval: boolean
  /** Kinds of user that are not listed are not served. */
  readonly prices: readonly OrderPrice[]
  readonly questions: readonly OrderQuestion[]
  /** What users should know before they send anything. */
  readonly advice: string
}

/** One dated version of an instrument's settings. */
export interface SettingsVersion {
  readonly version: number
  readonly effectiveFrom: string
  readonly accepts: boolean
  readonly settings: OrderSettings
  readonly changedByName: string
}

/** The version in force on a day: the newest decision that has taken effect by then. */
export const settingsInForce = (
  versions: readonly SettingsVersion[],
  on: string,
): SettingsVersion | undefined =>
  versions.filter((one) => one.effectiveFrom <= on).toSorted((a, b) => b.version - a.version)[0]

const repeated = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at)

/** Every reason why settings cannot be taken. */
export function settingsRefusals(
  wish: { readonly accepts: boolean; readonly effectiveFrom: string; readonly settings: OrderSettings },
  today: string,
): Refusal[] {
  const { settings } = wish
  const refusals: Refusal[] = []
  if (wish.effectiveFrom < today) refusals.push({ code: 'orders.effective_in_past' })
  if (settings.leastSamples > settings.mostSamples)
    refusals.push({
      code: 'orders.samples_reversed',
      least: settings.leastSamples,
      most: settings.mostSamples,
    })
  if (wish.accepts && settings.prices.length === 0) refusals.push({ code: 'orders.no_prices' })
  if (repeated(settings.prices.map((price) => price.userKind)).length > 0)
    refusals.push({ code: 'orders.price_twice' })
  if (repeated(settings.questions.map((question) => question.id)).length > 0)
    refusals.push({ code: 'orders.question_twice' })
  return refusals
}
