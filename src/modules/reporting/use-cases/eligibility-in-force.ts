import type { DaySpan, Instrument, InstrumentListRow } from '#modules/registry/index.ts'
import { ruleSetVersions } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { chosenRuleSet } from '../data/report-step-repository.ts'
import type { EligibilityFacts, EligibilityRules } from '../domain/eligibility-rules.ts'

interface DatedRules extends EligibilityRules {
  readonly effectiveFrom: string
  readonly campaign?: object
}

/**
 * The reporting rules of a day: the version the operator chose (setting `reporting.rule_set`), else the newest in force
 * that carries a reporting campaign. The 2023 measures carry none: they scope assessment and did not repeal the
 * threshold of the 2022 campaign (the note in db/reference/rules/reporting-2023.json).
 */
export async function eligibilityRulesOn(db: Db, on: string): Promise<EligibilityRules> {
  const versions = (await ruleSetVersions(db, 'reporting')) as unknown as DatedRules[]
  const chosen = await chosenRuleSet(db)
  const begun = versions.filter((version) => version.effectiveFrom <= on)
  const rules =
    versions.find((version) => version.version === chosen) ??
    begun.findLast((version) => version.campaign !== undefined) ??
    begun.at(-1) ??
    versions[0]
  if (rules === undefined) throw new Error('No reporting rules: run npm run db:reference')
  return rules
}

const excusedOn = (spans: readonly DaySpan[], day: string): boolean =>
  spans.some(({ from, until }) => from <= day && day <= until)

/** What eligibility is judged by on a day, of a whole instrument. */
export function factsOf(instrument: Instrument, on: string): EligibilityFacts {
  const funds = instrument.elements['funds']
  return {
    worthFen: instrument.worthFen,
    funds: typeof funds === 'object' ? funds : funds === undefined ? [] : [String(funds)],
    secrecy: instrument.secrecy,
    disposedOn: instrument.disposedOn,
    excused: excusedOn(instrument.excused, on),
  }
}

/** What eligibility is judged by on a day, of a row of a list. */
export const factsOfRow = (
  row: Pick<InstrumentListRow, 'worthFen' | 'funds' | 'secrecy' | 'disposedOn' | 'excused'>,
  on: string,
): EligibilityFacts => ({
  worthFen: row.worthFen ?? undefined,
  funds: row.funds ?? [],
  secrecy: row.secrecy,
  disposedOn: row.disposedOn ?? undefined,
  excused: excusedOn(row.excused, on),
})
