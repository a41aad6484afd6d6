import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { TaskView, watchContract } from '../contract/watch.ts'
import { rounded } from '../domain/indicators.ts'
import { watchMeasures, type WatchScore, type WatchTask, watchThings } from '../domain/watch.ts'
import { siteZone } from '../use-cases/ground.ts'
import { promptWatch } from '../use-cases/prompt-watch.ts'
import { showWatch, showWatchedUnit } from '../use-cases/show-watch.ts'
import { watchBehind } from '../use-cases/watch-behind.ts'

const points = (share: number | null): number | null => (share === null ? null : rounded(share * 100, 1))
const scoreView = ({ whole, things }: WatchScore) => ({
  score: points(whole),
  things: {
    basic: points(things.basic),
    instruments: points(things.instruments),
    rules: points(things.rules),
    records: points(things.records),
  },
})
const taskView = ({ gain, ...task }: WatchTask): TaskView => ({ ...task, gain: rounded(gain * 100, 2) })

export const watchHandlers: Handlers<typeof watchContract, Deps> = {
  async watch({ actor }, deps) {
    const { asOf, rules, units, rows, mayPrompt } = await showWatch(deps, actor)
    return {
      asOf: isoIn(asOf, siteZone),
      version: rules.version,
      promptBelow: rounded(rules.promptBelow * 100, 1),
      units,
      mayPrompt,
      items: rows.map(({ unit, score, place, first, promptedAt }) => ({
        ...{
          unitId: unit.unitId,
          name: unit.name,
          nameEn: unit.nameEn,
          kind: unit.kind,
          ...scoreView(score),
        },
        ...(place === undefined ? {} : { place }),
        ...(first === undefined ? {} : { first: taskView(first) }),
        ...(promptedAt === undefined ? {} : { promptedAt: isoIn(promptedAt, siteZone) }),
      })),
    }
  },
  async watchUnit({ actor, params }, deps) {
    const { unit, cells, score, place, units, rules, tasks, months, asOf } = await showWatchedUnit(
      deps,
      actor,
      params.unitId,
    )
    return {
      ...{ unitId: unit.unitId, name: unit.name, nameEn: unit.nameEn, asOf: isoIn(asOf, siteZone), units },
      ...scoreView(score),
      ...(place === undefined ? {} : { place }),
      figures: watchThings.flatMap((thing) =>
        watchMeasures.map((measure) => ({
          ...{ thing, measure, ...cells[thing][measure], formula: rules.formulas[thing][measure] },
        })),
      ),
      tasks: tasks.map(taskView),
      months: months.map(({ month, score: then }) => ({ month, ...scoreView(then) })),
      rules: { version: rules.version, source: rules.source },
    }
  },
  async watchBehind({ actor, params, query }, deps) {
    const { items, total } = await watchBehind(deps, actor, { ...params, ...query })
    return {
      total,
      items: items.map(({ id, on, details, ...item }) => ({
        ...item,
        details: [...details],
        ...(id === undefined ? {} : { id }),
        ...(on === undefined ? {} : { on }),
      })),
    }
  },
  async promptWatch({ actor, body }, deps) {
    return { prompted: await promptWatch(deps, actor, body.unitIds) }
  },
}
