import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { ReportState } from '../domain/report-transitions.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { subjectTables } from './subject-tables.ts'

export interface QueueFilter {
  readonly of: ReviewSubject
  /** The kind of a record of another kind than the single instrument. */
  readonly kind?: string | undefined
  readonly scope: ScopeFilter
  readonly state: ReportState
  /** Only what this campaign calls: its units, its kinds, its dates. */
  readonly campaignId?: number | undefined
  readonly unitId?: number | undefined
  readonly departmentId?: number | undefined
  readonly cityCode?: string | undefined
  /** Class codes that begin so. */
  readonly classPrefix?: string | undefined
  readonly worthFromFen?: number | undefined
  readonly worthToFen?: number | undefined
  readonly words?: string | undefined
  /** Only what has waited since before. */
  readonly waitingBefore?: Instant | undefined
  /** Taken by this account or by nobody; without it, whoever has taken it. */
  readonly claim?: { readonly accountId: number; readonly only: 'mine' | 'free' } | undefined
  /** The sample of this draw. */
  readonly drawId?: number | undefined
}
export interface QueueRow {
  readonly subjectId: number
  /** Of a record of another kind; null for a single instrument. */
  readonly kind: string | null
  readonly unitId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly innerId: string
  readonly name: string
  readonly nameEn: string
  readonly model: string
  readonly worthFen: number | null
  readonly classCode: string | null
  readonly funds: readonly string[] | null
  /** Days on which a filed declaration excuses it. */
  readonly excused: readonly { readonly from: string; readonly until: string }[]
  readonly disposedOn: string | null
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly problems: number
  readonly state: ReportState
  readonly version: number
  readonly acceptedVersion: number | null
  readonly since: Instant
  readonly claimedBy: number | null
  readonly claimedByName: string | null
  readonly claimedUntil: Instant | null
  readonly drawId: number | null
  readonly verdict: string | null
}

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`

function claimCondition(claim: QueueFilter['claim']): RawBuilder<unknown>[] {
  if (claim === undefined) return []
  if (claim.only === 'mine') return [sql`c.account_id = ${claim.accountId}`]
  return [sql`(c.account_id is null or c.account_id = ${claim.accountId})`]
}

/** What only single instruments have. */
function instrumentConditions(filter: QueueFilter): RawBuilder<unknown>[] {
  const { classPrefix, worthFromFen, worthToFen } = filter
  if (filter.of !== 'instrument') return []
  return [
    ...(classPrefix === undefined ? [] : [sql`i.class_code like ${`${classPrefix}%`}`]),
    ...(worthFromFen === undefined ? [] : [sql`i.worth_fen >= ${worthFromFen}`]),
    ...(worthToFen === undefined ? [] : [sql`i.worth_fen <= ${worthToFen}`]),
  ]
}

/** What a campaign calls; an instrument without a date may belong to it, as on its board. */
const ofCampaign = (of: ReviewSubject, campaignId: number): RawBuilder<unknown> =>
  sql`exists (select from campaign k join campaign_unit called on called.campaign_id = k.id
    where k.id = ${campaignId} and called.unit_id = i.unit_id and ${
      of === 'instrument'
        ? sql`4 = any(k.kinds) and (i.booked_on is null
          or ((k.booked_from is null or i.booked_on >= k.booked_from)
            and (k.booked_until is null or i.booked_on <= k.booked_until)))`
        : sql`split_part(i.kind, '-', 1) = any(k.kinds::text[])`
    })`

/** Expects `i` instrument or record, `u` unit, `c` claim in force, `m` member of an open draw. */
function conditions(filter: QueueFilter): RawBuilder<unknown> {
  const { of, kind, unitId, departmentId, cityCode, words } = filter
  const parts: RawBuilder<unknown>[] = [
    sql`i.state = ${filter.state}`,
    withinScope(filter.scope, of === 'instrument' ? { unit: 'u', instrument: 'i' } : { unit: 'u' }),
    ...instrumentConditions(filter),
    ...claimCondition(filter.claim),
  ]
  if (filter.campaignId !== undefined) parts.push(ofCampaign(of, filter.campaignId))
  if (unitId !== undefined) parts.push(sql`i.unit_id = ${unitId}`)
  if (departmentId !== undefined) parts.push(sql`u.department_id = ${departmentId}`)
  if (cityCode !== undefined) parts.push(sql`u.city_code = ${cityCode}`)
  if (of === 'record' && kind !== undefined) parts.push(sql`i.kind = ${kind}`)
  if (filter.waitingBefore !== undefined)
    parts.push(sql`i.state_since < ${filter.waitingBefore}::timestamptz`)
  if (filter.drawId !== undefined) parts.push(sql`m.draw_id = ${filter.drawId} and m.sampled`)
  if (words !== undefined && words !== '')
    parts.push(sql`(i.name ilike ${like(words)} or i.inner_id ilike ${like(words)}
      or i.elements ->> 'instrVersion' ilike ${like(words)} or u.name ilike ${like(words)})`)
  return sql.join(parts, sql` and `)
}

const from = (of: ReviewSubject, now: Instant) => {
  const { table, key } = subjectTables[of]
  return sql`from ${table} i join unit u on u.id = i.unit_id
  left join review_claim c on c.unit_id = i.unit_id and c.${key} = i.id
    and c.claimed_until > ${now}::timestamptz
  left join review_draw_member m on m.unit_id = i.unit_id and m.${key} = i.id and m.is_open`
}

/** What the queue shows of each kind of subject besides what both have. */
const particulars: Readonly<Record<ReviewSubject, RawBuilder<unknown>>> = {
  instrument: sql`null as kind, coalesce(i.elements ->> 'instrVersion', '') as model, i.worth_fen as "worthFen",
      i.class_code as "classCode", jsonb_path_query_array(i.elements, '$.funds[*]') as funds,
      coalesce((select jsonb_agg(jsonb_build_object('from', lower(span), 'until', upper(span) - 1))
        from unnest(i.excused) span), '[]'::jsonb) as excused,
      i.disposed_on as "disposedOn", i.secrecy`,
  record: sql`i.kind, '' as model, null::bigint as "worthFen", null as "classCode", null as funds, '[]'::jsonb as excused,
      null as "disposedOn", 'not_secret' as secrecy`,
}

/** One page of what waits, longest waiting first. */
export async function queuePage(
  db: Db,
  filter: QueueFilter,
  page: {
    readonly now: Instant
    readonly after: { readonly since: Instant; readonly id: number } | undefined
    readonly limit: number
  },
): Promise<QueueRow[]> {
  const { now, after, limit } = page
  const beyond =
    after === undefined
      ? sql``
      : sql`and (i.state_since, i.id) > (${after.since}::timestamptz, ${after.id}::bigint)`
  const { rows } =
    await sql<QueueRow>`select i.id as "subjectId", i.unit_id as "unitId", u.name as "unitName",
      u.name_en as "unitNameEn", i.inner_id as "innerId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn", ${particulars[filter.of]}, i.problems, i.state, i.version,
      i.accepted_version as "acceptedVersion", i.state_since as since, c.account_id as "claimedBy",
      c.account_name as "claimedByName", c.claimed_until as "claimedUntil", m.draw_id as "drawId", m.verdict
    ${from(filter.of, now)} where ${conditions(filter)} ${beyond}
    order by i.state_since, i.id limit ${limit}`.execute(db)
  return rows
}

export interface QueueCounts {
  readonly total: number
  readonly late: number
  readonly claims: readonly { readonly name: string; readonly count: number; readonly until: Instant }[]
}

/** How many wait, how many of them too long, and who has taken how many. */
export async function queueCounts(
  db: Db,
  filter: QueueFilter,
  now: Instant,
  lateSince: Instant,
): Promise<QueueCounts> {
  const { rows } = await sql<{ total: number; late: number }>`select count(*)::int as total,
      (count(*) filter (where i.state_since < ${lateSince}::timestamptz))::int as late
    ${from(filter.of, now)} where ${conditions(filter)}`.execute(db)
  const claims = await sql<{ name: string; count: number; until: Instant }>`select c.account_name as name,
      count(*)::int as count, max(c.claimed_until) as until
    ${from(filter.of, now)} where ${conditions({ of: filter.of, scope: filter.scope, state: filter.state })} and c.account_id is not null
    group by c.account_id, c.account_name order by count desc limit 50`.execute(db)
  return { ...(rows[0] ?? { total: 0, late: 0 }), claims: claims.rows }
}

/** Every report a filter finds, for a draw; those in another open draw are left out. */
export async function drawable(
  db: Db,
  filter: QueueFilter,
  now: Instant,
  most: number,
): Promise<{ unitId: number; subjectId: number; version: number }[]> {
  const { rows } = await sql<{ unitId: number; subjectId: number; version: number }>`select
      i.unit_id as "unitId", i.id as "subjectId", i.version
    ${from(filter.of, now)} where ${conditions(filter)} and m.draw_id is null order by i.id limit ${most}`.execute(
    db,
  )
  return rows
}
