import { dateIn } from '#kernel/time.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  bookingRuleSet,
  limitsFromDefinition,
  type SiteNumbers,
  siteNumbers,
} from '../data/shipped-defaults.ts'
import type { PersonLimits } from '../domain/person-limits.ts'
import { type HolidayCalendar, holidayCalendar } from './special-days.ts'

/** What the site says about every booking: public holidays, and how much one person may have booked. */
export interface BookingFrame {
  readonly holidays: HolidayCalendar
  /** Undefined when nothing is limited. */
  readonly limits: PersonLimits | undefined
  readonly site: SiteNumbers
}

/** The frame in force now; asked outside transactions, where the registry remembers it. */
export async function bookingFrame(deps: Pick<Deps, 'db' | 'clock'>): Promise<BookingFrame> {
  const on = dateIn(deps.clock.now(), 'Asia/Shanghai')
  const [holidays, set] = await Promise.all([holidayCalendar(deps.db), ruleSet(deps.db, bookingRuleSet, on)])
  return { holidays, limits: limitsFromDefinition(set ?? {}), site: siteNumbers(set ?? {}) }
}
