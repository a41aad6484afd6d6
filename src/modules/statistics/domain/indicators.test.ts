import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type FigureDefinition, type FigureId, figureIds, figureOf, rounded, type Totals } from './indicators.ts'

const file = new URL('../../../../db/reference/rules/figures-2022.json', import.meta.url)
const { figures } = JSON.parse(readFileSync(file, 'utf8')) as { figures: FigureDefinition[] }
const definitionOf = (id: FigureId): FigureDefinition => {
  const definition = figures.find((one) => one.id === id)
  if (definition === undefined) throw new Error(`${id} is not defined`)
  return definition
}
const nothing: Totals = {
  instruments: 0,
  must: 0,
  reported: 0,
  accepted: 0,
  network: 0,
  networkWorthFen: 0,
  records: 0,
  effectiveMinutes: 0,
  externalMinutes: 0,
  networkEffectiveMinutes: 0,
  networkShareSum: 0,
  large: 0,
  largeEffectiveMinutes: 0,
  largeExternalMinutes: 0,
}
const valueOf = (id: FigureId, totals: Partial<Totals>) =>
  figureOf(id, { ...nothing, ...totals }, definitionOf(id)).value

describe('The published figures', () => {
  test.each([
    ['networkRate', { must: 3, accepted: 2 }, 66.7],
    ['networkRate', {}, null],
    ['worth', { networkWorthFen: 41_237_614 }, 41.24],
    ['effectiveHours', { effectiveMinutes: 100 }, 1.67],
    ['useRate', { network: 2, networkEffectiveMinutes: 1600 * 60 }, 50],
    ['useRate', {}, null],
    ['shareRate', { effectiveMinutes: 600, externalMinutes: 150 }, 25],
    ['shareRate', {}, 0],
    ['averageEffectiveHours', { large: 4, largeEffectiveMinutes: 4 * 1440 * 60 }, 1440],
  ] as const)('%s of %j is %j', (id, totals, expected) => {
    expect(valueOf(id, totals)).toBe(expected)
  })

  test('a ratio of sums and a mean of ratios are two figures', () => {
    // one instrument ran 1500 h with 150 outside, another 100 h with 90: 15 % of all hours, 50 % on average
    const totals = { network: 2, effectiveMinutes: 96_000, externalMinutes: 14_400, networkShareSum: 0.1 + 0.9 }
    expect(valueOf('shareRate', totals)).toBe(15)
    expect(valueOf('shareRateMean', totals)).toBe(50)
  })

  test('each has a definition with a formula in both languages, a version and a source', () => {
    for (const id of figureIds) {
      const { formula, version, source } = definitionOf(id)
      expect([formula.zh, formula.en, version, source].filter((text) => text === '')).toEqual([])
    }
  })

  test.each([
    [2.345, 2, 2.35],
    [-2.5, 0, -3],
    [16.66, 1, 16.7],
  ])('%d rounds to %d decimals as %d', (value, decimals, expected) => {
    expect(rounded(value, decimals)).toBe(expected)
  })
})
