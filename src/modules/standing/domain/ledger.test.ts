import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, minute } from '#kernel/time.ts'
import { creditRulesOf } from '../data/rule-sets.ts'
import { judgedOutcomes, pointsThatCount } from './credit-rules.ts'
import { changesOfOccasion, type EntryOfOccasion, type Happened, outcomesOfUse } from './outcomes.ts'
import { type Deduction, sanctionsDue } from './sanction.ts'

const rules = creditRulesOf(undefined)
const at = (minutes: number) => instant(Date.parse('2026-11-23T02:00:00Z') + minutes * minute)
const use = (from: number, to: number) => ({
  booked: { start: at(0), end: at(120) },
  used: { start: at(from), end: at(to) },
})

describe('How a use went against its booking', () => {
  test.each([
    ['as booked', 0, 120, ['normal_use']],
    ['a little late', 15, 120, ['normal_use']],
    ['late', 16, 120, ['late']],
    ['early out within tolerance', 0, 90, ['normal_use']],
    ['early out', 0, 89, ['left_early']],
    ['over within tolerance', 0, 135, ['normal_use']],
    ['over', 0, 136, ['overrun']],
    ['late and early out', 30, 60, ['late', 'left_early']],
    ['late and over', 30, 150, ['late', 'overrun']],
  ])('%s', (_, from, to, expected) => {
    expect(outcomesOfUse(use(from, to), rules).map(({ outcome }) => outcome)).toEqual(expected)
  })
  test('says by how many minutes', () => {
    expect(outcomesOfUse(use(31, 120), rules)).toEqual([{ outcome: 'late', minutes: 31 }])
  })
})

/** A ledger in memory that does as settle-occasion does. */
function ledger() {
  const entries: (EntryOfOccasion & { occasion: string; key: string })[] = []
  const points: number[] = []
  let balance = rules.start
  const enter = (by: number) => {
    const counted = pointsThatCount(balance, by, rules)
    balance += counted
    points.push(counted)
    return counted
  }
  return {
    settle(occasion: string, happened: readonly Happened[]) {
      const { undo, add } = changesOfOccasion(
        entries.filter((entry) => entry.occasion === occasion),
        happened,
      )
      for (const one of undo) {
        enter(-one.points)
        const place = entries.findIndex(({ id }) => id === one.id)
        const [entry] = entries.slice(place, place + 1)
        if (entry !== undefined) entries.splice(place, 1, { ...entry, undoneBecause: 'corrected' })
      }
      for (const { outcome, no } of add)
        entries.push({
          ...{ id: entries.length + 1, outcome, points: enter(rules.points[outcome]), undoneBecause: '' },
          ...{ occasion, key: `${outcome} ${occasion} ${no}` },
        })
    },
    state: () => ({
      balance,
      sum: points.reduce((sum, one) => sum + one, 0),
      entries: entries.length,
      keys: entries.map(({ key }) => key),
    }),
  }
}
const news = fc.array(
  fc.record({
    occasion: fc.integer({ min: 1, max: 4 }).map((no) => `use:${no}`),
    happened: fc.uniqueArray(fc.constantFrom(...judgedOutcomes), { maxLength: 3 }),
  }),
  { maxLength: 60 },
)
const asHappened = (outcomes: readonly (typeof judgedOutcomes)[number][]) =>
  outcomes.map((outcome) => ({ outcome }))

describe('A ledger', () => {
  test('has the start and the sum of its entries as balance, within the bounds, whatever the news', () => {
    fc.assert(
      fc.property(news, (all) => {
        const book = ledger()
        for (const { occasion, happened } of all) {
          book.settle(occasion, asHappened(happened))
          const { balance, sum } = book.state()
          expect(balance).toBe(rules.start + sum)
          expect(balance).toBeGreaterThanOrEqual(rules.least)
          expect(balance).toBeLessThanOrEqual(rules.most)
        }
      }),
    )
  })
  test('is the same when each news comes twice, and enters nothing twice under one key', () => {
    fc.assert(
      fc.property(news, (all) => {
        const [once, twice] = [ledger(), ledger()]
        for (const { occasion, happened } of all) {
          once.settle(occasion, asHappened(happened))
          twice.settle(occasion, asHappened(happened))
          twice.settle(occasion, asHappened(happened))
        }
        expect(twice.state()).toEqual(once.state())
        expect(new Set(twice.state().keys).size).toBe(twice.state().keys.length)
      }),
    )
  })
  test('does not enter again what an appeal undid', () => {
    const undone = [{ id: 1, outcome: 'late', points: -2, undoneBecause: 'appeal' as const }]
    expect(changesOfOccasion(undone, [{ outcome: 'late' }])).toEqual({ undo: [], add: [] })
  })
  test('enters again what a correction undid and another one brought back', () => {
    const undone = [{ id: 1, outcome: 'late', points: -2, undoneBecause: 'corrected' as const }]
    expect(changesOfOccasion(undone, [{ outcome: 'late' }]).add).toEqual([{ outcome: 'late', no: 1 }])
  })
})

describe('Sanctions by rule', () => {
  const deduction: Deduction = {
    ...{ entryId: 9, outcome: 'no_show', unitId: 1, instrumentId: 5, before: 85, after: 75 },
  }
  const missed = (days: number, instrumentId = 5, unitId = 1) => ({
    ...{ outcome: 'no_show', unitId, instrumentId, happenedAt: instant(at(0) - days * 24 * 60 * minute) },
  })
  const kinds = (of: Deduction, earlier: ReturnType<typeof missed>[]) =>
    sanctionsDue(of, earlier, rules, at(0)).map(({ kind, cause }) => `${cause} ${kind}`)
  test.each([
    ['a threshold is crossed', deduction, [missed(0)], ['threshold message']],
    ['already below it', { ...deduction, before: 79 }, [missed(0)], []],
    [
      'two thresholds at once',
      { ...deduction, after: 30 },
      [missed(0)],
      ['threshold message', 'threshold no_booking'],
    ],
    [
      'three times at one instrument',
      { ...deduction, before: 70 },
      [missed(0), missed(10), missed(80)],
      ['repeat instrument'],
    ],
    ['three times, one long ago', { ...deduction, before: 70 }, [missed(0), missed(10), missed(91)], []],
    [
      'three times at several instruments',
      { ...deduction, before: 70 },
      [missed(0), missed(1, 6), missed(2, 7)],
      [],
    ],
    [
      'five times in a unit',
      { ...deduction, before: 70 },
      [missed(0), missed(1, 6), missed(2, 7), missed(3, 8), missed(4, 9)],
      ['repeat unit'],
    ],
    [
      'late, not missed',
      { ...deduction, outcome: 'late' as const, before: 70 },
      [missed(0), missed(1), missed(2)],
      [],
    ],
  ])('%s', (_, of, earlier, expected) => {
    expect(kinds(of, earlier)).toEqual(expected)
  })
})
