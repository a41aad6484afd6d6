import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { pinyin } from 'pinyin-pro'
import type { Db } from '#platform/db/connect.ts'
import { makersState } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { entriesAfter, type Revised } from '../data/entry-repository.ts'
import { Catalogue } from '../domain/search.ts'
import type { ClassWords, ReadAloud } from '../domain/search-index.ts'
import { aliasesFor } from './aliases-of.ts'
import { referenceNames, type ReferenceNames } from './reference-names.ts'

/** Rows taken from the database at a time, and put into the index between two turns of the event loop. */
const batch = 5_000
const turn = 500
const pollEveryMs = 1_000

const readAloud: ReadAloud = (text) =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })

/** The catalogue of one database as this process knows it. */
interface Live {
  catalogue: Catalogue
  revision: number
  /** The state of the makers whose names are understood. */
  makers: string
  /** Set while `start` asks for news by itself; otherwise each reader asks first. */
  polling: boolean
  refreshing: Promise<void> | undefined
}
const living = new WeakMap<Db, Promise<Live>>()

function classWordsOf(names: ReferenceNames): ClassWords {
  const known = new Map<string, { all: string; own: string }>()
  return (code) => {
    if (code === undefined) return { all: '', own: '' }
    let words = known.get(code)
    if (words === undefined) {
      const path = names.classPath(code)
      words = {
        all: path.map(({ name }) => `${name.zh} ${name.en}`).join(' | '),
        own: path.at(-1)?.name.zh ?? '',
      }
      known.set(code, words)
    }
    return words
  }
}

async function emptyCatalogue(db: Db): Promise<Catalogue> {
  return new Catalogue(readAloud, classWordsOf(await referenceNames(db)), await aliasesFor(db))
}

async function take(catalogue: Catalogue, rows: readonly Revised[]): Promise<void> {
  for (const [i, { entry, withdrawn }] of rows.entries()) {
    if (withdrawn) catalogue.remove(entry.instrumentId)
    else catalogue.put(entry)
    if (i % turn === turn - 1) await nextTurn()
  }
}

/** Brings a catalogue from a revision to the newest; returns the revision reached. */
async function follow(db: Db, catalogue: Catalogue, revision: number): Promise<number> {
  for (let reached = revision; ; ) {
    const rows = await entriesAfter(db, reached, batch)
    await take(catalogue, rows)
    reached = rows.at(-1)?.revision ?? reached
    if (rows.length < batch) return reached
  }
}

async function open(db: Db): Promise<Live> {
  const makers = await makersState(db)
  const catalogue = await emptyCatalogue(db)
  const revision = await follow(db, catalogue, 0)
  return { catalogue, revision, makers, polling: false, refreshing: undefined }
}

async function refresh(db: Db, live: Live): Promise<void> {
  const makers = await makersState(db)
  if (makers !== live.makers) {
    live.catalogue.understand(await aliasesFor(db))
    live.makers = makers
  }
  if (live.catalogue.index.worn) {
    const fresh = await emptyCatalogue(db)
    live.revision = await follow(db, fresh, 0)
    live.catalogue = fresh
  } else live.revision = await follow(db, live.catalogue, live.revision)
}

/** Two readers at once wait for the same refresh. */
async function refreshOnce(db: Db, live: Live): Promise<void> {
  live.refreshing ??= refresh(db, live).finally(() => {
    live.refreshing = undefined
  })
  await live.refreshing
}

function liveOf(db: Db): Promise<Live> {
  let live = living.get(db)
  if (live === undefined) {
    live = open(db)
    living.set(db, live)
    live.catch(() => living.delete(db))
  }
  return live
}

/** The catalogue in memory, filled at the first call; not older than a second. */
export async function liveCatalogue(deps: Pick<Deps, 'db'>): Promise<Catalogue> {
  const live = await liveOf(deps.db)
  if (!live.polling) await refreshOnce(deps.db, live)
  return live.catalogue
}

async function poll(deps: Deps, live: Live, signal: AbortSignal): Promise<void> {
  const goingOn = () => !signal.aborted
  while (goingOn()) {
    await pause(pollEveryMs, undefined, { signal }).catch(() => undefined)
    if (goingOn())
      await refreshOnce(deps.db, live).catch((error: unknown) => deps.log.error({ err: error }, 'catalogue'))
  }
  live.polling = false
}

/** Fills the index when a web process starts, and lets it follow changes until the process stops. */
export async function startCatalogue(deps: Deps, signal: AbortSignal): Promise<void> {
  const live = await liveOf(deps.db)
  if (live.polling) return
  live.polling = true
  void poll(deps, live, signal)
}
