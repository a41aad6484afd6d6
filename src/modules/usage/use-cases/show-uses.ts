import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { actorMay } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn, type Instant, instantAt, minute, plus } from '#kernel/time.ts'
import { instrumentById } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { correctionsOf, useById } from '../data/use-repository.ts'
import {
  bookingsBetween,
  instrumentsInScope,
  runningInScope,
  type UseFilter,
  useLineById,
  usesInScope,
  usesOfAccount,
} from '../data/use-query.ts'
import { checkInWindowOn } from './check-in-window.ts'
import { isOwn } from './use-access.ts'

type Ground = Pick<Deps, 'db' | 'clock'>

/** The zone of a day nobody names: the site's. */
export const siteZone = 'Asia/Shanghai'

/** The moment a day's list ends: with the day, but today also with what may be checked in already before midnight. */
async function endOfList(deps: Ground, now: Instant, asked: string | undefined): Promise<Instant> {
  const date = asked ?? dateIn(now, siteZone)
  const midnight = instantAt(date, '24:00', siteZone)
  if (asked !== undefined && asked !== dateIn(now, siteZone)) return midnight
  const { earlyMinutes } = await checkInWindowOn(deps.db, date)
  return plus(now, Math.max(earlyMinutes * minute, midnight - now))
}

/** Bookings of one day and what is running: of the instruments one runs, or of oneself. */
export async function showToday(
  deps: Ground,
  actor: Actor,
  asked: { mine: boolean; date?: string | undefined },
) {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  const date = asked.date ?? dateIn(now, siteZone)
  const span = { from: instantAt(date, '00:00', siteZone), to: await endOfList(deps, now, asked.date) }
  const scope = scopeOf(actor, 'usage.manage')
  const [bookings, running, instruments] = await Promise.all([
    bookingsBetween(deps.db, asked.mine ? { accountId } : { scope }, span),
    asked.mine
      ? usesOfAccount(deps.db, accountId, 50).then((uses) => uses.filter((use) => use.status === 'running'))
      : runningInScope(deps.db, scope),
    asked.mine ? [] : instrumentsInScope(deps.db, scope),
  ])
  return { date, now, bookings, running, instruments, byLead: !asked.mine }
}

/** Uses the actor may read, latest first. */
export const listUses = (deps: Ground, actor: Actor, filter: UseFilter) =>
  usesInScope(deps.db, scopeOf(actor, 'usage.read'), filter)

/** The actor's own uses. */
export const listOwnUses = (deps: Ground, actor: Actor) =>
  usesOfAccount(deps.db, requireSignedIn(actor).accountId, 100)

/** One use with its history; does not exist for whoever may neither read the instrument's uses nor used it. */
export async function showUse(deps: Ground, actor: Actor, useId: number) {
  const use = found(await useById(deps.db, useId), 'use')
  const instrument = found(await instrumentById(deps.db, use.instrumentId), 'instrument')
  const mayRead = actorMay(actor, 'usage.read', instrument.place) || isOwn(actor, use.accountId)
  const line = found(mayRead ? await useLineById(deps.db, useId) : undefined, 'use')
  return {
    line,
    mayManage: actorMay(actor, 'usage.manage', instrument.place),
    history: await correctionsOf(deps.db, use),
  }
}
