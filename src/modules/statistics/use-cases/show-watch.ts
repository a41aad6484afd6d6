import { type Actor, actorMay, actorMaySomewhere, scopeOf } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { unitsWithin } from '../data/watch-query.ts'
import { monthsOf, promptedIn } from '../data/watch-repository.ts'
import { placesOf, watchScore, watchTasks } from '../domain/watch.ts'
import { monthOf, watchAsked, type WatchedUnitScore, watchUnits } from './watch-ground.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

const placesAmong = (all: readonly WatchedUnitScore[]) =>
  placesOf(new Map(all.map(({ unit, score }) => [unit.unitId, score.whole])))

/** Every unit within the reader's scope with its scores, the best first; places are those among all units. */
export async function showWatch(deps: Needs, actor: Actor) {
  const at = deps.clock.now()
  const asked = await watchAsked(deps.db, at)
  const [all, mine, prompted] = await Promise.all([
    watchUnits(deps.db, asked),
    unitsWithin(deps.db, scopeOf(actor, 'statistics.read')),
    promptedIn(deps.db, monthOf(at)),
  ])
  const places = placesAmong(all)
  const rows = all
    .filter(({ unit }) => mine.has(unit.unitId))
    .map((one) => ({
      ...one,
      place: places.get(one.unit.unitId),
      first: watchTasks(one.cells, asked.rules.weights)[0],
      promptedAt: prompted.get(one.unit.unitId),
    }))
    .toSorted((a, b) => (b.score.whole ?? -1) - (a.score.whole ?? -1) || a.unit.unitId - b.unit.unitId)
  return {
    asOf: at,
    rules: asked.rules,
    units: places.size,
    rows,
    mayPrompt: actorMaySomewhere(actor, 'watch.prompt'),
  }
}

/** Refuses with `not_found` what lies outside the reader's scope. */
export async function readableUnit(deps: Needs, actor: Actor, unitId: number): Promise<void> {
  if (!actorMay(actor, 'statistics.read', await placeOfUnit(deps.db, unitId)))
    refuse('not_found', { code: 'not_found', subject: 'unit' })
}

/** One unit: its sixteen figures, what to do first, its months and its place. */
export async function showWatchedUnit(deps: Needs, actor: Actor, unitId: number) {
  await readableUnit(deps, actor, unitId)
  const at = deps.clock.now()
  const asked = await watchAsked(deps.db, at)
  const [all, months] = await Promise.all([watchUnits(deps.db, asked), monthsOf(deps.db, unitId)])
  const own = found(
    all.find(({ unit }) => unit.unitId === unitId),
    'unit',
  )
  const { weights } = asked.rules
  return {
    ...own,
    asOf: at,
    rules: asked.rules,
    place: placesAmong(all).get(unitId),
    units: all.filter(({ score }) => score.whole !== null).length,
    tasks: watchTasks(own.cells, weights),
    // weighed by the rules of today, so that the line bends only when the facts do
    months: months.map(({ month, cells }) => ({ month, score: watchScore(cells, weights) })),
  }
}
