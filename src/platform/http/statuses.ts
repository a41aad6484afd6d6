import type { RefusalKind } from '#kernel/refusal.ts'

/** The one mapping from a refusal to an HTTP status. */
export const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  too_large: 413,
}
