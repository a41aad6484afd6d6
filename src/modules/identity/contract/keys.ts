import { z } from 'zod'
import { keyScopes } from '#kernel/actor.ts'

export const ApiKeyView = z
  .object({
    id: z.int(),
    name: z.string(),
    scope: z.enum(keyScopes),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().optional(),
    revokedAt: z.string().optional(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKeyView = z.infer<typeof ApiKeyView>

export const apiKeyContract = {
  apiKeys: {
    method: 'GET',
    path: '/api/v1/api-keys',
    summary: 'The reader’s keys for programs, without their secrets',
    access: 'signed-in',
    byKey: 'never',
    reply: { status: 200, body: z.object({ items: z.array(ApiKeyView) }) },
  },
  createApiKey: {
    method: 'POST',
    path: '/api/v1/api-keys',
    summary: 'Make a key with which programs act for the account; the secret is in this reply only',
    access: 'signed-in',
    byKey: 'never',
    body: z.object({
      name: z.string().trim().min(1).max(60),
      scope: z.enum(keyScopes),
      days: z.int().min(1).max(366),
    }),
    reply: { status: 201, body: z.object({ id: z.int(), key: z.string() }).meta({ id: 'CreatedApiKey' }) },
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api/v1/api-keys/:keyId',
    summary: 'End a key at once',
    access: 'signed-in',
    byKey: 'never',
    params: z.object({ keyId: z.coerce.number().int().min(1) }),
    reply: { status: 204 },
    refuses: ['not_found'],
  },
} as const
