import type { Ability } from '#kernel/permissions.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'

/** The states of a campaign; the database's check lists the same. */
export const campaignStates = ['draft', 'open', 'closed'] as const
export type CampaignState = (typeof campaignStates)[number]
export const campaignSteps = ['open', 'close'] as const
export type CampaignStep = (typeof campaignSteps)[number]

/** Kinds of resource a campaign may call: centre, facility, single instrument, customs record, yearly effect (domain.md §1.2). */
export const campaignKinds = [1, 2, 4, 5, 7] as const
export type CampaignKind = (typeof campaignKinds)[number]

/** Who is called to report: every managing unit, or those named. */
export const callings = ['all', 'departments', 'cities', 'units'] as const
export type Calling = (typeof callings)[number]

/** What an operator does besides the steps: change what was decided, throw a draft away, add or remove annexes, hand over. */
export const campaignActs = ['change', 'discard', 'annex', 'hand_over'] as const
export type CampaignAct = (typeof campaignActs)[number]

/** In which states an act may be done; `gone` is no state any more. */
export const campaignActTargets: Readonly<
  Record<CampaignAct, Readonly<Partial<Record<CampaignState, CampaignState | 'gone'>>>>
> = {
  change: { draft: 'draft', open: 'open' },
  discard: { draft: 'gone' },
  annex: { draft: 'draft', open: 'open' },
  hand_over: { open: 'open' },
}

/** Why an act cannot be done in a state: nothing, or that the state is wrong. */
export const actRefusals = (act: CampaignAct, state: CampaignState): Refusal[] =>
  campaignActTargets[act][state] === undefined ? [{ code: 'campaign.wrong_state', state }] : []

export interface CampaignTransition {
  readonly step: CampaignStep
  readonly from: CampaignState
  readonly to: CampaignState
  readonly by: Ability
}

/** The way of a campaign; what was closed stays closed, because its figures were published. */
export const campaignTransitions: readonly CampaignTransition[] = [
  { step: 'open', from: 'draft', to: 'open', by: 'campaign.manage' },
  { step: 'close', from: 'open', to: 'closed', by: 'campaign.manage' },
]

/** The transition a step takes from a state, if there is one. */
export const campaignTransition = (step: CampaignStep, from: CampaignState): CampaignTransition | undefined =>
  campaignTransitions.find((one) => one.step === step && one.from === from)

/** What an operator decides about a campaign; dates are `YYYY-MM-DD`, both ends of a span belong to it. */
export interface CampaignWish {
  readonly name: string
  /** Version of the rule set `reporting`. */
  readonly ruleSet: string
  /** Kinds of resource, domain.md §1.2. */
  readonly kinds: readonly CampaignKind[]
  readonly bookedFrom: string | undefined
  readonly bookedUntil: string | undefined
  readonly called: Calling
  /** Ids of departments or units, or codes of cities; empty when all are called. */
  readonly calledIds: readonly string[]
  /** Last day on which units hand in to the province. */
  readonly reportBy: string
  /** Last day on which the province passes on to the nation. */
  readonly forwardBy: string | undefined
  readonly guidance: string
  /** Days before a deadline on which units are prompted. */
  readonly promptBeforeDays: readonly number[]
  /** Days between prompts once the deadline has passed. */
  readonly promptEveryDays: number
}

export interface Campaign extends CampaignWish {
  readonly id: number
  readonly state: CampaignState
  readonly revision: number
  readonly createdByName: string
  readonly createdAt: Instant
  readonly openedAt: Instant | undefined
  readonly closedAt: Instant | undefined
}

/** Every reason why what is wished makes no campaign, whatever its state. */
export function wishRefusals(wish: CampaignWish, known: { readonly ruleSets: readonly string[] }): Refusal[] {
  const { bookedFrom, bookedUntil, forwardBy, reportBy } = wish
  return [
    ...(known.ruleSets.includes(wish.ruleSet)
      ? []
      : [{ code: 'campaign.rule_set_unknown', version: wish.ruleSet }]),
    ...(forwardBy !== undefined && forwardBy < reportBy ? [{ code: 'campaign.deadlines_crossed' }] : []),
    ...(bookedFrom !== undefined && bookedUntil !== undefined && bookedUntil < bookedFrom
      ? [{ code: 'campaign.dates_crossed' }]
      : []),
    ...(wish.called !== 'all' && wish.calledIds.length === 0 ? [{ code: 'campaign.nobody_called' }] : []),
  ]
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const fixedOnceOpen = ['ruleSet', 'kinds', 'bookedFrom', 'bookedUntil'] as const

/** Every reason why a campaign cannot be changed to what is wished now. */
export function changeRefusals(campaign: Campaign, wish: CampaignWish, revision: number): Refusal[] {
  const wrong = actRefusals('change', campaign.state)
  if (wrong.length > 0) return wrong
  const fixed =
    campaign.state === 'open' ? fixedOnceOpen.filter((key) => !same(campaign[key], wish[key])) : []
  return [
    ...(revision === campaign.revision ? [] : [{ code: 'changed_meanwhile' }]),
    ...(fixed.length > 0 ? [{ code: 'campaign.fixed_once_open', fields: fixed }] : []),
  ]
}

/** Every reason why a step cannot be taken on a day, apart from permissions. */
export function campaignStepRefusals(
  campaign: Campaign,
  step: CampaignStep,
  act: { readonly revision: number; readonly today: string; readonly units: number },
): Refusal[] {
  if (campaignTransition(step, campaign.state) === undefined)
    return [{ code: 'campaign.wrong_state', state: campaign.state }]
  return [
    ...(act.revision === campaign.revision ? [] : [{ code: 'changed_meanwhile' }]),
    ...(step === 'open' && campaign.reportBy < act.today
      ? [{ code: 'campaign.deadline_past', reportBy: campaign.reportBy }]
      : []),
    ...(step === 'open' && act.units === 0 ? [{ code: 'campaign.nobody_called' }] : []),
  ]
}
