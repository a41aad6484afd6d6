import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { apiKeyContract } from './contract/keys.ts'
import { createKey, endKey, showKeys } from './use-cases/keep-keys.ts'

const zone = 'Asia/Shanghai'

export const apiKeyHandlers: Handlers<typeof apiKeyContract, Deps> = {
  async apiKeys({ actor }, deps) {
    const keys = await showKeys(deps, actor)
    const items = keys.map(({ id, name, scope, ...at }) => ({
      ...{ id, name, scope },
      createdAt: isoIn(at.createdAt, zone),
      expiresAt: isoIn(at.expiresAt, zone),
      ...(at.lastUsedAt === null ? {} : { lastUsedAt: isoIn(at.lastUsedAt, zone) }),
      ...(at.revokedAt === null ? {} : { revokedAt: isoIn(at.revokedAt, zone) }),
    }))
    return { items }
  },
  createApiKey: ({ actor, body }, deps) => createKey(deps, actor, body),
  async revokeApiKey({ actor, params }, deps) {
    await endKey(deps, actor, params.keyId)
    return undefined
  },
}
