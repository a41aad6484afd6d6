import type { Refusal } from '#kernel/refusal.ts'

/**
 * Rules that whoever manages an instrument may pass over for one booking, with a reason that stays with it. Never in it: time that is
 * taken, closed or over, and an instrument that is not open. Subjects behind the gates add theirs.
 */
export const overridableCodes = [
  'booking.not_open_to_you',
  'booking.too_soon',
  'booking.beyond_horizon',
  'booking.too_short',
  'booking.too_long',
  'booking.off_grid',
  'booking.outside_opening_hours',
  'booking.needs_buffer',
  'booking.night_attended',
  'booking.night_own_unit',
  'booking.weekend_attended',
  'booking.weekend_own_unit',
  'booking.quota_hours',
  'booking.quota_count',
  'booking.too_many_open_here',
  'booking.too_many_open',
  'booking.too_many_hours_a_day',
  'booking.too_many_hours_a_week',
] as const
export type OverridableCode = (typeof overridableCodes)[number]

/** Rules somebody wishes to pass over, and why. */
export interface Override {
  readonly codes: readonly OverridableCode[]
  readonly reason: string
}

/** The codes among refusals that may be passed over, each once. */
export const overridableAmong = (refusals: readonly Refusal[]): OverridableCode[] =>
  overridableCodes.filter((code) => refusals.some((refusal) => refusal.code === code))

/** What still stands against a slot when some rules are passed over, and which of them really were. */
export function passedOver(
  refusals: readonly Refusal[],
  wish: Override | undefined,
  manages: boolean,
): { refusals: Refusal[]; overridden: OverridableCode[] } {
  if (wish === undefined || wish.codes.length === 0) return { refusals: [...refusals], overridden: [] }
  if (!manages) return { refusals: [...refusals, { code: 'booking.override_not_yours' }], overridden: [] }
  const named = new Set<string>(wish.codes)
  const overridden = overridableAmong(refusals).filter((code) => named.has(code))
  const left = refusals.filter(({ code }) => !overridden.some((one) => one === code))
  const noReason = overridden.length > 0 && wish.reason === '' ? [{ code: 'booking.reason_needed' }] : []
  return { refusals: [...left, ...noReason], overridden }
}
