import type { Refusal } from '#kernel/refusal.ts'
import type { Coverage } from './coverage.ts'

export const certificateStates = ['valid', 'suspended', 'revoked', 'replaced'] as const
export type CertificateState = (typeof certificateStates)[number]
export const certificateActs = ['suspend', 'restore', 'revoke', 'replace'] as const
export type CertificateAct = (typeof certificateActs)[number]

/** Every change of a certificate there is; one that is revoked or replaced stays so, a new one is issued instead. */
export const certificateSteps: Readonly<
  Record<CertificateState, Readonly<Partial<Record<CertificateAct, CertificateState>>>>
> = {
  valid: { suspend: 'suspended', revoke: 'revoked', replace: 'replaced' },
  suspended: { restore: 'valid', revoke: 'revoked', replace: 'replaced' },
  revoked: {},
  replaced: {},
}

export const certificateSources = ['course', 'lead', 'import'] as const
export type CertificateSource = (typeof certificateSources)[number]

/** The right of a person to use instruments of one unit at a level. */
export interface Certificate extends Coverage {
  readonly unitId: number
  readonly id: number
  readonly accountId: number
  readonly courseId: number | undefined
  readonly level: string
  /** First and last day, YYYY-MM-DD, on the calendar of the unit; without a last day it does not end. */
  readonly validFrom: string
  readonly validUntil: string | undefined
  readonly state: CertificateState
  readonly source: CertificateSource
  readonly sourceNo: string
  readonly version: number
}

export const certificateStandings = [
  'not_yet',
  'valid',
  'expiring',
  'expired',
  'suspended',
  'revoked',
  'replaced',
] as const
export type CertificateStanding = (typeof certificateStandings)[number]

const daysUntil = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** How a certificate stands on a day; it is expiring from the first prompt before its end on. */
export function standingOf(
  { state, validFrom, validUntil }: Pick<Certificate, 'state' | 'validFrom' | 'validUntil'>,
  today: string,
  promptDays: readonly number[],
): CertificateStanding {
  if (state !== 'valid') return state
  if (validFrom > today) return 'not_yet'
  if (validUntil === undefined) return 'valid'
  if (validUntil < today) return 'expired'
  return daysUntil(today, validUntil) <= Math.max(0, ...promptDays) ? 'expiring' : 'valid'
}

/** The prompt that is due: the nearest interval before the end that has begun, 0 once it has ended; undefined for none. */
export function promptDue(
  { state, validUntil }: Pick<Certificate, 'state' | 'validUntil'>,
  today: string,
  promptDays: readonly number[],
): number | undefined {
  if (state !== 'valid' || validUntil === undefined) return undefined
  const left = daysUntil(today, validUntil)
  if (left < 0) return left >= -30 ? 0 : undefined
  return promptDays.filter((days) => days >= left).toSorted((a, b) => a - b)[0]
}

/** The last day of a certificate issued on a day for so many months. */
export const lastDay = (from: string, months: number | undefined): string | undefined =>
  months === undefined
    ? undefined
    : Temporal.PlainDate.from(from).add({ months }).subtract({ days: 1 }).toString()

/** Every reason an act on a certificate is refused; taking a right away or giving it back needs a reason. */
export function certificateRefusals(state: CertificateState, act: CertificateAct, reason: string): Refusal[] {
  const refusals: Refusal[] = []
  if (certificateSteps[state][act] === undefined)
    refusals.push({ code: 'qualification.certificate_not_so', state, act })
  if (reason.trim() === '') refusals.push({ code: 'qualification.reason_needed' })
  return refusals
}
