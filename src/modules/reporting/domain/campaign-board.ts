import { type Eligibility, eligibilityFor, type EligibilityRules } from './eligibility-rules.ts'
import { type ReportState, reportStates } from './report-transitions.ts'

/** What decides about an instrument in a campaign; undefined where a figure is missing. */
export interface BoardFacts {
  readonly state: ReportState
  /** Whether the province has accepted a version of it. */
  readonly accepted: boolean
  readonly disposed: boolean
  /** A filed declaration excuses it from being reported. */
  readonly excused: boolean
  readonly publicFunds: boolean | null
  readonly atLeastThreshold: boolean | null
}

/** How many instruments of a unit share the same facts. */
export interface BoardCell extends BoardFacts {
  readonly unitId: number
  readonly count: number
}

export interface Deadlines {
  readonly reportBy: string
  readonly forwardBy: string | undefined
}

/** Progress of some units; counts of instruments, all but the first five among those that must be reported. */
export interface BoardFigures {
  readonly instruments: number
  readonly mustReport: number
  readonly mayReport: number
  readonly undecided: number
  readonly excused: number
  readonly byState: Readonly<Record<ReportState, number>>
  /** Handed in to the province or further. */
  readonly handedIn: number
  readonly accepted: number
  /** Not handed in though the last day has passed. */
  readonly lateInUnit: number
  /** Handed in, not accepted though the day of passing on has passed. */
  readonly lateInProvince: number
}

/** Whether an instrument with these facts must be reported under the campaign's rules. */
export function boardEligibility(facts: BoardFacts, rules: EligibilityRules): Eligibility {
  if (facts.disposed) return 'may_not'
  const result = eligibilityFor(rules, facts.publicFunds ?? undefined, facts.atLeastThreshold ?? undefined)
  return facts.excused && (result === 'must_report' || result === 'undecided') ? 'excused' : result
}

/** Whether the unit has done its part. */
export const isHandedIn = (facts: Pick<BoardFacts, 'state' | 'accepted'>): boolean =>
  facts.accepted || facts.state === 'province_review' || facts.state === 'accepted'

/** Which deadline an instrument that must be reported has missed on a day. */
export function lateness(
  facts: Pick<BoardFacts, 'state' | 'accepted'>,
  deadlines: Deadlines,
  today: string,
): 'unit' | 'province' | undefined {
  if (facts.accepted) return undefined
  if (!isHandedIn(facts)) return today > deadlines.reportBy ? 'unit' : undefined
  return deadlines.forwardBy !== undefined && today > deadlines.forwardBy ? 'province' : undefined
}

type Tally = { -readonly [K in keyof BoardFigures]: BoardFigures[K] } & {
  byState: Record<ReportState, number>
}
const nothing = (): Tally => ({
  instruments: 0,
  mustReport: 0,
  mayReport: 0,
  undecided: 0,
  excused: 0,
  byState: Object.fromEntries(reportStates.map((state) => [state, 0])) as Record<ReportState, number>,
  handedIn: 0,
  accepted: 0,
  lateInUnit: 0,
  lateInProvince: 0,
})

const columnOf = { may_report: 'mayReport', undecided: 'undecided', excused: 'excused' } as const

function add(
  tally: Tally,
  cell: BoardCell,
  rules: EligibilityRules,
  deadlines: Deadlines,
  today: string,
): void {
  tally.instruments += cell.count
  const result = boardEligibility(cell, rules)
  if (result === 'may_not') return
  if (result !== 'must_report') {
    tally[columnOf[result]] += cell.count
    return
  }
  tally.mustReport += cell.count
  tally.byState[cell.state] += cell.count
  if (isHandedIn(cell)) tally.handedIn += cell.count
  if (cell.accepted) tally.accepted += cell.count
  const late = lateness(cell, deadlines, today)
  if (late === 'unit') tally.lateInUnit += cell.count
  if (late === 'province') tally.lateInProvince += cell.count
}

/** Progress of the units a cell's unit is counted under; `groupOf` names the department, the city or the unit itself. */
export function boardFigures<K>(
  cells: readonly BoardCell[],
  rules: EligibilityRules,
  deadlines: Deadlines,
  today: string,
  groupOf: (unitId: number) => K,
): Map<K, BoardFigures> {
  const groups = new Map<K, Tally>()
  for (const cell of cells) {
    const key = groupOf(cell.unitId)
    const tally = groups.get(key) ?? nothing()
    groups.set(key, tally)
    add(tally, cell, rules, deadlines, today)
  }
  return groups
}

/** The figures of a unit without any instrument. */
export const noFigures: BoardFigures = nothing()

/** What a unit still has to do: hand in what must be reported, and decide what cannot be judged yet. */
export const remainingOf = (figures: BoardFigures): number =>
  figures.mustReport - figures.handedIn + figures.undecided
