import { type RawBuilder, sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import { day, type Instant, plus } from '#kernel/time.ts'
import { longestBooking, ms } from './epoch.ts'

/** Whose bookings matter, and from when on. */
export interface PersonWish {
  readonly accountId: number
  readonly now: Instant
}

/** A booking that may count for a quota, as it is stored. */
interface CountedRow extends Interval {
  readonly accountId: number
  readonly unitId: number | null
  readonly unitKind: string | null
  readonly groups: readonly number[] | null
}

/** What is booked of an instrument by those who may be counted with somebody. */
export interface CountedLoad {
  readonly openUntil: readonly Instant[] | null
  readonly booked: readonly CountedRow[] | null
  readonly groups: readonly number[] | null
}

/** From the month before a slot until far enough behind it for other times to be offered. */
const reachOf = (span: Interval): Interval => ({
  start: plus(span.start, -32 * day),
  end: plus(span.end, 46 * day),
})

const bears = (per: string) => sql`q.quotas @> ${JSON.stringify([{ per }])}::jsonb`

/**
 * What counts for somebody's quotas at instrument `i`, read only when a version of its rules counts anything; bookings kept for
 * guests are nobody's. Whoever may count is taken widely here and told apart by the domain.
 */
export function countedAround(
  { accountId, now }: PersonWish,
  unitId: number | undefined,
  span: Interval,
  except = 0,
): RawBuilder<unknown> {
  const reach = reachOf(span)
  const mine = sql`select m.unit_id, m.group_id from group_member m where m.account_id = ${accountId}`
  const here = sql`b.unit_id = i.unit_id and b.instrument_id = i.id and b.guest_name = '' and b.id <> ${except}`
  return sql`, (select jsonb_build_object(
    'openUntil', (select jsonb_agg(${ms('b.ends_at')} order by b.ends_at) from booking b
      where ${here} and b.account_id = ${accountId} and b.status in ('offered', 'pending', 'requested', 'confirmed', 'in_use')
        and b.ends_at > ${now} and b.starts_at > ${plus(now, -longestBooking)}),
    'groups', (select jsonb_agg(g.group_id) from (${mine}) g),
    'booked', (select jsonb_agg(jsonb_build_object('start', ${ms('b.starts_at')}, 'end', ${ms('b.ends_at')},
        'accountId', b.account_id, 'unitId', b.user_unit_id, 'unitKind', bu.kind,
        'groups', (select jsonb_agg(m.group_id) from group_member m where m.account_id = b.account_id
          and (m.unit_id, m.group_id) in (${mine}))))
      from booking b left join unit bu on bu.id = b.user_unit_id
      where ${here} and b.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed') and b.ends_at > ${reach.start}
        and b.starts_at > ${plus(reach.start, -longestBooking)} and b.starts_at < ${reach.end}
        and (b.account_id = ${accountId} or ${bears('kind')}
          or (${bears('unit')} and b.user_unit_id = ${unitId ?? null})
          or (${bears('group')} and b.account_id in (select m.account_id from group_member m
            where (m.unit_id, m.group_id) in (${mine}))))))
    from (select coalesce(jsonb_agg(x.quota) filter (where x.quota is not null), '[]'::jsonb) as quotas, count(*) as n
      from booking_rules r left join lateral jsonb_array_elements(r.rules -> 'quotas') as x (quota) on true
      where r.unit_id = i.unit_id and r.instrument_id = i.id and r.rules ?| array['quotas', 'openPerPerson']) q
    where q.n > 0) as counted`
}
