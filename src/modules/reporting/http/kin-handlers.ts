import type { Actor } from '#kernel/actor.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { kinRoutes } from '../contract/kin.ts'
import { linkToSystem, readKin } from '../use-cases/link-to-system.ts'

async function shown(deps: Deps, actor: Actor, instrumentId: number) {
  const { kin, numbers, mayLink } = await readKin(deps, actor, instrumentId)
  return {
    kin: kin.map(({ relation, id, innerId, name, disposedOn }) => ({
      ...{ relation, instrumentId: id, innerId, name },
      ...(disposedOn === null ? {} : { disposedOn }),
    })),
    numbers: [...numbers],
    mayLink,
  }
}

export const kinHandlers: Handlers<typeof kinRoutes, Deps> = {
  async reportKin({ actor, params }, deps) {
    return shown(deps, actor, params.instrumentId)
  },
  async linkToSystem({ actor, params, body }, deps) {
    await linkToSystem(deps, actor, params.instrumentId, body.systemInnerId)
    return shown(deps, actor, params.instrumentId)
  },
}
