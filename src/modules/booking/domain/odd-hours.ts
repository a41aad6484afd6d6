import { type Interval, overlaps } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateIn, day, instantAt } from '#kernel/time.ts'
import type { ServiceWay } from './booking.ts'
import { momentsOf, type SpecialDays } from './opening-hours.ts'
import type { UserKind } from './user-kind.ts'

/** What a booking at night or on a free day asks for: somebody beside the user, a user of the own unit, a certificate for the night. */
export const oddHourNeeds = ['attended', 'own_unit', 'level'] as const
export type OddHourNeed = (typeof oddHourNeeds)[number]

/** The part of the rules about nights and free days. */
export interface OddHourRules {
  /** Local times of the night; to not after from means the next morning. */
  readonly nightFrom?: string | undefined
  readonly nightTo?: string | undefined
  readonly nightNeeds?: readonly OddHourNeed[] | undefined
  /** For Saturdays, Sundays and public holidays, but not for make-up workdays. */
  readonly weekendNeeds?: readonly OddHourNeed[] | undefined
  readonly observesHolidays?: boolean | undefined
}

const nextDate = (date: string, days = 1): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)

function datesOf(slot: Interval, zone: string, from = 0): string[] {
  const dates: string[] = []
  const last = dateIn(slot.end, zone)
  for (let date = nextDate(dateIn(slot.start, zone), from); date <= last; date = nextDate(date))
    dates.push(date)
  return dates
}

/** Whether a slot touches the night the rules name. */
export function touchesNight(slot: Interval, rules: OddHourRules, zone: string): boolean {
  const { nightFrom: from, nightTo: to } = rules
  if (from === undefined || to === undefined || slot.start >= slot.end) return false
  return datesOf(slot, zone, -1).some((date) => overlaps(slot, momentsOf(date, { from, to }, zone)))
}

const isFreeDay = (date: string, special: SpecialDays, observes: boolean): boolean => {
  const kind = observes ? special.get(date) : undefined
  const weekday = new Date(Date.parse(date)).getUTCDay()
  return kind === 'holiday' || (kind !== 'workday' && (weekday === 0 || weekday === 6))
}

/** Whether a slot touches a Saturday, a Sunday or a public holiday, make-up workdays excepted. */
export function touchesFreeDay(
  slot: Interval,
  rules: OddHourRules,
  zone: string,
  special: SpecialDays,
): boolean {
  if (slot.start >= slot.end) return false
  const observes = rules.observesHolidays !== false
  return datesOf(slot, zone).some(
    (date) => instantAt(date, '00:00', zone) < slot.end && isFreeDay(date, special, observes),
  )
}

interface OddSlot {
  readonly slot: Interval
  readonly zone: string
  readonly special: SpecialDays
  readonly userKind: UserKind | undefined
  readonly serviceWay: ServiceWay
}

const unmet = (needs: readonly OddHourNeed[], of: OddSlot): OddHourNeed[] =>
  needs.filter(
    (need) =>
      (need === 'attended' && of.serviceWay === 'self') ||
      (need === 'own_unit' && of.userKind !== undefined && of.userKind !== 'own_unit'),
  )

/** What nights and free days ask for and a booking has not; a certificate is asked for by the subject that keeps them. */
export function oddHourRefusals(rules: OddHourRules, of: OddSlot): Refusal[] {
  const night = rules.nightNeeds ?? []
  const weekend = rules.weekendNeeds ?? []
  const refusals: Refusal[] = []
  if (night.length > 0 && touchesNight(of.slot, rules, of.zone))
    for (const need of unmet(night, of))
      refusals.push({ code: `booking.night_${need}`, from: rules.nightFrom, to: rules.nightTo })
  if (weekend.length > 0 && touchesFreeDay(of.slot, rules, of.zone, of.special))
    for (const need of unmet(weekend, of)) refusals.push({ code: `booking.weekend_${need}` })
  return refusals
}

/** Whether a slot asks for a certificate for the night. */
export const needsNightLevel = (
  rules: OddHourRules,
  slot: Interval,
  zone: string,
  special: SpecialDays,
): boolean =>
  ((rules.nightNeeds ?? []).includes('level') && touchesNight(slot, rules, zone)) ||
  ((rules.weekendNeeds ?? []).includes('level') && touchesFreeDay(slot, rules, zone, special))
