import type { Actor } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Figure } from '../domain/indicators.ts'
import type { Breakdown, Subject } from '../domain/levels.ts'
import { siteZone } from './ground.ts'
import { showBreakdown, showFigures } from './show-figures.ts'

const headOf = (figure: Figure, locale: Locale): string => {
  const { label, unit } = figure.definition
  return unit === '' ? inLocale(label, locale) : `${inLocale(label, locale)} (${unit})`
}

/** A row for each part and one for the whole, a column for each figure; the last rows say how they are computed. */
export async function exportFigures(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: { subject: Subject; year: number | undefined; by: Breakdown },
  locale: Locale,
) {
  const whole = await showFigures(deps, actor, wish)
  const { parts } = await showBreakdown(deps, actor, wish)
  const rowOf = (name: string, figures: readonly Figure[]) => [
    name,
    ...figures.map(({ value }) => value ?? ''),
  ]
  const total = locale === 'en' ? 'Total' : '合计'
  const stamp = `${whole.year} · ${isoIn(whole.asOf, siteZone)}`
  return {
    year: whole.year,
    header: [stamp, ...whole.figures.map((figure) => headOf(figure, locale))],
    rows: [
      ...parts.map(({ name, figures }) => rowOf(inLocale(name, locale), figures)),
      rowOf(total, whole.figures),
      ...whole.figures.map(({ definition }) => [
        `${inLocale(definition.label, locale)} [${definition.id} ${definition.version}]`,
        inLocale(definition.formula, locale),
        definition.source,
      ]),
    ],
  }
}
