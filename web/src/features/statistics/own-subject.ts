import { useSession } from '../../lib/session.ts'
import type { Wish } from './figures-queries.ts'

export type Level = NonNullable<Wish['level']>
export interface Subject {
  readonly level: Level
  readonly id: string
}

/** The scopes of grants that are subjects of figures, widest first; a research group has no figures of its own. */
const levels = ['department', 'city', 'unit', 'centre', 'instrument'] as const

/**
 * Where somebody starts: at the widest place they answer for, the province when that is the whole site. Who may not read
 * finer figures but works somewhere starts at their unit; everybody else at the province.
 */
export function useOwnSubject(): Subject {
  const session = useSession()
  const whole = { level: 'province', id: '' } as const
  if (session === undefined || session.grants.length === 0) return whole
  const { grants, unitId, abilities } = session
  if (grants.some(({ scope }) => scope === 'site')) return whole
  if (!abilities.includes('statistics.read'))
    return unitId === undefined ? whole : { level: 'unit', id: String(unitId) }
  for (const level of levels) {
    const grant = grants.find(({ scope }) => scope === level)
    if (grant !== undefined) return { level, id: grant.scopeId }
  }
  return whole
}
