import { z } from 'zod'
import { robotFormats } from '../domain/robot-formats.ts'
import { noticeTopics } from '../domain/notice-topics.ts'

const Id = z.coerce.number().int().min(1)
const hookParams = z.object({ webhookId: Id })

export const WebhookView = z
  .object({
    id: z.int(),
    /** Absent for the reader's own. */
    unitId: z.int().optional(),
    unitName: z.string().optional(),
    name: z.string(),
    format: z.enum(robotFormats),
    /** Without its secret. */
    address: z.string(),
    signed: z.boolean(),
    topics: z.array(z.string()),
    waiting: z.int(),
    failed: z.int(),
    lastSentAt: z.string().optional(),
    lastError: z.string().optional(),
    lastErrorAt: z.string().optional(),
  })
  .meta({ id: 'Webhook' })
export type WebhookView = z.infer<typeof WebhookView>

export const webhookContract = {
  webhooks: {
    method: 'GET',
    path: '/api/v1/inbox/webhooks',
    summary:
      'The reader’s webhook and the group robots of units they administer, addresses masked, with failures',
    access: 'signed-in',
    reply: { status: 200, body: z.object({ items: z.array(WebhookView) }) },
  },
  keepWebhook: {
    method: 'POST',
    path: '/api/v1/inbox/webhooks',
    summary: 'Send notices to a robot of WeCom, DingTalk or Feishu, or to a program; https only',
    access: 'signed-in',
    wording: 'unchecked',
    body: z.object({
      name: z.string().trim().min(1).max(60),
      format: z.enum(robotFormats),
      address: z.string().trim().min(1).max(1000),
      signSecret: z.string().trim().max(200).default(''),
      unitId: Id.optional(),
      topics: z.array(z.enum(noticeTopics)).max(noticeTopics.length).default([]),
    }),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: ['forbidden', 'notices.webhook_address'],
  },
  dropWebhook: {
    method: 'DELETE',
    path: '/api/v1/inbox/webhooks/:webhookId',
    summary: 'Send nothing to an address any more',
    access: 'signed-in',
    params: hookParams,
    reply: { status: 204 },
    refuses: ['not_found', 'forbidden'],
  },
  tryWebhook: {
    method: 'POST',
    path: '/api/v1/inbox/webhooks/:webhookId/trial',
    summary: 'Send a message that only shows that the address works',
    access: 'signed-in',
    params: hookParams,
    reply: { status: 204 },
    refuses: ['not_found', 'forbidden'],
  },
} as const
