import {
  addWorkingDays,
  daysAfter,
  type WorkingCalendar,
  workingDaysBetween,
  yearsNotLoaded,
} from './working-days.ts'

/** Within how many days after acceptance an instrument joins the network; part of a dated reporting rule set. */
export interface JoiningPeriod {
  readonly newInstrumentDays: number
  readonly newInstrumentDayKind: 'working' | 'calendar'
}

export interface JoiningDeadline {
  /** The last day on which it joins in time. */
  readonly due: string
  /** Working days left after today; negative once it is overdue. */
  readonly workingDaysLeft: number
  readonly overdue: boolean
  /** Years whose holidays are not announced or not loaded: there weekends alone were counted as free. */
  readonly yearsNotLoaded: readonly number[]
}

/** The last day of the period that began with an acceptance. */
const joiningDue = (acceptedOn: string, period: JoiningPeriod, calendar: WorkingCalendar): string =>
  period.newInstrumentDayKind === 'working'
    ? addWorkingDays(acceptedOn, period.newInstrumentDays, calendar)
    : daysAfter(acceptedOn, period.newInstrumentDays)

/** When an instrument accepted in its unit on a day has to have joined (notice N6), seen from today. */
export function joiningDeadline(
  acceptedOn: string,
  period: JoiningPeriod,
  calendar: WorkingCalendar,
  today: string,
): JoiningDeadline {
  const due = joiningDue(acceptedOn, period, calendar)
  const [from = due, to = due] = [acceptedOn, due].toSorted()
  return {
    due,
    workingDaysLeft: workingDaysBetween(today, due, calendar),
    overdue: today > due,
    yearsNotLoaded: period.newInstrumentDayKind === 'working' ? yearsNotLoaded(from, to, calendar) : [],
  }
}

/** The latest day of acceptance whose period has ended before a day: who was accepted by then is due. */
export function lastDueAcceptance(period: JoiningPeriod, calendar: WorkingCalendar, today: string): string {
  let day = daysAfter(today, -period.newInstrumentDays)
  while (joiningDue(day, period, calendar) >= today) day = daysAfter(day, -1)
  return day
}

/** The first day of the stretch of so many days in which a day lies; stretches begin on Mondays. */
export function promptStretch(day: string, everyDays: number): string {
  const monday = Date.parse('2024-01-01')
  const passed = Math.floor((Date.parse(day) - monday) / 86_400_000)
  return daysAfter('2024-01-01', Math.floor(passed / everyDays) * everyDays)
}
