import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { ReportState } from '../domain/report-transitions.ts'

export interface NewInstrument {
  readonly instrumentId: number
  readonly unitId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly innerId: string
  readonly name: string
  readonly nameEn: string
  readonly model: string
  readonly worthFen: number | null
  readonly funds: readonly string[]
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly state: ReportState
  /** The day it was accepted in its unit. */
  readonly acceptedOn: string
}

const isDay = sql`i.elements ->> 'acceptanceDate' ~ '^[0-9]{4}-[01][0-9]-[0-3][0-9]$'`

/** Instruments with a day of acceptance that have not joined the network and are not excused on a day, the earliest first; at most 5000. */
export async function notJoined(
  db: Db,
  on: string,
  scope: ScopeFilter,
  unitId?: number,
): Promise<NewInstrument[]> {
  const { rows } =
    await sql<NewInstrument>`select i.id as "instrumentId", i.unit_id as "unitId", u.name as "unitName",
      u.name_en as "unitNameEn", i.inner_id as "innerId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn",
      coalesce(i.elements ->> 'instrVersion', '') as model,
      i.worth_fen as "worthFen", jsonb_path_query_array(i.elements, '$.funds[*]') as funds, i.secrecy, i.state,
      i.elements ->> 'acceptanceDate' as "acceptedOn"
    from instrument i join unit u on u.id = i.unit_id
    where i.accepted_version is null and i.elements ? 'acceptanceDate' and i.disposed_on is null and ${isDay}
      and (i.excused is null or not i.excused @> ${on}::date)
      and ${withinScope(scope, { unit: 'u', instrument: 'i' })}
      and (${unitId ?? null}::bigint is null or i.unit_id = ${unitId ?? null}::bigint)
    order by i.elements ->> 'acceptanceDate', i.id limit 5000`.execute(db)
  return rows
}

/** How many instruments entered in the account since a day have not joined and say no day of acceptance. */
export async function withoutAcceptance(
  db: Db,
  scope: ScopeFilter,
  since: string,
  unitId?: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from instrument i join unit u on u.id = i.unit_id
    where i.accepted_version is null and i.disposed_on is null and i.booked_on >= ${since}::date
      and not i.elements ? 'acceptanceDate' and ${withinScope(scope, { unit: 'u', instrument: 'i' })}
      and (${unitId ?? null}::bigint is null or i.unit_id = ${unitId ?? null}::bigint)`.execute(db)
  return rows[0]?.count ?? 0
}
