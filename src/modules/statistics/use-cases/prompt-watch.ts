import { type Actor, requireAbility, system } from '#kernel/actor.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { type NewNotice, notify, type Notifying } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { notePrompts, promptedIn } from '../data/watch-repository.ts'
import { watchTasks } from '../domain/watch.ts'
import { monthOf, watchAsked, watchUnits } from './watch-ground.ts'

type Prompting = Pick<Deps, 'db' | 'clock'> & Notifying

/** So many units are told in one transaction; a killed worker loses at most these, and nobody is told twice. */
const atOnce = 25

interface Due {
  readonly unitId: number
  readonly score: number
  readonly tasks: number
}

const noticeOf = ({ unitId, score, tasks }: Due, month: string): NewNotice => ({
  to: (['unit_administrator', 'unit_reporter'] as const).map((role) => ({
    ...{ role, scope: 'unit' as const, scopeId: String(unitId) },
  })),
  topic: 'unit',
  code: 'statistics.watch_prompt',
  details: { score: Math.round(score * 100), tasks },
  link: `/watch/${unitId}`,
  onceKey: `watch ${unitId} ${month}`,
})

async function promptSome(tx: Tx, deps: Prompting, actor: Actor, some: readonly Due[]): Promise<number> {
  const at = deps.clock.now()
  const month = monthOf(at)
  const by = { name: actor.kind === 'account' ? actor.displayName : actor.kind, at }
  const fresh = new Set(await notePrompts(tx, month, by, some))
  const told = some.filter(({ unitId }) => fresh.has(unitId))
  await notify(
    tx,
    deps,
    told.map((due) => noticeOf(due, month)),
  )
  await writeAudit(
    tx,
    actor,
    at,
    told.map(({ unitId, score }) => ({
      ...{ action: 'watch.prompted', subject: 'unit', subjectId: unitId, unitId, changes: { month, score } },
    })),
  )
  return told.length
}

/**
 * Prompts units to improve what they publish, each once a month: those named, else all below the score of the rules.
 * Answers how many were prompted now.
 */
export async function promptWatch(
  deps: Prompting,
  actor: Actor,
  unitIds: readonly number[] | undefined,
  signal?: AbortSignal,
): Promise<number> {
  requireAbility(actor, 'watch.prompt', {})
  const asked = await watchAsked(deps.db, deps.clock.now())
  const [units, before] = await Promise.all([
    watchUnits(deps.db, asked),
    promptedIn(deps.db, monthOf(deps.clock.now())),
  ])
  const due = units.flatMap(({ unit: { unitId }, cells, score: { whole } }): Due[] => {
    const wanted = unitIds === undefined ? (whole ?? 1) < asked.rules.promptBelow : unitIds.includes(unitId)
    if (!wanted || whole === null || before.has(unitId)) return []
    return [{ unitId, score: whole, tasks: watchTasks(cells, asked.rules.weights).length }]
  })
  let told = 0
  for (let at = 0; at < due.length && signal?.aborted !== true; at += atOnce)
    told += await inTransaction(deps.db, (tx) => promptSome(tx, deps, actor, due.slice(at, at + atOnce)))
  return told
}

/** The monthly prompt of the program itself. */
export const promptWatchMonthly = (deps: Prompting, signal: AbortSignal): Promise<number> =>
  promptWatch(deps, system, undefined, signal)
