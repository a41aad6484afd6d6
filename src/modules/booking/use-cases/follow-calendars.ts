import { type Actor, actorMay, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Deps } from '#platform/module/module.ts'
import { watchedPlaces } from '../data/watched-calendars.ts'
import { type Follower, hearing, join, leave, streamsOf, type Wish } from './calendar-hub.ts'

type D = Pick<Deps, 'db' | 'log' | 'clock' | 'config'>
/** What a stream tells, one after another. */
export type Told = AsyncIterable<{ readonly event: string; readonly data: unknown }>
/** Who reads, from where, for how long (seconds), and when they went away. */
export interface Reader {
  readonly source: string
  readonly seconds: number
  readonly signal: AbortSignal
}

/** A line now and then keeps proxies from closing a quiet stream. */
const beatEveryMs = 25_000

/** Waits until something is told, somebody leaves, or so many milliseconds have passed. */
async function news(follower: Follower, milliseconds: number): Promise<void> {
  if (follower.gone || follower.changed.size > 0) return
  await new Promise<void>((done) => {
    const timer = setTimeout(done, milliseconds)
    follower.wake = () => {
      clearTimeout(timer)
      done()
    }
  })
}

async function* eventsOf(deps: D, follower: Follower, seconds: number): Told {
  try {
    await hearing(deps)
    yield { event: 'open', data: {} }
    const until = performance.now() + seconds * 1_000
    for (;;) {
      const left = until - performance.now()
      if (left <= 0) return
      await news(follower, Math.min(left, beatEveryMs))
      if (follower.gone) return
      const instrumentIds = [...follower.changed]
      follower.changed.clear()
      yield instrumentIds.length > 0
        ? { event: 'changed', data: { instrumentIds } }
        : { event: 'beat', data: {} }
    }
  } finally {
    leave(deps.db, follower)
  }
}

/** Opens a stream unless the address has too many; it counts from here on until it ends or its reader goes away. */
function follow(deps: D, reader: Reader, wish: Omit<Wish, 'source'>): Told {
  const { source, signal, seconds } = reader
  const limit = deps.config.streamsPerAddress
  if (streamsOf(deps.db, source) >= limit) refuse('too_many', { code: 'booking.too_many_streams', limit })
  const follower = join(deps.db, { ...wish, source })
  if (signal.aborted) leave(deps.db, follower)
  signal.addEventListener('abort', () => leave(deps.db, follower), { once: true })
  return eventsOf(deps, follower, seconds)
}

async function readable(deps: D, actor: Actor, instrumentIds: readonly number[]): Promise<number[]> {
  const places = await watchedPlaces(deps.db, instrumentIds, deps.clock.now())
  return places
    .filter(({ open, place }) => open || actorMay(actor, 'instrument.read_unpublished', place))
    .map(({ instrumentId }) => instrumentId)
}

/** Changes of one instrument’s calendar, for whoever may see the calendar. */
export async function followInstrument(
  deps: D,
  actor: Actor,
  instrumentId: number,
  reader: Reader,
): Promise<Told> {
  const [id] = await readable(deps, actor, [instrumentId])
  return follow(deps, reader, { instrumentIds: new Set([found(id, 'instrument')]) })
}

/** Changes of several calendars; those the reader may not see stay silent. */
export async function followInstruments(
  deps: D,
  actor: Actor,
  instrumentIds: readonly number[],
  reader: Reader,
): Promise<Told> {
  return follow(deps, reader, { instrumentIds: new Set(await readable(deps, actor, instrumentIds)) })
}

/** Changes at instruments the actor has booked. */
export function followOwn(deps: D, actor: Actor, reader: Reader): Told {
  const { accountId } = requireSignedIn(actor)
  return follow(deps, reader, { instrumentIds: new Set(), accountId })
}
