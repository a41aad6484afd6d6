import type { UnitWorld } from '../matrix-world.ts'

/** A call of a route that only the permission table can stand against, aimed at a thing of the given unit. */
export interface Sample {
  /** Query string without `?`. */
  readonly query?: string | ((unit: UnitWorld) => string)
  readonly body?: (unit: UnitWorld) => unknown
  /**
   * What the route is about: `unit` — a thing of the unit, so another unit's people are refused; `own list` — a list that
   * shows only what one may see; `account` — things of the person who asks, whoever they are.
   */
  readonly about: 'unit' | 'own list' | 'account' | 'everybody'
}
