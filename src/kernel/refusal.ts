/** An expected *no*, as data: a code and details, worded only at the edge (house.md §7). */
export interface Refusal {
  readonly code: string
  readonly [detail: string]: unknown
}

/** How a refusal is answered over HTTP. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many'
  | 'too_large'

/** Thrown by a use case so that its transaction rolls back; carries every reason at once. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[]
  readonly kind: RefusalKind
  constructor(refusals: readonly Refusal[], kind: RefusalKind = 'conflict') {
    super(refusals.map((refusal) => refusal.code).join(', '))
    this.name = 'Refused'
    this.refusals = refusals
    this.kind = kind
  }
}

/** Throws when there is at least one reason to refuse. */
export function refuseIfAny(refusals: readonly Refusal[], kind: RefusalKind = 'conflict'): void {
  if (refusals.length > 0) throw new Refused(refusals, kind)
}

/** Throws a single refusal. */
export function refuse(kind: RefusalKind, refusal: Refusal): never {
  throw new Refused([refusal], kind)
}

/** The row somebody asked for, or the refusal that it does not exist (for them). */
export function found<T>(value: T | undefined | null, subject: string): T {
  if (value === undefined || value === null) return refuse('not_found', { code: 'not_found', subject })
  return value
}
