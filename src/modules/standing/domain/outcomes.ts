import type { Interval } from '#kernel/interval.ts'
import { minute } from '#kernel/time.ts'
import type { CreditRules, JudgedOutcome } from './credit-rules.ts'

/** An outcome with the minutes it is about, where it is about minutes. */
export interface Happened {
  readonly outcome: JudgedOutcome
  readonly minutes?: number | undefined
}

/** How a booked use went, as the log has it. */
export interface BookedUse {
  readonly booked: Interval
  readonly used: Interval
}

const minutesBetween = (from: number, to: number): number => Math.floor((to - from) / minute)

/** What a booked use counts as, by the tolerances of the rules: everything that went wrong, or that nothing did. */
export function outcomesOfUse({ booked, used }: BookedUse, { tolerance }: CreditRules): Happened[] {
  const late = minutesBetween(booked.start, used.start)
  const early = minutesBetween(used.end, booked.end)
  const over = minutesBetween(booked.end, used.end)
  const wrong: Happened[] = []
  if (late > tolerance.lateMinutes) wrong.push({ outcome: 'late', minutes: late })
  if (early > tolerance.leftEarlyMinutes) wrong.push({ outcome: 'left_early', minutes: early })
  if (over > tolerance.overrunMinutes) wrong.push({ outcome: 'overrun', minutes: over })
  return wrong.length > 0 ? wrong : [{ outcome: 'normal_use' }]
}

/** An entry of an occasion as it stands; undone by an appeal it is settled for good. */
export interface EntryOfOccasion {
  readonly id: number
  readonly outcome: string
  readonly points: number
  readonly undoneBecause: 'corrected' | 'appeal' | ''
}

/** What brings the entries of an occasion in line with what happened; nothing when they are, so a repetition changes nothing. */
export function changesOfOccasion(
  entries: readonly EntryOfOccasion[],
  happened: readonly Happened[],
): { readonly undo: readonly EntryOfOccasion[]; readonly add: readonly (Happened & { no: number })[] } {
  const standing = entries.filter(({ undoneBecause }) => undoneBecause === '')
  const settled = new Set(
    entries.filter(({ undoneBecause }) => undoneBecause !== 'corrected').map(({ outcome }) => outcome),
  )
  const wanted = new Set<string>(happened.map(({ outcome }) => outcome))
  return {
    undo: standing.filter(({ outcome }) => !wanted.has(outcome)),
    add: happened
      .filter(({ outcome }) => !settled.has(outcome))
      .map((one) => ({ ...one, no: entries.filter(({ outcome }) => outcome === one.outcome).length })),
  }
}
