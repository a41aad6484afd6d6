import type { Actor } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { members, writeAudit } from '#modules/identity/index.ts'
import { centresOf } from '#modules/organizations/index.ts'
import { inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import {
  type Entries,
  type EntryKind,
  insertEntry,
  lockedEntry,
  namedInstruments,
  profileFile,
  removeEntry,
  updateEntry,
} from '../data/entry-repository.ts'
import { entryRefusals, type EntryWish, type Ground } from '../domain/profile-rules.ts'
import { keptUnit, kindsOf, todayOf } from './unit-at-hand.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
interface Of {
  readonly unitId: number
  readonly id: number
}
type Named = EntryWish & { readonly fileId?: number | null; readonly accountId?: number | null }

async function groundOf(tx: Tx, unitId: number, today: string, wish: Named): Promise<Ground> {
  const { fileId, accountId, kind } = wish
  const instruments = await namedInstruments(tx, unitId, wish.instrumentIds ?? [])
  const centres = await centresOf(tx, unitId)
  const kinds = kind === undefined ? [] : await kindsOf(tx, 'qualification-kinds', today)
  const people = accountId == null ? [] : await members(tx, { accountIds: [accountId] })
  return {
    kinds: new Set(kinds.map(({ code }) => code)),
    instrumentIds: new Set(instruments.map(({ id }) => id)),
    centreIds: new Set(centres.map(({ id }) => id)),
    fileKnown: fileId == null || (await profileFile(tx, unitId, fileId)) !== undefined,
    accountKnown: accountId == null || people.some((one) => one.unitId === unitId),
  }
}

/** By which norms instruments test, and what they are qualified for, is known to the catalogue too. */
async function tellOfCoverage(
  tx: Tx,
  kind: EntryKind,
  unitId: number,
  touched: readonly (Named | undefined)[],
) {
  if (kind === 'qualification')
    await appendEvent(tx, { type: 'profiles.qualifications_changed', unitId, payload: {} })
  if (kind !== 'norm') return
  const instrumentIds = [...new Set(touched.flatMap((one) => one?.instrumentIds ?? []))]
  if (instrumentIds.length > 0)
    await appendEvent(tx, { type: 'profiles.norms_changed', unitId, payload: { instrumentIds } })
}

interface Change<K extends EntryKind> {
  readonly kind: K
  readonly unitId: number
  /** The entry at hand; undefined for a new one. */
  readonly id: number | undefined
  /** What it becomes; undefined removes it. */
  readonly wish: Entries[K] | undefined
}

async function write<K extends EntryKind>(tx: Tx, { kind, unitId, id, wish }: Change<K>): Promise<number> {
  if (id === undefined) return wish === undefined ? 0 : insertEntry(tx, kind, unitId, wish)
  if (wish === undefined) await removeEntry(tx, kind, { unitId, id })
  else await updateEntry(tx, kind, { unitId, id }, wish)
  return id
}

const actOf = (change: Change<EntryKind>): string =>
  change.id === undefined ? 'added' : change.wish === undefined ? 'removed' : 'edited'

async function change<K extends EntryKind>(deps: Needs, actor: Actor, wanted: Change<K>): Promise<number> {
  const { kind, unitId, id, wish } = wanted
  try {
    return await inTransaction(deps.db, async (tx) => {
      const unit = await keptUnit(tx, actor, unitId)
      const before = id === undefined ? undefined : found(await lockedEntry(tx, kind, { unitId, id }), kind)
      if (wish !== undefined)
        refuseIfAny(entryRefusals(wish, await groundOf(tx, unitId, todayOf(deps, unit), wish)), 'invalid')
      const written = await write(tx, wanted)
      await tellOfCoverage(tx, kind, unitId, [before, wish])
      await writeAudit(tx, actor, deps.clock.now(), [
        {
          ...{ action: `${kind}.${actOf(wanted)}`, subject: kind, subjectId: written, unitId },
          changes: {
            ...(before === undefined ? {} : { before }),
            ...(wish === undefined ? {} : { after: wish }),
          },
        },
      ])
      return written
    })
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    return refuse('conflict', { code: 'profiles.number_taken' })
  }
}

/** A unit adds a technician, a qualification or a norm. */
export const addEntry = <K extends EntryKind>(
  deps: Needs,
  actor: Actor,
  kind: K,
  given: { readonly unitId: number; readonly wish: Entries[K] },
): Promise<number> => change(deps, actor, { kind, unitId: given.unitId, id: undefined, wish: given.wish })

/** A unit changes one of its technicians, qualifications or norms. */
export async function editEntry<K extends EntryKind>(
  deps: Needs,
  actor: Actor,
  kind: K,
  given: Of & { readonly wish: Entries[K] },
): Promise<void> {
  await change(deps, actor, { kind, ...given })
}

/** A unit removes one of its technicians, qualifications or norms. */
export async function dropEntry(deps: Needs, actor: Actor, kind: EntryKind, of: Of): Promise<void> {
  await change(deps, actor, { kind, ...of, wish: undefined })
}
