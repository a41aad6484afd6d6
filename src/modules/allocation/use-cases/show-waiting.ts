import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import type { Deps } from '#platform/module/module.ts'
import { entriesOf, waitingAt } from '../data/waiting-query.ts'

/** What somebody waits for and waited for lately, with their place and their offers. */
export const myWaiting = (deps: Pick<Deps, 'db'>, actor: Actor) =>
  entriesOf(deps.db, requireSignedIn(actor).accountId, 100)

/** How many wait for time of an instrument; nobody is named. */
export const countWaiting = (deps: Pick<Deps, 'db'>, instrumentId: number, span: Interval) =>
  waitingAt(deps.db, instrumentId, span)
