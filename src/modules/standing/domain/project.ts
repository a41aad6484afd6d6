import type { Refusal } from '#kernel/refusal.ts'

/** Every state of a project; the database's check lists the same. */
export const projectStates = ['draft', 'waiting', 'checked', 'returned', 'withdrawn'] as const
export type ProjectState = (typeof projectStates)[number]
export const projectActs = ['change', 'submit', 'accept', 'return', 'withdraw'] as const
export type ProjectAct = (typeof projectActs)[number]

/** The one transition table of a project; a checked one that turns out wrong is returned and gives nothing any more. */
export const projectTransitions: Readonly<Record<ProjectState, Partial<Record<ProjectAct, ProjectState>>>> = {
  draft: { change: 'draft', submit: 'waiting', withdraw: 'withdrawn' },
  waiting: { accept: 'checked', return: 'returned', withdraw: 'withdrawn' },
  checked: { return: 'returned', withdraw: 'withdrawn' },
  returned: { change: 'returned', submit: 'waiting', withdraw: 'withdrawn' },
  withdrawn: {},
}

/** Why an act does not fit the state; empty when it does. */
export const projectActRefusals = (state: ProjectState, act: ProjectAct): Refusal[] =>
  projectTransitions[state][act] === undefined ? [{ code: 'standing.project_not_in_state', state, act }] : []

/** What a project level gives, by the dated rule set `priority`; `rank` 1 comes first, `weight` counts in a ballot. */
export interface PriorityLevel {
  readonly code: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly rank: number
  readonly weight: number
  /** Days further ahead than the instrument's rules allow without. */
  readonly horizonBonusDays: number
}

/** The dated rule set `priority` (db/reference/rules/priority-2026.json; notice N11). */
export interface PriorityRules {
  readonly version: string
  readonly longestYears: number
  readonly levels: readonly PriorityLevel[]
}

/** Why a project cannot be handed in, all at once; days as `YYYY-MM-DD`. */
export function submitRefusals(
  project: { readonly level: string; readonly validUntil: string; readonly hasProof: boolean },
  rules: PriorityRules,
  today: string,
): Refusal[] {
  const latest = `${Number(today.slice(0, 4)) + rules.longestYears}${today.slice(4)}`
  return [
    ...(rules.levels.some(({ code }) => code === project.level)
      ? []
      : [{ code: 'standing.level_unknown', level: project.level }]),
    ...(project.validUntil < today
      ? [{ code: 'standing.project_over', validUntil: project.validUntil }]
      : []),
    ...(project.validUntil > latest ? [{ code: 'standing.project_too_long', latest }] : []),
    ...(project.hasProof ? [] : [{ code: 'standing.proof_needed' }]),
  ]
}

/** What stands against naming a project on a booking; undefined when there is none, or it is somebody else's. */
export function namingRefusals(
  project: { readonly state: ProjectState; readonly validUntil: string; readonly mine: boolean } | undefined,
  on: string,
): Refusal[] {
  if (project?.mine !== true) return [{ code: 'standing.project_not_yours' }]
  if (project.state !== 'checked') return [{ code: 'standing.project_not_checked', state: project.state }]
  return project.validUntil < on ? [{ code: 'standing.project_expired', validUntil: project.validUntil }] : []
}
