import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Interval } from '#kernel/interval.ts'
import { day, hour, instant, type Instant, minute, zoned } from '#kernel/time.ts'
import {
  calendarChangesSince,
  type FreeTime,
  freeTimeOf,
  openedInstruments,
  presentPoint,
  userKinds,
} from '#modules/booking/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { FreeIndex } from '../domain/free-index.ts'

/** How far ahead slots are found. */
export const daysAhead = 60
const pollEveryMs = 500
/** Instruments read at a time. */
const batch = 500
/** Each instrument is read anew this often without any change: its far end moves on with the days. */
const readAnewMs = 8 * hour
/** After a pause as long as this changes may have been forgotten. */
const longestPauseMs = 30 * minute

/** Free time of one database as this process knows it. */
interface Live {
  index: FreeIndex
  point: string
  /** Set while `start` asks for news by itself; otherwise each reader asks first. */
  polling: boolean
  refreshing: Promise<void> | undefined
  refreshedAt: number
  /** The row that was read anew last without a change. */
  turn: number
  /** What is owed of reading anew, in rows. */
  owed: number
}
type Needs = Pick<Deps, 'db' | 'clock'>
const living = new WeakMap<Db, Promise<Live>>()

/** Bits of kinds of user. */
export const bitsOf = (kinds: readonly string[]): number =>
  userKinds.reduce((bits, kind, i) => (kinds.includes(kind) ? bits | (1 << i) : bits), 0)

/** What is read of every instrument: from the present hour to the end of the last day ahead, so that equal rules give equal spans. */
function spanFrom(now: Instant): Interval {
  const start = Math.floor(now / hour) * hour
  return { start: instant(start), end: instant((Math.floor(start / day) + daysAhead + 2) * day) }
}

/** Local time minus UTC while it stays the same and fits the grid. */
function steadyOffset(zone: string, span: Interval): number | undefined {
  const local = zoned(span.start, zone)
  const change = local.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity
  const offset = local.offsetNanoseconds / 1_000_000
  return change < span.end || offset % (5 * minute) !== 0 ? undefined : offset
}

async function read(db: Db, index: FreeIndex, instrumentIds: readonly number[], now: Instant): Promise<void> {
  const span = spanFrom(now)
  const offsets = new Map<string, number | undefined>()
  for (let from = 0; from < instrumentIds.length; from += batch) {
    const ids = instrumentIds.slice(from, from + batch)
    const found = new Map((await freeTimeOf(db, ids, span)).map((time) => [time.instrumentId, time]))
    for (const id of ids) {
      const time = found.get(id)
      if (time === undefined) index.clear(id)
      else put(index, time, span, offsets)
    }
    await nextTurn()
  }
}

function put(
  index: FreeIndex,
  time: FreeTime,
  span: Interval,
  offsets: Map<string, number | undefined>,
): void {
  const { zone, openTo, ...row } = time
  if (!offsets.has(zone)) offsets.set(zone, steadyOffset(zone, span))
  index.put({ ...row, kinds: bitsOf(openTo), offset: offsets.get(zone) })
}

async function fill(db: Db, now: Instant): Promise<Pick<Live, 'index' | 'point'>> {
  const point = await presentPoint(db)
  const index = new FreeIndex(now)
  for (let after = 0; ; ) {
    const ids = await openedInstruments(db, after, 4 * batch)
    await read(db, index, ids, now)
    const last = ids.at(-1)
    if (last === undefined) return { index, point }
    after = last
  }
}

async function open({ db, clock }: Needs): Promise<Live> {
  const filled = await fill(db, clock.now())
  return {
    ...filled,
    polling: false,
    refreshing: undefined,
    refreshedAt: performance.now(),
    turn: 0,
    owed: 0,
  }
}

/** Rows whose turn it is to be read anew without a change. */
function takeTurns(live: Live, passedMs: number): number[] {
  const { rows } = live.index
  live.owed += (rows * passedMs) / readAnewMs
  const due = Math.min(Math.floor(live.owed), rows)
  live.owed -= due
  return Array.from({ length: due }, () => live.index.idOfRow(live.turn++ % rows))
}

async function refresh({ db, clock }: Needs, live: Live): Promise<void> {
  const [now, passedMs] = [clock.now(), performance.now() - live.refreshedAt]
  live.refreshedAt = performance.now()
  if (passedMs > longestPauseMs || !live.index.reaches(now, daysAhead + 2)) {
    Object.assign(live, await fill(db, now))
    return
  }
  const { upTo, instrumentIds } = await calendarChangesSince(db, live.point)
  await read(db, live.index, [...new Set([...instrumentIds, ...takeTurns(live, passedMs)])], now)
  live.point = upTo
}

/** Two readers at once wait for the same refresh. */
async function refreshOnce(deps: Needs, live: Live): Promise<void> {
  live.refreshing ??= refresh(deps, live).finally(() => {
    live.refreshing = undefined
  })
  await live.refreshing
}

function liveOf(deps: Needs): Promise<Live> {
  let live = living.get(deps.db)
  if (live === undefined) {
    live = open(deps)
    living.set(deps.db, live)
    live.catch(() => living.delete(deps.db))
  }
  return live
}

/** Free time in memory, filled at the first call; about half a second behind what is written. */
export async function liveFreeTime(deps: Needs): Promise<FreeIndex> {
  const live = await liveOf(deps)
  if (!live.polling) await refreshOnce(deps, live)
  return live.index
}

async function poll(deps: Deps, signal: AbortSignal): Promise<void> {
  const goingOn = () => !signal.aborted
  const failed = (error: unknown) => deps.log.error({ err: error }, 'availability')
  while (goingOn()) {
    await liveOf(deps)
      .then((live) => {
        live.polling = true
        return refreshOnce(deps, live)
      }, failed)
      .catch(failed)
    await pause(pollEveryMs, undefined, { signal }).catch(() => undefined)
  }
  await liveOf(deps).then((live) => {
    live.polling = false
  }, failed)
}

/** Lets free time follow changes until the process stops; it is filled beside other work, whoever asks early waits. */
export function startFreeTime(deps: Deps, signal: AbortSignal): Promise<void> {
  void poll(deps, signal)
  return Promise.resolve()
}
