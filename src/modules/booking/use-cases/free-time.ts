import type { Interval } from '#kernel/interval.ts'
import type { Db } from '#platform/db/connect.ts'
import { bookingGrounds } from '../data/booking-ground.ts'
import { freeAtMost, type MildestRules, mildestRules } from '../domain/allowed-slots.ts'
import { hoursAcross, type RulesVersion } from '../domain/rules.ts'
import type { SpecialDays } from '../domain/opening-hours.ts'
import { type HolidayCalendar, holidayCalendar } from './special-days.ts'

/** Time of an instrument that somebody might have, and the mildest its rules ask: what it leaves out is never allowed. */
export interface FreeTime extends MildestRules {
  readonly instrumentId: number
  readonly unitId: number
  readonly zone: string
  readonly free: readonly Interval[]
}

/** Many instruments are open under the same rules, so the hours of one are those of others. */
function rememberedHours(): typeof hoursAcross {
  const known = new Map<string, Interval[]>()
  return (versions, zone, special, span) => {
    const key = `${zone} ${JSON.stringify(versions.map(withoutRevision))}`
    const hours = known.get(key) ?? hoursAcross(versions, zone, special, span)
    known.set(key, hours)
    return hours
  }
}
const withoutRevision = ({ version, effectiveFrom, bookable, rules }: RulesVersion) => [
  version,
  effectiveFrom,
  bookable,
  rules,
]

/** Free time of public instruments over a span; those that nobody can book in it are left out. */
export async function freeTimeOf(
  db: Db,
  instrumentIds: readonly number[],
  span: Interval,
): Promise<FreeTime[]> {
  if (instrumentIds.length === 0) return []
  const holidays: HolidayCalendar = await holidayCalendar(db)
  const hours = rememberedHours()
  const grounds = await bookingGrounds(db, { instrumentIds, span })
  return grounds.flatMap((ground) => {
    const mildest = mildestRules(ground.versions, span)
    if (mildest === undefined) return []
    const special: SpecialDays = holidays(ground.zone)
    const { instrumentId, unitId, zone } = ground
    return [
      { ...mildest, instrumentId, unitId, zone, free: freeAtMost(ground, special, span, undefined, hours) },
    ]
  })
}
