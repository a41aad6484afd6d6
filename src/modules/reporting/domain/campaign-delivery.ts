import type { Refusal } from '#kernel/refusal.ts'
import { actRefusals, type Campaign, type CampaignKind, campaignKinds } from './campaign.ts'
import type { Deadlines } from './campaign-board.ts'

/** The states of what was handed over to the nation; the database's check lists the same. */
export const deliveryStates = ['delivered', 'withdrawn'] as const
export type DeliveryState = (typeof deliveryStates)[number]
export const deliverySteps = ['withdraw'] as const
export type DeliveryStep = (typeof deliverySteps)[number]

/** The way of a delivery: step → from → to; withdrawn is what the nation did not take, its records wait again. */
export const deliveryTransitions: Readonly<
  Record<DeliveryStep, Readonly<Partial<Record<DeliveryState, DeliveryState>>>>
> = { withdraw: { delivered: 'withdrawn' } }

/** Where a step leads from a state, if it may be taken there. */
export const deliveryTransition = (step: DeliveryStep, from: DeliveryState): DeliveryState | undefined =>
  deliveryTransitions[step][from]

type Standing = Pick<Campaign, 'state' | 'kinds' | 'openedAt'>

/** Every reason why records of a kind cannot be handed over on a day; `records` are those that wait. */
export function handOverRefusals(
  campaign: Standing,
  act: { readonly kind: CampaignKind; readonly deliveredOn: string; readonly today: string },
  records: number,
): Refusal[] {
  const wrong = actRefusals('hand_over', campaign.state)
  if (wrong.length > 0) return wrong
  if (!campaign.kinds.includes(act.kind)) return [{ code: 'campaign.kind_not_called', kind: act.kind }]
  return [
    ...(act.deliveredOn > act.today ? [{ code: 'campaign.delivered_in_future' }] : []),
    ...(records === 0 ? [{ code: 'campaign.nothing_to_hand_over' }] : []),
  ]
}

/** Every reason why a delivery cannot be withdrawn. */
export function withdrawalRefusals(campaign: Pick<Campaign, 'state'>, state: DeliveryState): Refusal[] {
  return [
    ...actRefusals('hand_over', campaign.state),
    ...(deliveryTransition('withdraw', state) === undefined
      ? [{ code: 'campaign.delivery_withdrawn', state }]
      : []),
  ]
}

/** How many records of a unit and kind the province accepted, and how many of these versions the nation has. */
export interface HandOverCell {
  readonly unitId: number
  readonly kind: CampaignKind
  readonly accepted: number
  readonly handedOver: number
}
/** How far handing over is for one kind; accepted = handedOver + open. */
export interface HandOverFigures {
  readonly kind: CampaignKind
  readonly accepted: number
  readonly handedOver: number
  readonly open: number
  /** Those of the open ones that missed the province's deadline. */
  readonly late: number
}

/** Progress of handing over by kind, in the order of the kinds. */
export function handOverFigures(
  cells: readonly HandOverCell[],
  kinds: readonly CampaignKind[],
  { forwardBy }: Pick<Deadlines, 'forwardBy'>,
  today: string,
): HandOverFigures[] {
  const late = forwardBy !== undefined && today > forwardBy
  return campaignKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => {
      const own = cells.filter((cell) => cell.kind === kind)
      const accepted = own.reduce((sum, cell) => sum + cell.accepted, 0)
      const handedOver = own.reduce((sum, cell) => sum + cell.handedOver, 0)
      const open = accepted - handedOver
      return { kind, accepted, handedOver, open, late: late ? open : 0 }
    })
}

/** Records that wait to be handed over, over all kinds. */
export const toHandOver = (figures: readonly HandOverFigures[]): number =>
  figures.reduce((sum, { open }) => sum + open, 0)
