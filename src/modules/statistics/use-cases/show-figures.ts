import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/locale.ts'
import { codeTable } from '#modules/registry/index.ts'
import { dateIn } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { hoursByMonth, instrumentsBehind, yearsWithRecords } from '../data/behind-query.ts'
import { totalsByPart, totalsOf } from '../data/figures-query.ts'
import { figuresOf } from '../domain/indicators.ts'
import type { Breakdown, InstrumentSet, Subject } from '../domain/levels.ts'
import { figureGround, siteZone, yearOf } from './ground.ts'
import { readableSubject } from './subject-access.ts'

type Ground = Pick<Deps, 'db' | 'clock'>
interface Wish {
  readonly subject: Subject
  readonly year: number | undefined
}

/** Every figure of a subject in a year, with its definition. */
export async function showFigures(deps: Ground, actor: Actor, wish: Wish) {
  const now = deps.clock.now()
  const year = wish.year ?? yearOf(now)
  const subject = await readableSubject(deps.db, actor, wish.subject)
  const ground = await figureGround(deps.db, now)
  const [totals, years] = await Promise.all([
    totalsOf(deps.db, ground.asked(wish.subject, year)),
    yearsWithRecords(deps.db),
  ])
  return {
    subject,
    year,
    years: [...new Set([yearOf(now), year, ...years])].toSorted((a, b) => b - a),
    asOf: now,
    reportingVersion: ground.reportingVersion,
    figures: figuresOf(totals, ground.definitions),
  }
}

/** Words for the keys of a part that are codes, not rows. */
async function codeNames(db: Db, by: Breakdown): Promise<(key: string) => Bilingual | undefined> {
  if (by !== 'city' && by !== 'class') return () => undefined
  const table = await codeTable(db, by === 'city' ? 'areas' : 'classes')
  return (key) => {
    const entry = table?.byCode.get(key)
    return entry === undefined ? undefined : { zh: entry.name, en: entry.nameEn }
  }
}

/** The figures of every unit, city, class … of a subject; centres only for those who may read them. */
export async function showBreakdown(deps: Ground, actor: Actor, wish: Wish & { by: Breakdown }) {
  const now = deps.clock.now()
  const year = wish.year ?? yearOf(now)
  await readableSubject(deps.db, actor, wish.subject)
  const ground = await figureGround(deps.db, now)
  const parts = await totalsByPart(deps.db, ground.asked(wish.subject, year), wish.by)
  const named = await codeNames(deps.db, wish.by)
  return {
    year,
    asOf: now,
    parts: parts.map(({ key, name, nameEn, totals }) => {
      const words = named(key)
      return {
        key,
        name: { zh: words?.zh ?? name ?? key, en: words?.en ?? (nameEn || name || key) },
        figures: figuresOf(totals, ground.definitions),
      }
    }),
  }
}

/** Instruments behind a figure, as far as the actor may read them. */
export async function showInstrumentsBehind(
  deps: Ground,
  actor: Actor,
  wish: Wish & { set: InstrumentSet; offset: number; limit: number },
) {
  const now = deps.clock.now()
  const year = wish.year ?? yearOf(now)
  await readableSubject(deps.db, actor, wish.subject)
  const ground = await figureGround(deps.db, now)
  const { set, offset, limit } = wish
  const scope = scopeOf(actor, 'statistics.read')
  const page = await instrumentsBehind(deps.db, {
    ...ground.asked(wish.subject, year),
    scope,
    set,
    offset,
    limit,
  })
  return { year, asOf: now, ...page }
}

const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Hours of every month of a year that has begun. */
export async function showTrend(deps: Ground, actor: Actor, wish: Wish) {
  const now = deps.clock.now()
  const year = wish.year ?? yearOf(now)
  await readableSubject(deps.db, actor, wish.subject)
  const lines = await hoursByMonth(deps.db, wish.subject, year)
  const thisMonth = dateIn(now, siteZone).slice(0, 7)
  const months = allMonths.map((number) => `${year}-${String(number).padStart(2, '0')}`)
  return {
    year,
    asOf: now,
    months: months
      .filter((month) => month <= thisMonth)
      .map((month) => {
        const nothing = { month, records: 0, effectiveMinutes: 0, externalMinutes: 0 }
        return lines.find((line) => line.month === month) ?? nothing
      }),
  }
}
