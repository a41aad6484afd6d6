import { daysAfter } from './working-days.ts'

/** When people are prompted, as the operator set it for the campaign. */
export interface PromptPlan {
  /** The first day on which anybody may be prompted. */
  readonly from: string
  readonly deadline: string
  /** Days before the deadline; 0 is the last day itself. */
  readonly beforeDays: readonly number[]
  /** Days between prompts after the deadline. */
  readonly everyDays: number
}

export interface Occasion {
  /** The day planned; the same until the next one, so that a day without a worker is made up for once. */
  readonly day: string
  readonly late: boolean
}

/** The occasion that stands on a day: the last planned one not before the campaign began; undefined before the first. */
export function occasionOn(plan: PromptPlan, today: string): Occasion | undefined {
  if (today > plan.deadline) {
    const passed = Math.round((Date.parse(today) - Date.parse(plan.deadline)) / 86_400_000)
    const rounds = Math.floor((passed - 1) / plan.everyDays)
    return { day: daysAfter(plan.deadline, 1 + rounds * plan.everyDays), late: true }
  }
  const due = plan.beforeDays
    .map((days) => daysAfter(plan.deadline, -days))
    .filter((day) => day >= plan.from && day <= today)
    .toSorted()
    .at(-1)
  return due === undefined ? undefined : { day: due, late: false }
}
