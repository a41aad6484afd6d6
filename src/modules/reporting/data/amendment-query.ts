import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'

/** A change of an accepted record that was shown without a review. */
export interface Amendment {
  readonly id: number
  readonly instrumentId: number
  readonly unitName: string
  readonly name: string
  readonly innerId: string
  readonly version: number
  readonly actorName: string
  readonly at: Instant
}

/** Changes shown without a review, newest first, after an id. */
export async function amendments(
  db: Db,
  scope: ScopeFilter,
  page: { readonly after: number | undefined; readonly limit: number },
): Promise<Amendment[]> {
  const beyond = page.after === undefined ? sql`` : sql`and s.id < ${page.after}`
  const { rows } = await sql<Amendment>`select s.id, i.id as "instrumentId", u.name as "unitName", i.name,
      i.inner_id as "innerId", s.version, s.actor_name as "actorName", s.at
    from report_step s join instrument i on i.unit_id = s.unit_id and i.id = s.instrument_id
      join unit u on u.id = i.unit_id
    where s.step = 'amend' and ${withinScope(scope, { unit: 'u', instrument: 'i' })} ${beyond}
    order by s.id desc limit ${page.limit}`.execute(db)
  return rows
}
