import { dateIn, type Instant } from '#kernel/time.ts'
import { ruleFacts, rulesInForce } from '#modules/profiles/index.ts'
import { ruleSet } from '#modules/registry/index.ts'
import { eligibilityRulesOn, lastDueAcceptanceOn } from '#modules/reporting/index.ts'
import type { Db } from '#platform/db/connect.ts'
import {
  instrumentCells,
  recordCells,
  unitFacts,
  type WatchAsked,
  type WatchedUnit,
} from '../data/watch-query.ts'
import { type WatchCells, type WatchScore, watchScore } from '../domain/watch.ts'
import { basicGaps, ruleGaps, type RuleInForce, type WatchRules, watchCells } from '../domain/watch-cells.ts'
import { mustReportRule, siteZone } from './ground.ts'

/** First day of the month of a moment, `2026-11-01`. */
export const monthOf = (at: Instant): string => `${dateIn(at, siteZone).slice(0, 7)}-01`

/** What the watch is computed by at a moment: the rules in force, of one unit or of all. */
export async function watchAsked(db: Db, at: Instant, unitId?: number): Promise<WatchAsked> {
  const today = dateIn(at, siteZone)
  const [rules, reporting, dueAcceptedBy] = await Promise.all([
    ruleSet(db, 'watch', today),
    eligibilityRulesOn(db, today),
    lastDueAcceptanceOn(db, today),
  ])
  if (rules === undefined) throw new Error('No rules of the watch: run npm run db:reference')
  const must = mustReportRule(reporting, today)
  return { rules: rules as unknown as WatchRules, must, at, today, unitId, dueAcceptedBy }
}

/** The rules of each unit in force at a moment. */
export async function rulesOfUnits(
  db: Db,
  { at, today, unitId }: Pick<WatchAsked, 'at' | 'today' | 'unitId'>,
): Promise<Map<number, RuleInForce[]>> {
  const byUnit = Map.groupBy(await ruleFacts(db, at, unitId), (fact) => fact.unitId)
  return new Map(
    [...byUnit].map(([id, facts]) => [
      id,
      [...rulesInForce(facts, today).values()].map((fact) => ({
        ...fact,
        publishedOn: dateIn(fact.publishedAt, siteZone),
      })),
    ]),
  )
}

export interface WatchedUnitScore {
  readonly unit: WatchedUnit
  readonly cells: WatchCells
  readonly score: WatchScore
}

/** The figures of every unit asked for, computed from what stands in the database. */
export async function watchUnits(db: Db, asked: WatchAsked): Promise<WatchedUnitScore[]> {
  const [units, rules, instruments, records] = await Promise.all([
    unitFacts(db, asked),
    rulesOfUnits(db, asked),
    instrumentCells(db, asked),
    recordCells(db, asked),
  ])
  return units.map((unit) => {
    const sums = { instruments: instruments.get(unit.unitId), records: records.get(unit.unitId) }
    const cells = watchCells(
      basicGaps(unit, asked.rules, asked.today, asked.at),
      ruleGaps(rules.get(unit.unitId) ?? [], asked.rules, asked.today),
      sums,
    )
    return { unit, cells, score: watchScore(cells, asked.rules.weights) }
  })
}
