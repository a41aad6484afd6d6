/**
 * Whether an instrument must, may or may not be reported; undecided while a figure it depends on is missing; excused when
 * it would have to be, but a filed declaration is in force (notice N2).
 */
export const eligibilities = ['must_report', 'may_report', 'may_not', 'undecided', 'excused'] as const
export type Eligibility = (typeof eligibilities)[number]

/** A row of a rule set's decision table; null stands for "whatever it is". */
export interface EligibilityCase {
  readonly secret: boolean
  readonly publicFunds?: boolean | null
  readonly atLeastThreshold?: boolean | null
  readonly result: 'must' | 'may' | 'must-not'
}

/** The part of a dated rule set (db/reference/rules/reporting-*.json) that eligibility needs. */
export interface EligibilityRules {
  readonly version: string
  readonly source: string
  /** 万元 */
  readonly thresholdWan: number
  readonly thresholdInclusive: boolean
  readonly publicFunds: readonly string[]
  /** any: one public source suffices; mainly: the first source named decides. */
  readonly publicFundsRule: 'any' | 'mainly'
  readonly eligibility: readonly EligibilityCase[]
}

/** What is known of the instrument. */
export interface EligibilityFacts {
  /** Original value in fen. */
  readonly worthFen: number | undefined
  readonly funds: readonly string[]
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly disposedOn: string | undefined
  /** A filed declaration of not reporting is in force. */
  readonly excused: boolean
}

export const eligibilityReasons = [
  'disposed',
  'declaration_filed',
  'at_least_threshold',
  'below_threshold',
  'worth_unknown',
  'publicly_funded',
  'not_publicly_funded',
  'funds_unknown',
  'secrecy_undeclared',
] as const
export type EligibilityReason = (typeof eligibilityReasons)[number]

export interface EligibilityVerdict {
  readonly result: Eligibility
  /** Every fact that led there, the deciding ones first. */
  readonly reasons: readonly EligibilityReason[]
  readonly ruleSet: string
  readonly thresholdWan: number
}

/** Threshold in fen; a threshold that does not include itself begins one fen above. */
export const thresholdFen = (rules: EligibilityRules): number =>
  Math.round(rules.thresholdWan * 1_000_000) + (rules.thresholdInclusive ? 0 : 1)

/** Whether it counts as publicly funded under the rules; undefined while no source is named. */
export function publicly(rules: EligibilityRules, funds: readonly string[]): boolean | undefined {
  const judged = rules.publicFundsRule === 'mainly' ? funds.slice(0, 1) : funds
  return judged.length === 0 ? undefined : judged.some((source) => rules.publicFunds.includes(source))
}

const resultOf = { must: 'must_report', may: 'may_report', 'must-not': 'may_not' } as const
const matches = (wanted: boolean | null | undefined, given: boolean) =>
  wanted === null || wanted === undefined || wanted === given

function decided(rules: EligibilityRules, publicFunds: boolean, atLeastThreshold: boolean): Eligibility {
  const row = rules.eligibility.find(
    (one) =>
      !one.secret && matches(one.publicFunds, publicFunds) && matches(one.atLeastThreshold, atLeastThreshold),
  )
  return row === undefined ? 'may_report' : resultOf[row.result]
}

const eitherWay = (known: boolean | undefined): readonly boolean[] =>
  known === undefined ? [true, false] : [known]

/** The result over everything an unknown figure could turn out to be. */
export function eligibilityFor(
  rules: EligibilityRules,
  publicFunds: boolean | undefined,
  atLeastThreshold: boolean | undefined,
): Eligibility {
  const results = new Set(
    eitherWay(publicFunds).flatMap((funded) =>
      eitherWay(atLeastThreshold).map((large) => decided(rules, funded, large)),
    ),
  )
  const [only] = results
  return results.size === 1 && only !== undefined ? only : 'undecided'
}

/** A declaration takes an instrument out of what must be reported, and does nothing else. */
const canBeExcused = (result: Eligibility): boolean => result === 'must_report' || result === 'undecided'

/** Whether an instrument must, may or may not be reported under a rule set, with every reason. */
export function eligibilityOf(facts: EligibilityFacts, rules: EligibilityRules): EligibilityVerdict {
  const head = { ruleSet: rules.version, thresholdWan: rules.thresholdWan }
  const large = facts.worthFen === undefined ? undefined : facts.worthFen >= thresholdFen(rules)
  const funded = publicly(rules, facts.funds)
  const reasons: EligibilityReason[] = [
    large === undefined ? 'worth_unknown' : large ? 'at_least_threshold' : 'below_threshold',
    funded === undefined ? 'funds_unknown' : funded ? 'publicly_funded' : 'not_publicly_funded',
    ...(facts.secrecy === 'undeclared' ? (['secrecy_undeclared'] as const) : []),
  ]
  if (facts.disposedOn !== undefined) return { ...head, result: 'may_not', reasons: ['disposed', ...reasons] }
  const result = eligibilityFor(rules, funded, large)
  return facts.excused && canBeExcused(result)
    ? { ...head, result: 'excused', reasons: ['declaration_filed', ...reasons] }
    : { ...head, result, reasons }
}

/** The combinations of known and unknown facts that lead to a result, for a where-clause that says the same. */
export function casesLeadingTo(rules: EligibilityRules, result: Eligibility) {
  const known = [true, false, undefined]
  const facts = known.flatMap((publicFunds) =>
    known.map((atLeastThreshold) => ({
      found: eligibilityFor(rules, publicFunds, atLeastThreshold),
      where: {
        disposed: false,
        publicFunds: publicFunds ?? null,
        atLeastThreshold: atLeastThreshold ?? null,
      },
    })),
  )
  if (result === 'excused')
    return facts.filter(({ found }) => canBeExcused(found)).map(({ where }) => ({ ...where, excused: true }))
  const alive = facts
    .filter(({ found }) => found === result)
    .map(({ where }) => (canBeExcused(result) ? { ...where, excused: false } : where))
  return result === 'may_not' ? [...alive, { disposed: true }] : alive
}
