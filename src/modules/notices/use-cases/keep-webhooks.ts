import { type Actor, requireAbility, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { RobotFormat } from '#platform/webhook/robot-message.ts'
import { addressProblem, maskedAddress } from '#platform/webhook/webhook-address.ts'
import {
  deleteWebhook,
  queueMessages,
  saveWebhook,
  type Webhook,
  webhookById,
  type WebhookLine,
  webhooksOf,
} from '../data/webhook-repository.ts'
import type { NoticeTopic } from '../domain/notice-topics.ts'

type D = Pick<Deps, 'db' | 'clock' | 'config' | 'jobs' | 'words'>

export interface WebhookWish {
  readonly name: string
  readonly format: RobotFormat
  readonly address: string
  readonly signSecret: string
  /** For a unit's group robot; a person's own when absent. */
  readonly unitId?: number | undefined
  readonly topics: readonly NoticeTopic[]
}

/** The person's own webhook and those of the units they administer. */
export function showWebhooks(deps: D, actor: Actor): Promise<WebhookLine[]> {
  const { accountId } = requireSignedIn(actor)
  return webhooksOf(deps.db, { accountId, unitIds: scopeOf(actor, 'unit.manage').unitIds })
}

function requireOwner(actor: Actor, hook: Pick<Webhook, 'accountId' | 'unitId'>): void {
  if (hook.unitId !== null) requireAbility(actor, 'unit.manage', { unitId: hook.unitId })
  else if (hook.accountId !== requireSignedIn(actor).accountId) found(undefined, 'webhook')
}

/** Keeps an address for messages: one's own, which replaces the one before, or a unit's. */
export async function keepWebhook(deps: D, actor: Actor, wish: WebhookWish): Promise<{ id: number }> {
  const { accountId } = requireSignedIn(actor)
  const { unitId, ...rest } = wish
  const owner = unitId === undefined ? { accountId, unitId: null } : { accountId: null, unitId }
  requireOwner(actor, owner)
  const problem = addressProblem(wish.address, deps.config.webhookHosts)
  if (problem !== undefined) refuse('invalid', { code: 'notices.webhook_address', problem })
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const id = await saveWebhook(tx, { ...rest, ...owner }, accountId, now)
    const changes = { name: wish.name, format: wish.format, address: maskedAddress(wish.address) }
    await writeAudit(tx, actor, now, [
      { action: 'webhook.kept', subject: 'webhook', subjectId: id, unitId, changes },
    ])
    return { id }
  })
}

async function ownWebhook(deps: D, actor: Actor, id: number): Promise<Webhook> {
  const hook = found(await webhookById(deps.db, id), 'webhook')
  requireOwner(actor, hook)
  return hook
}

/** Takes an address away, and the messages that wait for it. */
export async function dropWebhook(deps: D, actor: Actor, id: number): Promise<void> {
  const hook = await ownWebhook(deps, actor, id)
  await inTransaction(deps.db, async (tx) => {
    await deleteWebhook(tx, id)
    await writeAudit(tx, actor, deps.clock.now(), [
      { action: 'webhook.dropped', subject: 'webhook', subjectId: id, unitId: hook.unitId ?? undefined },
    ])
  })
}

/** Sends a message that only says that the address works. */
export async function tryWebhook(deps: D, actor: Actor, id: number, locale: 'zh-CN' | 'en'): Promise<void> {
  const hook = await ownWebhook(deps, actor, id)
  const now = deps.clock.now()
  const said = (code: string) => deps.words.say(locale, code)
  await inTransaction(deps.db, async (tx) => {
    const message = {
      ...{ webhookId: hook.id, onceKey: `trial ${hook.id} ${now}`, topic: 'trial', link: '/account' },
      ...{ title: said('notices.trial.title'), body: said('notices.trial.text') },
    }
    await queueMessages(tx, [message], now)
    await deps.jobs.enqueue(tx, 'notices.send-webhooks', {}, { key: 'send' })
  })
}
