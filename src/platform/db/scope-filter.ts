import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'

/**
 * The where-clause of a scope: `unit` is the alias of a unit row, `instrument` that of an instrument row if the list
 * has one; rows outside the scope do not exist for the reader.
 */
export function withinScope(
  scope: ScopeFilter,
  alias: { unit: string; instrument?: string },
): RawBuilder<boolean> {
  if (scope.everything) return sql<boolean>`true`
  const column = (table: string, name: string) => sql.ref(`${table}.${name}`)
  const parts = [
    sql`${column(alias.unit, 'id')} = any(${[...scope.unitIds]}::bigint[])`,
    sql`${column(alias.unit, 'department_id')} = any(${[...scope.departmentIds]}::bigint[])`,
    sql`${column(alias.unit, 'city_code')} = any(${[...scope.cityCodes]}::text[])`,
  ]
  if (alias.instrument !== undefined)
    parts.push(
      sql`${column(alias.instrument, 'centre_id')} = any(${[...scope.centreIds]}::bigint[])`,
      sql`${column(alias.instrument, 'id')} = any(${[...scope.instrumentIds]}::bigint[])`,
    )
  return sql<boolean>`(${sql.join(parts, sql` or `)})`
}
