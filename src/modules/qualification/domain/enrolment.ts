import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'

export const enrolmentStates = ['enrolled', 'withdrawn', 'attended', 'absent'] as const
export type EnrolmentState = (typeof enrolmentStates)[number]
export const enrolmentActs = ['enrol', 'withdraw', 'attend', 'miss'] as const
export type EnrolmentAct = (typeof enrolmentActs)[number]

/** Every change of an enrolment there is; undefined stands for nobody enrolled yet. Attendance may be corrected. */
export const enrolmentSteps: Readonly<
  Record<EnrolmentState | 'none', Readonly<Partial<Record<EnrolmentAct, EnrolmentState>>>>
> = {
  none: { enrol: 'enrolled', attend: 'attended' },
  enrolled: { withdraw: 'withdrawn', attend: 'attended', miss: 'absent' },
  withdrawn: { enrol: 'enrolled', attend: 'attended' },
  attended: { miss: 'absent', attend: 'attended' },
  absent: { attend: 'attended', miss: 'absent' },
}

/** Where an act leads from a state; undefined when it is not possible. */
export const afterEnrolmentAct = (
  state: EnrolmentState | undefined,
  act: EnrolmentAct,
): EnrolmentState | undefined => enrolmentSteps[state ?? 'none'][act]

export const sessionStates = ['planned', 'cancelled'] as const
export type SessionState = (typeof sessionStates)[number]

export interface Session {
  readonly unitId: number
  readonly id: number
  readonly courseId: number
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly place: string
  readonly seats: number
  readonly state: SessionState
}

/** Every reason somebody cannot take a seat at a session. */
export function enrolRefusals(
  session: Pick<Session, 'startsAt' | 'seats' | 'state'>,
  taken: number,
  state: EnrolmentState | undefined,
  now: Instant,
): Refusal[] {
  const refusals: Refusal[] = []
  if (session.state === 'cancelled') refusals.push({ code: 'qualification.session_cancelled' })
  if (session.startsAt <= now) refusals.push({ code: 'qualification.session_begun' })
  if (afterEnrolmentAct(state, 'enrol') === undefined)
    refusals.push({ code: 'qualification.enrolled_already' })
  else if (taken >= session.seats) refusals.push({ code: 'qualification.session_full', seats: session.seats })
  return refusals
}
