import { type Instant, isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { maskedAddress } from '#platform/webhook/webhook-address.ts'
import type { webhookContract, WebhookView } from './contract/webhooks.ts'
import type { WebhookLine } from './data/webhook-repository.ts'
import { dropWebhook, keepWebhook, showWebhooks, tryWebhook } from './use-cases/keep-webhooks.ts'

const iso = (at: Instant) => isoIn(at, 'Asia/Shanghai')

const webhookView = (hook: WebhookLine): WebhookView => ({
  ...{ id: hook.id, name: hook.name, format: hook.format, waiting: hook.waiting, failed: hook.failed },
  address: maskedAddress(hook.address),
  signed: hook.signSecret !== '',
  topics: [...hook.topics],
  ...(hook.unitId === null ? {} : { unitId: hook.unitId, unitName: hook.unitName ?? '' }),
  ...(hook.lastSentAt === null ? {} : { lastSentAt: iso(hook.lastSentAt) }),
  ...(hook.lastError === null ? {} : { lastError: hook.lastError }),
  ...(hook.lastErrorAt === null ? {} : { lastErrorAt: iso(hook.lastErrorAt) }),
})

export const webhookHandlers: Handlers<typeof webhookContract, Deps> = {
  async webhooks({ actor }, deps) {
    return { items: (await showWebhooks(deps, actor)).map(webhookView) }
  },
  keepWebhook: ({ actor, body }, deps) => keepWebhook(deps, actor, body),
  async dropWebhook({ actor, params }, deps) {
    await dropWebhook(deps, actor, params.webhookId)
    return undefined
  },
  async tryWebhook({ actor, params, locale }, deps) {
    await tryWebhook(deps, actor, params.webhookId, locale)
    return undefined
  },
}
