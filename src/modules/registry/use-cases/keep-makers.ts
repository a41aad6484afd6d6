import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { makerNames } from '../data/maker-reader.ts'
import {
  addMakerNames,
  insertMaker,
  lockedMaker,
  type MakerChange,
  type MakerFields,
  type MakerNameRow,
  type MakerRow,
  mergeMakers,
  moveMakerName,
  namesOfMaker,
  noteEdited,
  noteMakerChanges,
  removeMakerName,
  updateMaker,
} from '../data/maker-repository.ts'
import { codeTable } from '../data/reference-reader.ts'
import { makerRefusals } from '../domain/suggesting/maker-kept.ts'
import type { MakerNameKind } from '../domain/suggesting/maker-matching.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

const authorOf = (actor: Actor) =>
  actor.kind === 'account'
    ? { accountId: actor.accountId, name: actor.displayName }
    : { accountId: undefined, name: actor.kind }

/** One change of the makers: allowed, kept with who and when, audited, and told to the catalogue. */
function changing<T>(
  deps: Needs,
  actor: Actor,
  act: (tx: Tx) => Promise<{ readonly result: T; readonly changes: readonly MakerChange[] }>,
): Promise<T> {
  requireAbility(actor, 'reference.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { result, changes } = await act(tx)
    await noteMakerChanges(tx, changes, authorOf(actor), now)
    const audit = changes.map(({ makerId, act: action, details }) => ({
      action: `maker.${action}`,
      subject: 'maker',
      subjectId: makerId ?? 0,
      changes: details,
    }))
    await writeAudit(tx, actor, now, audit)
    await appendEvent(tx, { type: 'registry.makers_changed', payload: {} })
    return result
  })
}

async function checked(tx: Tx, maker: MakerFields): Promise<void> {
  const countries = (await codeTable(tx, 'countries'))?.entries ?? []
  refuseIfAny(makerRefusals(maker, new Set(countries.map(({ name }) => name))), 'invalid')
}

/** The maker as it stands, if it was not brought together with another. */
async function standing(tx: Tx, id: number): Promise<MakerRow> {
  const maker = found(await lockedMaker(tx, id), 'maker')
  if (maker.mergedInto !== null) refuse('conflict', { code: 'registry.maker_merged', into: maker.mergedInto })
  return maker
}

async function giveNames(
  tx: Tx,
  makerId: number,
  names: readonly { readonly name: string; readonly kind: MakerNameKind }[],
): Promise<void> {
  const rule = await makerNames(tx)
  const rows = names
    .map(({ name, kind }): MakerNameRow => ({ makerId, key: rule.core(name), name: name.trim(), kind }))
    .filter(({ key }) => key !== '')
  const own = new Set((await namesOfMaker(tx, makerId)).map(({ key }) => key))
  const taken = await addMakerNames(
    tx,
    rows.filter(({ key }) => !own.has(key)),
  )
  if (taken.length > 0) refuse('conflict', { code: 'registry.maker_name_taken', name: taken.join('、') })
}

const ownNames = ({ name, nameEn }: MakerFields) =>
  [name, nameEn].filter((one) => one.trim() !== '').map((one) => ({ name: one, kind: 'name' as const }))

/** An operator enters a maker; its names must not lead to another. Answers its id. */
export function createMaker(deps: Needs, actor: Actor, maker: MakerFields): Promise<number> {
  return changing(deps, actor, async (tx) => {
    await checked(tx, maker)
    const id = await insertMaker(tx, maker)
    await giveNames(tx, id, ownNames(maker))
    return { result: id, changes: [{ makerId: id, act: 'created', details: { ...maker } }] }
  })
}

/** Changes what is known of a maker, if nobody did meanwhile. */
export function changeMaker(
  deps: Needs,
  actor: Actor,
  id: number,
  wish: MakerFields & { readonly revision: number },
): Promise<void> {
  return changing(deps, actor, async (tx) => {
    const before = await standing(tx, id)
    if (before.revision !== wish.revision) refuse('conflict', { code: 'changed_meanwhile' })
    await checked(tx, wish)
    await updateMaker(tx, id, wish)
    await giveNames(tx, id, ownNames(wish))
    const { name, nameEn, country, homepage } = before
    const details = { before: { name, nameEn, country, homepage }, after: { ...wish } }
    return { result: undefined, changes: [{ makerId: id, act: 'changed', details }] }
  })
}

/** Adds another name, an old one or a misspelling; instruments that say so belong to this maker from now on. */
export function addMakerName(
  deps: Needs,
  actor: Actor,
  id: number,
  wish: { readonly name: string; readonly kind: MakerNameKind },
): Promise<void> {
  return changing(deps, actor, async (tx) => {
    await standing(tx, id)
    await giveNames(tx, id, [wish])
    await noteEdited(tx, [id])
    return { result: undefined, changes: [{ makerId: id, act: 'name_added', details: { ...wish } }] }
  })
}

async function nameOf(tx: Tx, makerId: number, key: string): Promise<MakerNameRow> {
  const names = await namesOfMaker(tx, makerId)
  const name = found(
    names.find((one) => one.key === key),
    'maker_name',
  )
  if (names.length === 1) refuse('conflict', { code: 'registry.maker_last_name' })
  return name
}

/** Takes a name away that does not belong to the maker. */
export function removeName(deps: Needs, actor: Actor, id: number, key: string): Promise<void> {
  return changing(deps, actor, async (tx) => {
    await standing(tx, id)
    const { name } = await nameOf(tx, id, key)
    await removeMakerName(tx, id, key)
    await noteEdited(tx, [id])
    return { result: undefined, changes: [{ makerId: id, act: 'name_removed', details: { name } }] }
  })
}

/** Two records are one maker: all names of the one lead to the other; what was is kept in both histories. */
export function mergeMaker(deps: Needs, actor: Actor, id: number, into: number): Promise<void> {
  return changing(deps, actor, async (tx) => {
    if (id === into) refuse('conflict', { code: 'registry.maker_same' })
    // Locked in the order of ids, so that two merges never wait for each other.
    for (const one of [id, into].toSorted((a, b) => a - b)) await standing(tx, one)
    const [from, to] = [await standing(tx, id), await standing(tx, into)]
    const names = (await namesOfMaker(tx, id)).map(({ name }) => name)
    await mergeMakers(tx, id, into)
    await noteEdited(tx, [into])
    const details = { from: from.name, into: to.name, names }
    return {
      result: undefined,
      changes: [
        { makerId: id, act: 'merged', details },
        { makerId: into, act: 'merged', details },
      ],
    }
  })
}

/** A name turns out to be another maker's: it becomes a record of its own. Answers its id. */
export function splitMaker(deps: Needs, actor: Actor, id: number, key: string): Promise<number> {
  return changing(deps, actor, async (tx) => {
    const from = await standing(tx, id)
    const { name } = await nameOf(tx, id, key)
    const made = await insertMaker(tx, { name, nameEn: '', country: from.country, homepage: '' })
    await moveMakerName(tx, key, made)
    await noteEdited(tx, [id])
    const details = { from: from.name, name }
    return {
      result: made,
      changes: [
        { makerId: id, act: 'split', details },
        { makerId: made, act: 'split', details },
      ],
    }
  })
}
