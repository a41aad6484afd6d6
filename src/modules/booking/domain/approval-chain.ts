import { hour, type Instant, plus } from '#kernel/time.ts'
import type { UserKind } from './user-kind.ts'

/** Who decides a step: the head of the user's research group, the instrument's lead, or the manager of its centre; the database's check lists the same. */
export const stepDeciders = ['group_lead', 'lead', 'centre'] as const
export type StepDecider = (typeof stepDeciders)[number]

/** What becomes of a step nobody decided in time; the database's check lists the same. */
export const lateSteps = ['expire', 'escalate'] as const
export type LateStep = (typeof lateSteps)[number]

/** How a step ended; empty while it waits or has not come up. The database's check lists the same. */
export const stepOutcomes = ['', 'approved', 'rejected', 'escalated'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

/** One step of a chain; without a limit it waits until the slot begins. */
export interface ChainStep {
  readonly by: StepDecider
  readonly withinHours?: number | undefined
  /** Expires when absent. */
  readonly late?: LateStep | undefined
}

/** The steps for some kinds of user, for all when none are named; no step means no approval. */
export interface ApprovalChain {
  readonly users?: readonly UserKind[] | undefined
  readonly steps: readonly ChainStep[]
}

const leadAlone: readonly ChainStep[] = [{ by: 'lead' }]

/** The steps a kind of user goes through: of the first chain that names it, else by the plain approval. */
export function chainFor(
  rules: {
    readonly approval: 'none' | 'external' | 'lead'
    readonly chains?: readonly ApprovalChain[] | undefined
  },
  kind: UserKind,
): readonly ChainStep[] {
  const { approval, chains = [] } = rules
  const chain = chains.find(({ users }) => users === undefined || users.includes(kind))
  if (chain !== undefined) return chain.steps
  return approval === 'lead' || (approval === 'external' && kind !== 'own_unit') ? leadAlone : []
}

/** A step of one request, as it was laid down when it was made. */
export interface RequestStep {
  readonly no: number
  readonly by: StepDecider
  readonly withinHours: number | undefined
  readonly late: LateStep
  readonly dueAt: Instant | undefined
  readonly outcome: StepOutcome
}

/** When a step that comes up now must be decided. */
export const dueOf = (withinHours: number | undefined, now: Instant): Instant | undefined =>
  withinHours === undefined ? undefined : plus(now, withinHours * hour)

/** The steps of a new request, numbered after those it went through before it was moved. */
export const stepsLaidDown = (steps: readonly ChainStep[], now: Instant, after = 0): RequestStep[] =>
  steps.map(({ by, withinHours, late = 'expire' }, i) => ({
    ...{ no: after + i + 1, by, withinHours, late, outcome: '' },
    dueAt: i === 0 ? dueOf(withinHours, now) : undefined,
  }))

/** The step that waits, and the one after it. */
export function waitingSteps(steps: readonly RequestStep[]): readonly [RequestStep?, RequestStep?] {
  const [now, next] = steps.filter(({ outcome }) => outcome === '').toSorted((a, b) => a.no - b.no)
  return [...(now === undefined ? [] : [now]), ...(next === undefined ? [] : [next])] as [
    RequestStep?,
    RequestStep?,
  ]
}

/** What happens to a request whose step is late: the next step comes up where the rules say so and there is one. */
export const afterLateStep = (step: RequestStep, next: RequestStep | undefined): LateStep =>
  step.late === 'escalate' && next !== undefined ? 'escalate' : 'expire'
