import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { qualificationGate } from '#modules/qualification/index.ts'
import { standingGate } from '#modules/standing/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { ServiceWay } from '../domain/booking.ts'

/** What a subject before booking is asked about one slot of one person. */
export interface GateQuestion {
  /** A transaction when the answer is needed under the instrument's lock. */
  readonly db: Db
  /** Whose booking it would be, not whoever asks for them. */
  readonly accountId: number
  readonly userUnitId: number | undefined
  /** The legal person of the instrument. */
  readonly unitId: number
  readonly instrumentId: number
  readonly zone: string
  readonly slot: Interval
  readonly serviceWay: ServiceWay
  readonly project: string
  /** A project somebody checked, when the wish names one. */
  readonly projectId: number | undefined
  /** Whether whoever asks manages the bookings of the instrument; a gate decides whether that frees them. */
  readonly manages: boolean
  /** Set when the rules ask for a certificate of this level at that time (nights, free days). */
  readonly needsLevel: 'night' | undefined
  readonly now: Instant
}

/** Answers with everything that stands against the slot by the knowledge of its module, in one statement by key. */
export type BookingGate = (question: GateQuestion) => Promise<readonly Refusal[]>

/** The subjects that are asked, in the order in which their refusals are told (docs/decisions/0022). */
const gates: readonly BookingGate[] = [qualificationGate, standingGate]

/** Whether anybody is asked at all; who judges many slots at once spares the questions when not. */
export const hasGates = (): boolean => gates.length > 0

/** Every refusal of every gate; run for each booking that is made, moved, granted, checked or imported. */
export async function gateRefusals(question: GateQuestion): Promise<Refusal[]> {
  if (question.slot.start >= question.slot.end) return []
  const answers: Refusal[] = []
  for (const gate of gates) answers.push(...(await gate(question)))
  return answers
}
