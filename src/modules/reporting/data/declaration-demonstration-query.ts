import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import type { DeclaredFacts } from '../domain/declared-facts.ts'

/** An instrument that would have to be reported, and the people of its unit who declare. */
export interface DemonstrationCandidate {
  readonly unitId: number
  readonly instrumentId: number
  readonly facts: DeclaredFacts
}
export interface DemonstrationPerson {
  readonly accountId: number
  readonly name: string
}

/** Drafts that would have to be reported, those of the unit first that a shown account reports for. */
export async function demonstrationCandidates(
  tx: Tx,
  publicFunds: readonly string[],
  thresholdFen: number,
): Promise<DemonstrationCandidate[]> {
  const { rows } = await sql<DemonstrationCandidate>`select i.unit_id as "unitId", i.id as "instrumentId",
      jsonb_strip_nulls(jsonb_build_object('name', i.name, 'model', coalesce(i.elements ->> 'instrVersion', ''),
        'innerId', i.inner_id, 'worthFen', i.worth_fen, 'bookedOn', i.booked_on, 'className', c.name)) as facts
    from instrument i join unit u on u.id = i.unit_id and u.department_id is not null
      left join lateral (select name from code_entry where table_name = 'classes' and code = i.class_code limit 1) c on true
    where i.accepted_version is null and i.disposed_on is null and i.state in ('draft', 'returned')
      and i.worth_fen >= ${thresholdFen} and jsonb_typeof(i.funds) = 'array'
      and i.funds ?| array(select jsonb_array_elements_text(${JSON.stringify(publicFunds)}::jsonb))
    order by i.unit_id <> coalesce((select unit_id from account where login = 'reporter'), 0), i.unit_id, i.id`.execute(
    tx,
  )
  return rows
}

/** Somebody who holds a role over a unit, its department or the site. */
export async function demonstrationHolder(
  tx: Tx,
  role: string,
  unitId: number,
): Promise<DemonstrationPerson | undefined> {
  const { rows } = await sql<DemonstrationPerson>`select a.id as "accountId", a.display_name as name
    from role_grant g join account a on a.id = g.account_id join unit u on u.id = ${unitId}
    where g.role = ${role} and (g.scope = 'site' or (g.scope = 'unit' and g.scope_id = u.id::text)
      or (g.scope = 'department' and g.scope_id = u.department_id::text))
    order by a.id limit 1`.execute(tx)
  return rows[0]
}
