import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { Order } from '../domain/order.ts'
import type { OrderState } from '../domain/order-transitions.ts'
import { orderColumns, present } from './order-repository.ts'

/** An order in a list, with names. */
export interface OrderRow extends Order {
  readonly instrumentName: string
  readonly unitName: string
  readonly unitNameEn: string
  readonly zone: string
  readonly requesterName: string
  readonly userUnitName: string | undefined
  readonly userUnitNameEn: string | undefined
  readonly sampleCount: number
  readonly doneCount: number
  readonly settledCount: number
}

/** Whose orders: one's own, those one works on or answers for, those of the groups one leads. */
export type OrderReach =
  | { readonly kind: 'mine'; readonly accountId: number }
  | { readonly kind: 'staff'; readonly scope: ScopeFilter; readonly accountId: number }
  | { readonly kind: 'group'; readonly groupIds: readonly number[] }

export interface OrderFilter {
  readonly reach: OrderReach
  readonly states?: readonly OrderState[] | undefined
  readonly instrumentId?: number | undefined
  readonly operatorId?: number | undefined
  readonly words?: string | undefined
}

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`

function within(reach: OrderReach): RawBuilder<unknown> {
  if (reach.kind === 'mine') return sql`o.account_id = ${reach.accountId}`
  if (reach.kind === 'group')
    return sql`o.group_id = any(${[...reach.groupIds]}::bigint[]) and o.state <> 'draft'`
  return sql`(${withinScope(reach.scope, { unit: 'u', instrument: 'i' })} or o.operator_id = ${reach.accountId})
    and o.state not in ('draft', 'group_review') and o.order_no is not null`
}

/** Columns o (order), i (instrument), u (unit) and a (account) stand in the query. */
function conditions(filter: OrderFilter): RawBuilder<unknown> {
  const { states, instrumentId, operatorId, words } = filter
  const parts: RawBuilder<unknown>[] = [within(filter.reach)]
  if (states !== undefined) parts.push(sql`o.state = any(${[...states]}::text[])`)
  if (instrumentId !== undefined) parts.push(sql`o.instrument_id = ${instrumentId}`)
  if (operatorId !== undefined) parts.push(sql`o.operator_id = ${operatorId}`)
  if (words !== undefined && words !== '')
    parts.push(sql`(o.order_no ilike ${like(words)} or i.name ilike ${like(words)} or a.display_name ilike ${like(words)}
      or exists (select from order_sample s where s.unit_id = o.unit_id and s.order_id = o.id
        and (s.name ilike ${like(words)} or s.sample_no ilike ${like(words)})))`)
  return sql.join(parts, sql` and `)
}

const sources = sql`sample_order o join instrument i on i.unit_id = o.unit_id and i.id = o.instrument_id
  join unit u on u.id = o.unit_id join account a on a.id = o.account_id`

const namedColumns = sql`${orderColumns}, i.name as "instrumentName", u.name as "unitName", u.name_en as "unitNameEn",
  u.time_zone as zone, a.display_name as "requesterName", uu.name as "userUnitName", uu.name_en as "userUnitNameEn",
  counted.samples as "sampleCount", counted.done as "doneCount", counted.settled as "settledCount"`

const named = sql`${sources} left join unit uu on uu.id = o.user_unit_id
  cross join lateral (select count(*)::int as samples, (count(*) filter (where s.state = 'done'))::int as done,
      (count(*) filter (where s.state in ('done', 'failed', 'missing')))::int as settled
    from order_sample s where s.unit_id = o.unit_id and s.order_id = o.id) counted`

/** One page of orders, the one changed last first. */
export async function orderList(
  db: Db,
  filter: OrderFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<OrderRow[]> {
  const { rows } = await sql<object>`select ${namedColumns} from ${named}
    where ${conditions(filter)} order by o.updated_at desc, o.id desc limit ${page.limit} offset ${page.offset}`.execute(
    db,
  )
  return rows.map((row) => present(row) as OrderRow)
}

/** One order with its names. */
export async function namedOrder(db: Db, id: number): Promise<OrderRow | undefined> {
  const { rows } = await sql<object>`select ${namedColumns} from ${named} where o.id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : (present(rows[0]) as OrderRow)
}

/** How many orders are in each state. */
export async function orderCounts(
  db: Db,
  filter: OrderFilter,
): Promise<{ state: OrderState; count: number }[]> {
  const { rows } = await sql<{ state: OrderState; count: number }>`select o.state, count(*)::int as count
    from ${sources} where ${conditions(filter)} group by o.state`.execute(db)
  return rows
}
