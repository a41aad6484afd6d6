import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { BoardCell } from '../domain/campaign-board.ts'
import { type EligibilityRules, publicly, thresholdFen } from '../domain/eligibility-rules.ts'
import type { ReportState } from '../domain/report-transitions.ts'

/** The scope of the program itself. */
export const everywhere: ScopeFilter = {
  everything: true,
  unitIds: [],
  departmentIds: [],
  cityCodes: [],
  centreIds: [],
  instrumentIds: [],
}

type Fragment = RawBuilder<unknown>

/** Of a closed campaign what was kept when it ended, else the instruments as they stand on a day; alias `i`. */
export const instruments = (campaign: Pick<Campaign, 'id' | 'state'>, on: string): Fragment =>
  campaign.state === 'closed'
    ? sql`campaign_frozen i on i.unit_id = u.id and i.campaign_id = ${campaign.id}`
    : sql`(select unit_id, id, inner_id, name, coalesce(elements ->> 'instrVersion', '') as model, worth_fen, booked_on,
        disposed_on, funds, coalesce(excused @> ${on}::date, false) as excused, secrecy, state, accepted_version, updated_at
        from instrument where purged_at is null) i
      on i.unit_id = u.id`

/** The units called, where they stood; alias `u`, with the id a scope is judged by. */
export const calledUnits = (campaignId: number): Fragment =>
  sql`(select unit_id as id, department_id, city_code from campaign_unit where campaign_id = ${campaignId}) u`

/** An instrument without a date may belong to the span; whoever completes it will see. */
export const withinDates = ({
  bookedFrom,
  bookedUntil,
}: Pick<Campaign, 'bookedFrom' | 'bookedUntil'>): Fragment =>
  sql`(i.booked_on is null or ((${bookedFrom ?? null}::date is null or i.booked_on >= ${bookedFrom ?? null}::date)
    and (${bookedUntil ?? null}::date is null or i.booked_on <= ${bookedUntil ?? null}::date)))`

const funds = sql`case when jsonb_typeof(i.funds) = 'array' then i.funds
  when i.funds is null or i.funds = '""'::jsonb then '[]'::jsonb else jsonb_build_array(i.funds) end`

/** Instruments of a campaign counted by unit and facts, within a scope. */
export async function boardCells(
  db: Db,
  campaign: Campaign,
  rules: EligibilityRules,
  on: string,
  scope: ScopeFilter,
  unitId?: number,
): Promise<BoardCell[]> {
  if (!campaign.kinds.includes(4)) return []
  // Grouped by the funds as they stand: a handful of combinations, which the rules then judge once each.
  const { rows } =
    await sql<FundedCell>`select u.id as "unitId", i.state, i.accepted_version is not null as accepted,
      i.disposed_on is not null as disposed, i.excused, i.worth_fen >= ${thresholdFen(rules)}::bigint as "atLeastThreshold",
      i.funds, count(*)::int as count
    from ${calledUnits(campaign.id)} join ${instruments(campaign, on)}
    where ${withinScope(scope, { unit: 'u' })} and ${withinDates(campaign)}
      and (${unitId ?? null}::bigint is null or u.id = ${unitId ?? null}::bigint)
    group by 1, 2, 3, 4, 5, 6, 7`.execute(db)
  return rows.map(({ funds: named, ...cell }) => ({
    ...cell,
    publicFunds: publicly(rules, sourcesOf(named)) ?? null,
  }))
}

type FundedCell = Omit<BoardCell, 'publicFunds'> & { readonly funds: unknown }
const sourcesOf = (named: unknown): string[] => {
  if (Array.isArray(named)) return named.map(String)
  return typeof named === 'string' && named !== '' ? [named] : []
}

export interface CalledUnit {
  readonly unitId: number
  readonly name: string
  readonly nameEn: string
  readonly departmentId: number | null
  readonly departmentName: string | null
  readonly departmentNameEn: string | null
  readonly cityCode: string | null
  /** When the unit was prompted last, `YYYY-MM-DD`, and how often. */
  readonly promptedOn: string | null
  readonly prompts: number
}

/** The units a campaign calls, within a scope, by name. */
export async function unitsCalled(
  db: Db,
  campaignId: number,
  scope: ScopeFilter,
  unitId?: number,
): Promise<CalledUnit[]> {
  const { rows } = await sql<CalledUnit>`select u.id as "unitId", n.name, n.name_en as "nameEn",
      u.department_id as "departmentId", d.name as "departmentName", d.name_en as "departmentNameEn",
      u.city_code as "cityCode", p.last as "promptedOn", coalesce(p.prompts, 0)::int as prompts
    from ${calledUnits(campaignId)} join unit n on n.id = u.id left join department d on d.id = u.department_id
      left join (select unit_id, max(occasion) as last, count(*) as prompts from campaign_prompt
        where campaign_id = ${campaignId} group by unit_id) p on p.unit_id = u.id
    where ${withinScope(scope, { unit: 'u' })}
      and (${unitId ?? null}::bigint is null or u.id = ${unitId ?? null}::bigint)
    order by n.name collate "zh-x-icu", u.id`.execute(db)
  return rows
}

export interface BoardInstrument {
  readonly instrumentId: number
  readonly innerId: string
  readonly name: string
  readonly model: string
  readonly worthFen: number | null
  readonly bookedOn: string | null
  readonly disposedOn: string | null
  readonly funds: readonly string[]
  readonly excused: boolean
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly state: ReportState
  readonly accepted: boolean
  readonly updatedAt: Instant
}

/** The instruments of one unit in a campaign, by their number. */
export async function boardInstruments(
  db: Db,
  campaign: Campaign,
  unitId: number,
  on: string,
): Promise<BoardInstrument[]> {
  if (!campaign.kinds.includes(4)) return []
  const { rows } =
    await sql<BoardInstrument>`select i.id as "instrumentId", i.inner_id as "innerId", i.name, i.model,
      i.worth_fen as "worthFen", i.booked_on as "bookedOn", i.disposed_on as "disposedOn", ${funds} as funds, i.excused,
      i.secrecy, i.state, i.accepted_version is not null as accepted, i.updated_at as "updatedAt"
    from ${calledUnits(campaign.id)} join ${instruments(campaign, on)}
    where u.id = ${unitId} and ${withinDates(campaign)}
    order by i.inner_id, i.id limit 20000`.execute(db)
  return rows
}

/** Keeps the facts of every instrument of the units called, for the board of the closed campaign. */
export async function freezeInstruments(tx: Tx, campaign: Campaign, on: string): Promise<number> {
  const result =
    await sql`insert into campaign_frozen (campaign_id, unit_id, id, inner_id, name, model, worth_fen, booked_on,
      disposed_on, funds, excused, secrecy, state, accepted_version, updated_at)
    select ${campaign.id}::bigint, i.unit_id, i.id, i.inner_id, i.name, i.model, i.worth_fen, i.booked_on, i.disposed_on, i.funds,
      i.excused, i.secrecy, i.state, i.accepted_version, i.updated_at
    from ${calledUnits(campaign.id)} join ${instruments({ id: campaign.id, state: 'open' }, on)}
    where ${withinDates(campaign)}`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}
