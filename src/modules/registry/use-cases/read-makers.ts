import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { makerIndex, makerNames } from '../data/maker-reader.ts'
import {
  allMakerNames,
  allMakers,
  changesOfMaker,
  type KeptMakerChange,
  type MakerNameRow,
  type MakerRow,
  makerTexts,
} from '../data/maker-repository.ts'
import type { KnownMaker } from '../domain/suggesting/maker-matching.ts'

export interface ListedMaker extends MakerRow {
  readonly names: readonly MakerNameRow[]
  readonly instruments: number
}
/** A spelling in use with the number of instruments. */
export interface Spelling {
  readonly text: string
  readonly instruments: number
}

/** Every spelling in use, by the maker it leads to; undefined for those that lead to none. */
async function spellings(db: Db): Promise<Map<number | undefined, Spelling[]>> {
  const [index, texts] = [await makerIndex(db), await makerTexts(db)]
  return Map.groupBy(texts, ({ text }) => index.find(text)?.id)
}

const sum = (spelt: readonly Spelling[]) => spelt.reduce((all, { instruments }) => all + instruments, 0)

/** Makers by any of their names, those with the most instruments first. */
export async function listMakers(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  wish: { readonly words: string; readonly offset: number; readonly limit: number },
): Promise<{ total: number; items: ListedMaker[] }> {
  requireAbility(actor, 'reference.manage', {})
  const { db } = deps
  const rule = await makerNames(db)
  const names = Map.groupBy(await allMakerNames(db), ({ makerId }) => makerId)
  const spelt = await spellings(db)
  const sought = rule.plain(wish.words)
  const all = (await allMakers(db))
    .filter(({ mergedInto }) => mergedInto === null)
    .map((maker) => ({
      ...maker,
      names: names.get(maker.id) ?? [],
      instruments: sum(spelt.get(maker.id) ?? []),
    }))
    .filter(
      (maker) =>
        sought === '' ||
        [maker.name, maker.nameEn, ...maker.names.map(({ name }) => name)].some((name) =>
          rule.plain(name).includes(sought),
        ),
    )
    .toSorted((a, b) => b.instruments - a.instruments || a.id - b.id)
  return { total: all.length, items: all.slice(wish.offset, wish.offset + wish.limit) }
}

export interface WholeMaker extends ListedMaker {
  readonly spellings: readonly Spelling[]
  readonly history: readonly KeptMakerChange[]
}

/** One maker with its names, the spellings units use and what was done to it. */
export async function readMaker(deps: Pick<Deps, 'db'>, actor: Actor, id: number): Promise<WholeMaker> {
  requireAbility(actor, 'reference.manage', {})
  const { db } = deps
  const maker = found(
    (await allMakers(db)).find((one) => one.id === id),
    'maker',
  )
  const names = (await allMakerNames(db)).filter(({ makerId }) => makerId === id)
  const own = (await spellings(db)).get(id) ?? []
  return { ...maker, names, spellings: own, instruments: sum(own), history: await changesOfMaker(db, id) }
}

/** A spelling that leads to no maker, with the one it is nearest to. */
export interface StraySpelling extends Spelling {
  readonly near: KnownMaker | undefined
}

const mostStrays = 200

/** Spellings in use that lead to no maker, the most frequent first. */
export async function strayMakerTexts(deps: Pick<Deps, 'db'>, actor: Actor): Promise<StraySpelling[]> {
  requireAbility(actor, 'reference.manage', {})
  const index = await makerIndex(deps.db)
  const strays = (await spellings(deps.db)).get(undefined) ?? []
  return strays.slice(0, mostStrays).map((stray) => ({ ...stray, near: index.nearest(stray.text)?.maker }))
}
