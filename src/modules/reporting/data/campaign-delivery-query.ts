import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { Campaign, CampaignKind } from '../domain/campaign.ts'
import type { HandOverCell } from '../domain/campaign-delivery.ts'
import { calledUnits, instruments, withinDates } from './campaign-board-query.ts'
import { owed, type OwedRules } from './campaign-owed-query.ts'

type Fragment = RawBuilder<unknown>

/** Every accepted record of a campaign with its version, and whether the nation has that version or a newer one. */
function accepted(campaign: Campaign, on: string, rules: OwedRules, scope: ScopeFilter): Fragment {
  const ready = sql`select i.unit_id, 4 as kind, i.id as subject_id, i.accepted_version as version
      from ${calledUnits(campaign.id)} join ${instruments(campaign, on)}
      where ${campaign.kinds.includes(4)}::boolean and ${withinScope(scope, { unit: 'u' })} and ${withinDates(campaign)}
        and i.accepted_version is not null and i.disposed_on is null and not i.excused
    union all select u.id, o.kind, o.record_id, o.accepted_version
      from ${calledUnits(campaign.id)} join (${owed(campaign, rules)}) o on o.unit_id = u.id
      where ${withinScope(scope, { unit: 'u' })} and o.accepted_version is not null`
  return sql`select r.*, given.subject_id is not null as handed_over from (${ready}) r
    left join (select d.kind, t.unit_id, t.subject_id, max(t.version) as version
        from campaign_delivery d join campaign_delivery_item t on t.delivery_id = d.id
        where d.campaign_id = ${campaign.id} and d.state = 'delivered' group by 1, 2, 3) given
      on given.kind = r.kind and given.unit_id = r.unit_id and given.subject_id = r.subject_id
        and given.version >= r.version`
}

/** How far handing over is, by unit and kind, within a scope. */
export async function handOverCells(
  db: Db,
  campaign: Campaign,
  of: { readonly on: string; readonly rules: OwedRules },
  scope: ScopeFilter,
): Promise<HandOverCell[]> {
  const { rows } = await sql<HandOverCell>`select unit_id as "unitId", kind, count(*)::int as accepted,
      (count(*) filter (where handed_over))::int as "handedOver"
    from (${accepted(campaign, of.on, of.rules, scope)}) a group by 1, 2`.execute(db)
  return rows
}

/** An accepted record as the version the province accepted has it. */
export interface ReadyRecord {
  readonly unitId: number
  readonly subjectId: number
  readonly version: number
  readonly dictionary: string
  /** By the elements of the dictionary. */
  readonly elements: object
  /** Rows of the sheets attached, by part. */
  readonly attached: Readonly<Record<string, readonly object[]>>
}

/** The accepted records of a kind the nation has not got yet, with what was accepted. */
export async function readyRecords(
  tx: Tx,
  campaign: Campaign,
  kind: CampaignKind,
  of: { readonly on: string; readonly rules: OwedRules; readonly scope: ScopeFilter },
): Promise<ReadyRecord[]> {
  const waiting = sql`(select * from (${accepted(campaign, of.on, of.rules, of.scope)}) a
    where kind = ${kind} and not handed_over) w`
  const from =
    kind === 4
      ? sql`'{}'::jsonb as attached from ${waiting} join instrument i on i.unit_id = w.unit_id and i.id = w.subject_id
        join instrument_version v on v.unit_id = w.unit_id and v.instrument_id = w.subject_id and v.version = w.version`
      : sql`v.attached from ${waiting} join resource_record i on i.unit_id = w.unit_id and i.id = w.subject_id
        join resource_record_version v on v.unit_id = w.unit_id and v.record_id = w.subject_id and v.version = w.version`
  const { rows } =
    await sql<ReadyRecord>`select w.unit_id as "unitId", w.subject_id as "subjectId", w.version,
      i.dictionary, v.elements, ${from} order by w.unit_id, i.inner_id, w.subject_id`.execute(tx)
  return rows
}
