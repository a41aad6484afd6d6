import type { Refusal } from '#kernel/refusal.ts'
import type { OrderContent, Sample, SampleWish } from './order.ts'
import type { SettingsVersion } from './order-settings.ts'
import { isSettled } from './sample-transitions.ts'

/** Periods and limits of the site (db/reference/rules/orders-*.json). */
export interface OrderLimits {
  readonly quoteValidDays: number
  readonly longestQuoteDays: number
  readonly silentConfirmationDays: number
  readonly mostSamples: number
  readonly mostLines: number
  readonly files: { readonly most: number; readonly maxMegabytes: number }
}

/** What an order is judged by when it is submitted. */
export interface OrderGround {
  readonly settings: SettingsVersion | undefined
  readonly limits: OrderLimits
  readonly userKind: string
  /** Codes of hazards known today. */
  readonly hazards: readonly string[]
  /** Research groups the user belongs to or leads. */
  readonly groupIds: readonly number[]
  readonly today: string
}

const positions = (samples: readonly SampleWish[], fails: (sample: SampleWish) => boolean): string =>
  samples.flatMap((sample, at) => (fails(sample) ? [at + 1] : [])).join(', ')

function sampleRefusals(samples: readonly SampleWish[], ground: OrderGround): Refusal[] {
  const refusals: Refusal[] = []
  const unnamed = positions(samples, (sample) => sample.name === '')
  if (unnamed !== '') refusals.push({ code: 'orders.sample_unnamed', positions: unnamed })
  const amountless = positions(samples, (sample) => sample.amount === undefined || sample.amountUnit === '')
  if (amountless !== '') refusals.push({ code: 'orders.amount_missing', positions: amountless })
  const undeclared = positions(samples, (sample) => sample.hazards.length === 0)
  if (undeclared !== '') refusals.push({ code: 'orders.hazards_missing', positions: undeclared })
  const unknown = positions(samples, ({ hazards }) => hazards.some((code) => !ground.hazards.includes(code)))
  if (unknown !== '') refusals.push({ code: 'orders.hazard_unknown', positions: unknown })
  const safeAndNot = positions(
    samples,
    ({ hazards }) => hazards.includes('none') && new Set(hazards).size > 1,
  )
  if (safeAndNot !== '') refusals.push({ code: 'orders.hazard_contradiction', positions: safeAndNot })
  return refusals
}

function countRefusals(count: number, { settings, limits }: OrderGround): Refusal[] {
  const least = Math.max(1, settings?.settings.leastSamples ?? 1)
  const most = Math.min(limits.mostSamples, settings?.settings.mostSamples ?? limits.mostSamples)
  if (count < least) return [{ code: 'orders.too_few_samples', least }]
  return count > most ? [{ code: 'orders.too_many_samples', most }] : []
}

/** Whether the lead of a research group has to approve first. */
export const needsGroup = ({ settings, userKind }: OrderGround): boolean =>
  settings?.settings.groupApproval === true && userKind === 'own_unit'

const answerRefusals = (content: OrderContent, { settings }: OrderGround): Refusal[] =>
  (settings?.settings.questions ?? [])
    .filter(({ id, required }) => required && (content.answers[id] ?? '').trim() === '')
    .map(({ text, textEn }) => ({
      code: 'orders.answer_missing',
      question: text,
      questionEn: textEn || text,
    }))

function groupRefusals({ groupId }: OrderContent, ground: OrderGround): Refusal[] {
  if (groupId === undefined) return needsGroup(ground) ? [{ code: 'orders.group_needed' }] : []
  return ground.groupIds.includes(groupId) ? [] : [{ code: 'orders.group_not_yours' }]
}

function contentRefusals(content: OrderContent, ground: OrderGround): Refusal[] {
  const refusals: Refusal[] = []
  if (content.wanted === '') refusals.push({ code: 'orders.wanted_missing' })
  if (content.contactName === '' || content.contactPhone === '')
    refusals.push({ code: 'orders.contact_missing' })
  if (content.wishedOn !== undefined && content.wishedOn < ground.today)
    refusals.push({ code: 'orders.wished_in_past' })
  return [...refusals, ...answerRefusals(content, ground), ...groupRefusals(content, ground)]
}

/** Every reason why an order cannot be submitted, so that all can be mended at once. */
export function submissionRefusals(
  content: OrderContent,
  samples: readonly SampleWish[],
  ground: OrderGround,
): Refusal[] {
  const { settings, userKind } = ground
  if (settings === undefined || !settings.accepts) return [{ code: 'orders.not_accepting' }]
  const served = settings.settings.prices.map((price) => price.userKind)
  return [
    ...(served.includes(userKind) ? [] : [{ code: 'orders.not_open_to_you', userKind, served }]),
    ...countRefusals(samples.length, ground),
    ...sampleRefusals(samples, ground),
    ...contentRefusals(content, ground),
  ]
}

/** Every reason why results cannot be handed over yet. */
export function handOverRefusals(samples: readonly Sample[], resultFiles: number): Refusal[] {
  const open = samples.filter((sample) => !isSettled(sample.state))
  return [
    ...(open.length === 0
      ? []
      : [{ code: 'orders.samples_open', positions: open.map((sample) => sample.position).join(', ') }]),
    ...(resultFiles > 0 || samples.every((sample) => sample.state !== 'done')
      ? []
      : [{ code: 'orders.no_results' }]),
  ]
}
