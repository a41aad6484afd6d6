import { eligibilityOf, eligibilityRulesOn } from '#modules/reporting/index.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Instant } from '#kernel/time.ts'
import { dateIn, zoned } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Asked } from '../data/figures-query.ts'
import type { FigureDefinition } from '../domain/indicators.ts'
import type { Subject } from '../domain/levels.ts'
import { casesWhere, type MustReportRule } from '../domain/must-report.ts'

/** The zone of dates that belong to no unit: the site's. */
export const siteZone = 'Asia/Shanghai'

export const yearOf = (now: Instant): number => zoned(now, siteZone).year

type ReportingRules = Awaited<ReturnType<typeof eligibilityRulesOn>>

/** The reporting rules as a query understands them: they are asked about every combination of facts. */
export function mustReportRule(rules: ReportingRules, on: string): MustReportRule {
  const thresholdFen = Math.round(rules.thresholdWan * 1_000_000) + (rules.thresholdInclusive ? 0 : 1)
  const cases = casesWhere(({ publicFunds, atLeastThreshold }) => {
    const verdict = eligibilityOf(
      {
        worthFen: atLeastThreshold === null ? undefined : thresholdFen - (atLeastThreshold ? 0 : 1),
        // no source of funds is named like the empty text
        funds: publicFunds === null ? [] : [publicFunds ? (rules.publicFunds[0] ?? '') : ''],
        secrecy: 'not_secret',
        disposedOn: undefined,
        excused: false,
      },
      rules,
    )
    return verdict.result === 'must_report'
  })
  return {
    on,
    thresholdFen,
    publicFunds: rules.publicFunds,
    firstFundOnly: rules.publicFundsRule === 'mainly',
    cases,
  }
}

/** Rules in force today: what must be reported, how figures are computed. */
export async function figureGround(db: Db, now: Instant) {
  const today = dateIn(now, siteZone)
  const [reporting, rules] = await Promise.all([eligibilityRulesOn(db, today), ruleSet(db, 'figures', today)])
  if (rules === undefined) throw new Error('No definitions of figures: run npm run db:reference')
  const definitions = rules['figures'] as readonly FigureDefinition[]
  const least = definitions.find((one) => one.id === 'averageEffectiveHours')?.scope?.minWorthWan ?? 0
  return {
    definitions,
    version: String(rules['version']),
    reportingVersion: reporting.version,
    asked: (subject: Subject, year: number): Asked => ({
      subject,
      year,
      must: mustReportRule(reporting, today),
      largeFen: Math.round(least * 1_000_000),
    }),
  }
}
