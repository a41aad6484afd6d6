import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { calendarChangesSince, presentPoint } from '../data/calendar-changes.ts'
import { bookedAmong } from '../data/watched-calendars.ts'

/** What one stream follows: some instruments, or whatever one person has booked. */
export interface Wish {
  readonly instrumentIds: ReadonlySet<number>
  readonly accountId?: number | undefined
  /** Address of the reader, for the limit per address. */
  readonly source: string
}

/** One open stream of this process. */
export interface Follower extends Wish {
  readonly changed: Set<number>
  gone: boolean
  /** Ends the waiting of the stream. */
  wake: () => void
}

/** All open streams of this process, fed by one question to the database however many there are. */
interface Hub {
  readonly followers: Set<Follower>
  /** Known once changes from now on will be told; undefined while nobody follows. */
  following: Promise<void> | undefined
}

/** How long a change may stay untold, besides the question itself. */
const pollEveryMs = 500
const hubs = new WeakMap<Db, Hub>()

type Needs = Pick<Deps, 'db' | 'log'>

function hubOf(db: Db): Hub {
  const hub = hubs.get(db) ?? { followers: new Set(), following: undefined }
  hubs.set(db, hub)
  return hub
}

async function tell(db: Db, hub: Hub, instrumentIds: readonly number[]): Promise<void> {
  const people = [...hub.followers].flatMap(({ accountId }) => (accountId === undefined ? [] : [accountId]))
  const booked = await bookedAmong(db, people, instrumentIds)
  for (const follower of hub.followers) {
    const own = booked.get(follower.accountId ?? 0) ?? []
    const watched = instrumentIds.filter((id) => follower.instrumentIds.has(id))
    for (const id of [...own, ...watched]) follower.changed.add(id)
    if (follower.changed.size > 0) follower.wake()
  }
}

/** Asks for changes until nobody follows any more. */
async function tellUntilNobody({ db, log }: Needs, hub: Hub, from: string): Promise<void> {
  let point = from
  for (;;) {
    await pause(pollEveryMs, undefined, { ref: false })
    if (hub.followers.size === 0) break
    try {
      const { upTo, instrumentIds } = await calendarChangesSince(db, point)
      if (instrumentIds.length > 0) await tell(db, hub, instrumentIds)
      point = upTo
    } catch (error) {
      log.error({ err: error }, 'calendar streams')
    }
  }
  hub.following = undefined
}

async function begin(deps: Needs, hub: Hub): Promise<void> {
  try {
    const point = await presentPoint(deps.db)
    void tellUntilNobody(deps, hub, point)
  } catch (error) {
    hub.following = undefined
    throw error
  }
}

/** Lets a stream hear of changes from the moment this resolves. */
export async function hearing(deps: Needs): Promise<void> {
  const hub = hubOf(deps.db)
  hub.following ??= begin(deps, hub)
  await hub.following
}

/** How many streams an address has open in this process. */
export const streamsOf = (db: Db, source: string): number =>
  [...hubOf(db).followers].filter((follower) => follower.source === source).length

/** How many streams this process has open. */
export const openStreams = (db: Db): number => hubOf(db).followers.size

/** Takes a stream in. */
export function join(db: Db, wish: Wish): Follower {
  const follower: Follower = { ...wish, changed: new Set(), gone: false, wake: () => undefined }
  hubOf(db).followers.add(follower)
  return follower
}

/** Lets a stream go, whether it was read or not. */
export function leave(db: Db, follower: Follower): void {
  follower.gone = true
  hubOf(db).followers.delete(follower)
  follower.wake()
}

/** Ends every stream when the process stops, so that nobody waits for them. */
export function startCalendarStreams({ db }: Pick<Deps, 'db'>, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => {
    for (const follower of [...hubOf(db).followers]) leave(db, follower)
  })
  return Promise.resolve()
}
