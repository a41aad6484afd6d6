/** The facts that decide eligibility, as the reporting rules see them. */
export interface Known {
  readonly publicFunds: boolean | null
  readonly atLeastThreshold: boolean | null
}

/** The reporting rules boiled down to what a query over all instruments needs. */
export interface MustReportRule {
  readonly thresholdFen: number
  /** The day judged: declarations in force on it take their instruments out. */
  readonly on: string
  readonly publicFunds: readonly string[]
  readonly firstFundOnly: boolean
  /** Combinations under which an instrument must be reported. */
  readonly cases: readonly Known[]
}

const known = [true, false, null]

/** Asks the rules about every combination of known and unknown facts, so that a query and the rules never differ. */
export const casesWhere = (must: (facts: Known) => boolean): Known[] =>
  known.flatMap((publicFunds) =>
    known.map((atLeastThreshold) => ({ publicFunds, atLeastThreshold })).filter((facts) => must(facts)),
  )
