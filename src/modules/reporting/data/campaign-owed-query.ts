import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { Owed } from '../domain/campaign-owed.ts'

/** The element of an instrument that says a customs record must stand beside it, and the answer that does. */
export interface DutyFree {
  readonly element: string
  readonly equals: string
}
/** What decides besides the campaign itself: both dated. */
export interface OwedRules {
  readonly dutyFree: DutyFree | undefined
  /** The year whose effect is owed. */
  readonly effectYear: number
}
type Fragment = RawBuilder<unknown>
type Called = Pick<Campaign, 'id' | 'state' | 'kinds'>

const record = sql`r.instrument_id, r.id as record_id, r.state, r.accepted_version is not null as accepted, r.accepted_version`

/** What the units called owe, as it stands now: every centre, every facility, each duty-free instrument, the year. */
function owedNow({ id, kinds }: Called, { dutyFree, effectYear }: OwedRules): Fragment {
  const year = String(effectYear)
  const called = (kind: number) => sql`${(kinds as readonly number[]).includes(kind)}::boolean`
  const members = sql`(select unit_id from campaign_unit where campaign_id = ${id}) m`
  return sql`select m.unit_id, 1 as kind, 'centre' as reason, c.name as subject, ${record}
      from ${members} join centre c on c.unit_id = m.unit_id
        left join resource_record r on r.unit_id = c.unit_id and r.kind = '1' and r.centre_id = c.id
      where ${called(1)}
    union all select m.unit_id, r.kind::int, case r.kind when '1' then 'centre' else 'facility' end, r.name, ${record}
      from ${members} join resource_record r on r.unit_id = m.unit_id
      where (r.kind = '1' and r.centre_id is null and ${called(1)}) or (r.kind = '2' and ${called(2)})
    union all select m.unit_id, 5, 'duty_free', concat_ws(' ', i.inner_id, i.name), i.id as instrument_id, r.id as record_id, r.state,
        r.accepted_version is not null as accepted, r.accepted_version
      from ${members} join instrument i on i.unit_id = m.unit_id
        left join resource_record r on r.unit_id = i.unit_id and r.kind = '5' and r.instrument_id = i.id
      where ${called(5)} and i.purged_at is null and i.disposed_on is null
        and i.elements ->> ${dutyFree?.element ?? ''}::text = ${dutyFree?.equals ?? ''}::text
    union all select m.unit_id, 7, 'year', ${year}::text, ${record}
      from ${members} left join resource_record r on r.unit_id = m.unit_id and r.kind = '7' and r.inner_id = ${year}
      where ${called(7)}`
}

/** What is owed, as it stands or as it was kept; with the version accepted. */
export const owed = (campaign: Called, rules: OwedRules): Fragment =>
  campaign.state === 'closed'
    ? sql`select unit_id, kind, reason, subject, record_id, state, accepted, accepted_version from campaign_frozen_owed
        where campaign_id = ${campaign.id}`
    : owedNow(campaign, rules)

/** What units within a scope owe besides their instruments, by unit and kind. */
export async function owedWithin(
  db: Db,
  campaign: Called,
  rules: OwedRules,
  scope: ScopeFilter,
  unitId?: number,
): Promise<Owed[]> {
  const { rows } = await sql<Owed>`select o.unit_id as "unitId", o.kind, o.reason, o.subject,
      o.record_id as "recordId", o.state, o.accepted
    from (${owed(campaign, rules)}) o
      join (select unit_id as id, department_id, city_code from campaign_unit where campaign_id = ${campaign.id}) u on u.id = o.unit_id
    where ${withinScope(scope, { unit: 'u' })} and (${unitId ?? null}::bigint is null or o.unit_id = ${unitId ?? null}::bigint)
    order by o.unit_id, o.kind, o.subject, o.record_id`.execute(db)
  return rows.map((row) => ({
    ...row,
    recordId: row.recordId ?? undefined,
    state: row.state ?? undefined,
  }))
}

/** Keeps what was owed and how it stood, for the board of the closed campaign. */
export async function freezeOwed(tx: Tx, campaign: Called, rules: OwedRules): Promise<void> {
  await sql`insert into campaign_frozen_owed (campaign_id, unit_id, kind, reason, subject, instrument_id, record_id, state, accepted, accepted_version)
    select ${campaign.id}::bigint, unit_id, kind, reason, subject, instrument_id, record_id, state, accepted, accepted_version
    from (${owedNow(campaign, rules)}) o`.execute(tx)
}
