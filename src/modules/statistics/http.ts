import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes, writeSheet } from '#platform/sheets/write-sheet.ts'
import type { FigureView, statisticsContract } from './contract.ts'
import type { InstrumentLine } from './data/behind-query.ts'
import { type Figure, rounded, setBehind } from './domain/indicators.ts'
import type { Level, Subject } from './domain/levels.ts'
import { watchHandlers } from './http/watch-handlers.ts'
import { exportFigures } from './use-cases/export-figures.ts'
import { siteZone } from './use-cases/ground.ts'
import { showBreakdown, showFigures, showInstrumentsBehind, showTrend } from './use-cases/show-figures.ts'

const subjectOf = ({ level, id }: { level: Level; id: string }): Subject => ({ level, id })
const hoursOf = (minutes: number): number => rounded(minutes / 60, 2)

const figureView = ({ id, value, numerator, denominator, definition }: Figure): FigureView => ({
  id,
  label: definition.label,
  value,
  unit: definition.unit,
  decimals: definition.decimals,
  numerator: rounded(numerator, 6),
  denominator: denominator === null ? null : rounded(denominator, 6),
  formula: definition.formula,
  version: definition.version,
  source: definition.source,
  set: setBehind[id],
})

const instrumentView = (line: InstrumentLine) => ({
  id: line.id,
  name: line.name,
  nameEn: line.nameEn,
  innerId: line.innerId,
  unitId: line.unitId,
  unitName: line.unitName,
  unitNameEn: line.unitNameEn,
  state: line.state,
  must: line.must,
  accepted: line.accepted,
  ...(line.worthFen === null ? {} : { worthWan: rounded(line.worthFen / 1_000_000, 2) }),
  records: line.records,
  effectiveHours: hoursOf(line.effectiveMinutes),
  externalHours: hoursOf(line.externalMinutes),
})

async function* inTurn<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}

export const statisticsHandlers: Handlers<typeof statisticsContract, Deps> = {
  ...watchHandlers,
  async figures({ actor, query }, deps) {
    const shown = await showFigures(deps, actor, { subject: subjectOf(query), year: query.year })
    const { name, nameEn, place } = shown.subject
    return {
      level: query.level,
      id: query.id,
      ...(name === undefined ? {} : { name: { zh: name, en: nameEn ?? name } }),
      ...(place.unitId === undefined ? {} : { unitId: place.unitId }),
      year: shown.year,
      years: shown.years,
      asOf: isoIn(shown.asOf, siteZone),
      reportingVersion: shown.reportingVersion,
      figures: shown.figures.map(figureView),
    }
  },
  async breakdown({ actor, query }, deps) {
    const wish = { subject: subjectOf(query), year: query.year, by: query.by }
    const { year, asOf, parts } = await showBreakdown(deps, actor, wish)
    return {
      year,
      asOf: isoIn(asOf, siteZone),
      by: query.by,
      parts: parts.map(({ key, name, figures }) => ({
        key,
        name,
        values: Object.fromEntries(figures.map((figure) => [figure.id, figure.value])),
      })),
    }
  },
  async instruments({ actor, query }, deps) {
    const { set, offset, limit } = query
    const wish = { subject: subjectOf(query), year: query.year, set, offset, limit }
    const { year, asOf, total, items } = await showInstrumentsBehind(deps, actor, wish)
    return {
      year,
      asOf: isoIn(asOf, siteZone),
      total,
      items: items.map(instrumentView),
    }
  },
  async trend({ actor, query }, deps) {
    const { year, asOf, months } = await showTrend(deps, actor, {
      subject: subjectOf(query),
      year: query.year,
    })
    return {
      year,
      asOf: isoIn(asOf, siteZone),
      months: months.map(({ month, records, effectiveMinutes, externalMinutes }) => ({
        month,
        records,
        effectiveHours: hoursOf(effectiveMinutes),
        externalHours: hoursOf(externalMinutes),
      })),
    }
  },
  async export({ actor, query, locale }, deps) {
    const wish = { subject: subjectOf(query), year: query.year, by: query.by }
    const { year, header, rows } = await exportFigures(deps, actor, wish, locale)
    return {
      fileName: `figures-${query.level}-${year}.${query.format}`,
      mediaType: sheetMediaTypes[query.format],
      bytes: writeSheet(query.format, { name: String(year), header, rows: inTurn(rows) }),
    }
  },
}
