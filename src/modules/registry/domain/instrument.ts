import type { Place } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'

/** The way of a report; the one transition table is in reporting/domain/report-transitions.ts. */
export const instrumentStates = ['draft', 'unit_review', 'province_review', 'accepted', 'returned'] as const
export type InstrumentState = (typeof instrumentStates)[number]

export const versionCauses = ['form', 'import', 'exchange', 'correction', 'seed'] as const
export type VersionCause = (typeof versionCauses)[number]

/** Element id → value. Text as string, numbers as number (worth in 万元), dates `YYYY-MM-DD`, multiple choices as string[]. */
export type ElementValue = string | number | readonly string[]
export type Elements = Readonly<Record<string, ElementValue>>

/** A stretch of days, `YYYY-MM-DD`; both belong to it. */
export interface DaySpan {
  readonly from: string
  readonly until: string
}

/** An instrument as its unit knows it; `elements` is the working version. */
export interface Instrument {
  readonly unitId: number
  readonly id: number
  readonly innerId: string
  readonly centreId: number | undefined
  readonly leadAccountId: number | undefined
  readonly dictionary: string
  readonly elements: Elements
  readonly version: number
  /** Counts every save, also those inside one editing session that make no version of their own. */
  readonly revision: number
  readonly state: InstrumentState
  readonly acceptedVersion: number | undefined
  readonly acceptedAt: Instant | undefined
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly disposedOn: string | undefined
  /** Days on which a filed declaration excuses it from being reported. */
  readonly excused: readonly DaySpan[]
  readonly name: string
  readonly worthFen: number | undefined
  readonly bookedOn: string | undefined
  readonly classCode: string | undefined
  readonly problems: number
  readonly updatedAt: Instant
  /** Where it stands, for permissions. */
  readonly place: Place
}
