import { type Instant, isoIn } from '#kernel/time.ts'
import { siteZone } from './rules-in-force.ts'

/** What somebody may appeal against: points taken, or a sanction. */
export interface PersonalMatter {
  /** Undefined for what happened nowhere. */
  readonly unitId: number | undefined
  readonly accountId: number
  readonly since: Instant
  /** Whoever noted it or gave it. */
  readonly notedBy: number | undefined
  /** Undone, lifted or over: nothing is left to decide. */
  readonly settled: boolean
}

/** A day as a refusal or a notice says it. */
export const isoDay = (at: Instant): string => isoIn(at, siteZone).slice(0, 10)
