import type { Actor } from '#kernel/actor.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { makerRoutes, MakerRowView, MakerView } from '../contract.ts'
import {
  addMakerName,
  changeMaker,
  createMaker,
  mergeMaker,
  removeName,
  splitMaker,
} from '../use-cases/keep-makers.ts'
import { type ListedMaker, listMakers, readMaker, strayMakerTexts } from '../use-cases/read-makers.ts'

function rowView({
  id,
  name,
  nameEn,
  country,
  homepage,
  revision,
  names,
  instruments,
}: ListedMaker): MakerRowView {
  const named = names.map(({ key, name: one, kind }) => ({ key, name: one, kind }))
  return { id, name, nameEn, country, homepage, revision, instruments, names: named }
}

async function shown(deps: Deps, actor: Actor, id: number): Promise<MakerView> {
  const maker = await readMaker(deps, actor, id)
  return {
    ...rowView(maker),
    ...(maker.mergedInto === null ? {} : { mergedInto: maker.mergedInto }),
    spellings: maker.spellings.map((spelling) => ({ ...spelling })),
    history: maker.history.map(({ act, details, actorName, at }) => ({
      ...{ act, details: { ...details }, actorName },
      at: isoIn(at, 'Asia/Shanghai'),
    })),
  }
}

/** Answers for the page of makers. */
export const makerHandlers: Handlers<typeof makerRoutes, Deps> = {
  async makers({ actor, query }, deps) {
    const { total, items } = await listMakers(deps, actor, query)
    return { total, items: items.map(rowView) }
  },
  async strayMakers({ actor }, deps) {
    const items = await strayMakerTexts(deps, actor)
    return {
      items: items.map(({ text, instruments, near }) => ({
        ...{ text, instruments },
        ...(near === undefined ? {} : { near: { id: near.id, name: near.name, nameEn: near.nameEn } }),
      })),
    }
  },
  async maker({ actor, params }, deps) {
    return shown(deps, actor, params.makerId)
  },
  async createMaker({ actor, body }, deps) {
    return shown(deps, actor, await createMaker(deps, actor, body))
  },
  async changeMaker({ actor, params, body }, deps) {
    await changeMaker(deps, actor, params.makerId, body)
    return shown(deps, actor, params.makerId)
  },
  async addMakerName({ actor, params, body }, deps) {
    await addMakerName(deps, actor, params.makerId, body)
    return shown(deps, actor, params.makerId)
  },
  async removeMakerName({ actor, params, body }, deps) {
    await removeName(deps, actor, params.makerId, body.key)
    return shown(deps, actor, params.makerId)
  },
  async mergeMaker({ actor, params, body }, deps) {
    await mergeMaker(deps, actor, params.makerId, body.into)
    return shown(deps, actor, body.into)
  },
  async splitMaker({ actor, params, body }, deps) {
    return shown(deps, actor, await splitMaker(deps, actor, params.makerId, body.key))
  },
}
