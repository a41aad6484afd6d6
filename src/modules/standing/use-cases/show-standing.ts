import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  appealLinesOf,
  appealLinesWithin,
  balanceOf,
  entryLines,
  sanctionLinesOf,
  sanctionLinesWithin,
} from '../data/standing-query.ts'
import type { AppealState } from '../domain/appeal.ts'
import { creditRulesAt } from './rules-in-force.ts'

type D = Pick<Deps, 'db' | 'clock'>

/** One's own balance, the rules it rests on, sanctions and appeals, and the newest entries. */
export async function showMyStanding(
  deps: D,
  actor: Actor,
  page: { readonly before: number | undefined; readonly limit: number },
) {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  const [rules, balance, entries, sanctions, appeals] = await Promise.all([
    creditRulesAt(deps.db, now),
    balanceOf(deps.db, accountId),
    entryLines(deps.db, accountId, { before: page.before, limit: page.limit + 1 }),
    sanctionLinesOf(deps.db, accountId, 50),
    appealLinesOf(deps.db, accountId, 50),
  ])
  const shown = entries.slice(0, page.limit)
  const next = entries.length > page.limit ? shown.at(-1)?.id : undefined
  return { balance: balance ?? rules.start, rules, entries: shown, next, sanctions, appeals, now }
}

/** Sanctions of the units and instruments one answers for, newest first. */
export async function showSanctions(
  deps: D,
  actor: Actor,
  wish: { readonly inForce: boolean; readonly before: number | undefined; readonly limit: number },
) {
  const now = deps.clock.now()
  const inForceAt = wish.inForce ? now : undefined
  const lines = await sanctionLinesWithin(deps.db, scopeOf(actor, 'standing.sanction'), {
    ...{ inForceAt, before: wish.before, limit: wish.limit + 1 },
  })
  const items = lines.slice(0, wish.limit)
  return { items, next: lines.length > wish.limit ? items.at(-1)?.id : undefined, now }
}

/** Appeals one judges; those that wait first. */
export const showAppeals = (
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  wish: { readonly state: AppealState | undefined; readonly limit: number },
) => appealLinesWithin(deps.db, scopeOf(actor, 'standing.judge'), wish)
