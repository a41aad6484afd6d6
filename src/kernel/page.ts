/** One page of a list with a stable order; `next` is an opaque cursor (anti-pattern 28 of the models). */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string | undefined
  /** Total of the whole list when it is cheap to know. */
  readonly total?: number | undefined
}
