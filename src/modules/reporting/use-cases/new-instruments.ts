import { type Actor, scopeOf, type ScopeFilter } from '#kernel/actor.ts'
import { notify, type NewNotice, type Notifying } from '#modules/notices/index.ts'
import { type Db, inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { everywhere } from '../data/campaign-board-query.ts'
import { type NewInstrument, notJoined, withoutAcceptance } from '../data/new-instrument-query.ts'
import { eligibilityOf } from '../domain/eligibility-rules.ts'
import { isHandedIn } from '../domain/campaign-board.ts'
import { joiningDeadline, type JoiningDeadline, promptStretch } from '../domain/new-instruments.ts'
import { daysAfter, isWorkday } from '../domain/working-days.ts'
import {
  promptRulesOn,
  type ReportingRules,
  reportingRules,
  workingCalendar,
} from './campaign-rules-in-force.ts'
import { eligibilityRulesOn } from './eligibility-in-force.ts'
import { todayOf } from './read-campaign.ts'

export interface JoiningInstrument extends NewInstrument {
  readonly deadline: JoiningDeadline
  /** Who has to act: the unit until it has handed it in, then the province. */
  readonly waitsFor: 'unit' | 'province'
}

/** Instruments that have to join and have not, with their last day; those that need not are left out. */
async function joining(
  db: Db,
  today: string,
  scope: ScopeFilter,
  unitId?: number,
): Promise<{ instruments: JoiningInstrument[]; rules: ReportingRules }> {
  const calendar = await workingCalendar(db)
  const rules = await reportingRules(db, (await eligibilityRulesOn(db, today)).version)
  const instruments = (await notJoined(db, today, scope, unitId)).flatMap((one) => {
    const facts = {
      ...{ worthFen: one.worthFen ?? undefined, funds: one.funds, secrecy: one.secrecy },
      ...{ disposedOn: undefined, excused: false },
    }
    const { result } = eligibilityOf(facts, rules)
    if (result !== 'must_report' && result !== 'undecided') return []
    const waitsFor: JoiningInstrument['waitsFor'] = isHandedIn({ state: one.state, accepted: false })
      ? 'province'
      : 'unit'
    return [{ ...one, deadline: joiningDeadline(one.acceptedOn, rules, calendar, today), waitsFor }]
  })
  return { instruments, rules }
}

export interface JoiningList {
  readonly instruments: readonly JoiningInstrument[]
  readonly upcoming: number
  readonly overdue: number
  /** Entered in the account within a year, not joined, and without a day of acceptance: nothing can be said of them. */
  readonly withoutAcceptance: number
  readonly rules: ReportingRules
  /** Years whose calendar is not loaded though a deadline reaches into them. */
  readonly yearsNotLoaded: readonly number[]
}

/** New instruments within the actor's scope that have to join the network, the most urgent first. */
export async function listNewInstruments(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: { readonly standing?: 'upcoming' | 'overdue' | undefined; readonly unitId?: number | undefined },
): Promise<JoiningList> {
  const scope = scopeOf(actor, 'instrument.read_unpublished')
  const today = todayOf(deps)
  const { instruments, rules } = await joining(deps.db, today, scope, wish.unitId)
  const overdue = instruments.filter(({ deadline }) => deadline.overdue)
  const upcoming = instruments.filter(({ deadline }) => !deadline.overdue)
  const shown = { all: instruments, upcoming, overdue }[wish.standing ?? 'all']
  return {
    instruments: shown,
    upcoming: upcoming.length,
    overdue: overdue.length,
    withoutAcceptance: await withoutAcceptance(deps.db, scope, daysAfter(today, -365), wish.unitId),
    rules,
    yearsNotLoaded: [...new Set(shown.flatMap(({ deadline }) => deadline.yearsNotLoaded))].toSorted(),
  }
}

const unitsAtOnce = 25

/**
 * Tells units on working days which new instruments are soon due or overdue, once in each stretch of days that the
 * dated rules set. Answers how many people were told.
 */
export async function promptNewInstruments(
  deps: Pick<Deps, 'db' | 'clock' | 'log'> & Notifying,
  signal: AbortSignal,
): Promise<number> {
  const today = todayOf(deps)
  if (!isWorkday(today, await workingCalendar(deps.db))) return 0
  const { newInstruments: plan } = await promptRulesOn(deps.db, today)
  const { instruments } = await joining(deps.db, today, everywhere)
  const waiting = instruments.filter(
    ({ deadline, waitsFor }) => waitsFor === 'unit' && deadline.workingDaysLeft <= plan.beforeWorkingDays,
  )
  const stretch = promptStretch(today, plan.everyDays)
  const notices = [...Map.groupBy(waiting, ({ unitId }) => unitId)]
    .toSorted(([a], [b]) => a - b)
    .map(([unitId, own]) => noticeFor(unitId, own, stretch, plan.beforeWorkingDays))
  let told = 0
  for (let at = 0; at < notices.length && !signal.aborted; at += unitsAtOnce)
    told += await inTransaction(deps.db, (tx) => notify(tx, deps, notices.slice(at, at + unitsAtOnce)))
  if (told > 0) deps.log.info({ told }, 'prompted about new instruments')
  return told
}

function noticeFor(
  unitId: number,
  own: readonly JoiningInstrument[],
  stretch: string,
  days: number,
): NewNotice {
  const overdue = own.filter(({ deadline }) => deadline.overdue).length
  const soonest = own.find(({ deadline }) => !deadline.overdue)?.deadline.due
  return {
    to: (['unit_reporter', 'unit_reviewer'] as const).map((role) => ({
      ...{ role, scope: 'unit' as const, scopeId: String(unitId) },
    })),
    topic: 'new_instrument',
    code: overdue > 0 ? 'new_instrument.overdue' : 'new_instrument.due',
    details: { overdue, soon: own.length - overdue, days, soonest: soonest ?? '' },
    link: '/new-instruments',
    onceKey: `new instruments ${unitId} ${stretch}`,
  }
}
