import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { UseParts } from './effective-hours.ts'

/** What an instrument was run for; only `service` becomes a service record (domain.md §6.2). */
export const useKinds = ['service', 'training', 'teaching', 'maintenance', 'own'] as const
export type UseKind = (typeof useKinds)[number]

export const useStatuses = ['running', 'finished', 'void'] as const
export type UseStatus = (typeof useStatuses)[number]

/** How well a use is attested: said by hand, taken from the booking, logged by check-in and -out, read from a meter. */
export const evidenceGrades = ['declared', 'booked', 'logged', 'metered'] as const
export type EvidenceGrade = (typeof evidenceGrades)[number]

/** One use of an instrument, from a booking or without one. */
export interface Use {
  readonly unitId: number
  readonly id: number
  readonly instrumentId: number
  readonly bookingId: number | undefined
  readonly accountId: number
  /** The user's legal person at that time; empty for a natural person. */
  readonly userUnitId: number | undefined
  readonly startedAt: Instant
  readonly endedAt: Instant | undefined
  readonly parts: UseParts
  readonly kind: UseKind
  readonly evidence: EvidenceGrade
  readonly status: UseStatus
  readonly note: string
  readonly version: number
}

/** The time a finished use took. */
export const spanOf = (use: { startedAt: Instant; endedAt: Instant }): Interval => ({
  start: use.startedAt,
  end: use.endedAt,
})
