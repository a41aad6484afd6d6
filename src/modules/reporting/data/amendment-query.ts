import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { subjectTables } from './subject-tables.ts'

/** A change of what was accepted that was shown without a review. */
export interface Amendment {
  readonly id: number
  readonly subjectId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly name: string
  readonly nameEn: string
  readonly innerId: string
  readonly version: number
  readonly actorName: string
  readonly at: Instant
}

export interface AmendmentPlace {
  readonly at: Instant
  readonly id: number
}

/** Changes shown without a review, newest first, after a place in the list. */
export async function amendments(
  db: Db,
  of: ReviewSubject,
  scope: ScopeFilter,
  page: { readonly after: AmendmentPlace | undefined; readonly limit: number },
): Promise<Amendment[]> {
  const { table, key, steps } = subjectTables[of]
  const alias = of === 'instrument' ? { unit: 'u', instrument: 'i' } : { unit: 'u' }
  const { after } = page
  const beyond =
    after === undefined ? sql`` : sql`and (s.at, s.id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  const { rows } = await sql<Amendment>`select s.id, i.id as "subjectId", u.name as "unitName",
      u.name_en as "unitNameEn", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn",
      i.inner_id as "innerId", s.version, s.actor_name as "actorName", s.at
    from ${steps} s join ${table} i on i.unit_id = s.unit_id and i.id = s.${key}
      join unit u on u.id = i.unit_id
    where s.step = 'amend' and ${withinScope(scope, alias)} ${beyond}
    order by s.at desc, s.id desc limit ${page.limit}`.execute(db)
  return rows
}
