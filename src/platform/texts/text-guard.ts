import type { Actor } from '#kernel/actor.ts'

/** Says that the person was shown what was found in their words and sends them all the same. */
export const acknowledgement = 'x-wording-acknowledged'

/** One text of a request and where it stands in it: `body.elements.technical`. */
export interface SentText {
  readonly path: string
  readonly text: string
}
export interface SentTexts {
  readonly actor: Actor
  /** `PUT /api/v1/reports/:instrumentId/elements` */
  readonly route: string
  readonly texts: readonly SentText[]
  readonly acknowledged: boolean
}

/** Looks at what somebody sends before it is handled; refuses, or answers what is to be noted once it was handled. */
export type TextGuard<D> = (deps: D, sent: SentTexts) => Promise<(() => Promise<void>) | undefined>

/** Every text of a value with its path. */
export function textsIn(value: unknown, path: string): SentText[] {
  if (typeof value === 'string') return value === '' ? [] : [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((one, at) => textsIn(one, `${path}.${at}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, `${path}.${key}`))
}
