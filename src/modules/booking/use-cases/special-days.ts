import { calendarDays } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { SpecialDays } from '../domain/opening-hours.ts'

/** Zones in which the Chinese calendar of public holidays is kept. */
const chineseZones = new Set(['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'PRC'])
const none: SpecialDays = new Map()

/** Public holidays and make-up workdays by the zone in which a unit stands. */
export type HolidayCalendar = (zone: string) => SpecialDays

/** The calendars of all years known to the site; asked outside transactions, where the registry remembers them. */
export async function holidayCalendar(db: Db): Promise<HolidayCalendar> {
  const days = new Map<string, 'holiday' | 'workday'>()
  for (const { date, kind } of await calendarDays(db))
    if (date !== undefined && (kind === 'holiday' || kind === 'workday')) days.set(date, kind)
  return (zone) => (chineseZones.has(zone) ? days : none)
}
