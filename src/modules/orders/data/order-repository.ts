import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Order, OrderContent } from '../domain/order.ts'
import type { OrderAct, OrderState } from '../domain/order-transitions.ts'

/** Columns of the alias `o` as an order. */
export const orderColumns = sql`o.unit_id as "unitId", o.id, o.instrument_id as "instrumentId", o.account_id as "accountId",
  o.user_unit_id as "userUnitId", o.user_kind as "userKind", o.group_id as "groupId", o.state, o.order_no as "orderNo",
  o.norm, o.wanted, o.wished_on as "wishedOn", o.project, o.contact_name as "contactName",
  o.contact_phone as "contactPhone", o.notes, o.answers, o.operator_id as "operatorId", o.operator_name as "operatorName",
  o.quote_revision as "quoteRevision", o.total_fen as "totalFen", o.quote_valid_until as "quoteValidUntil",
  o.expected_on as "expectedOn", o.confirm_until as "confirmUntil", o.received_at as "receivedAt",
  o.handed_over_at as "handedOverAt", o.closed_at as "closedAt", o.end_reason as "endReason", o.version,
  o.created_at as "createdAt", o.submitted_at as "submittedAt", o.updated_at as "updatedAt"`

/** A row with undefined where the database says null. */
export const present = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, (value as unknown) ?? undefined]))

async function one(db: Db, id: number, lock: RawBuilder<unknown>): Promise<Order | undefined> {
  const { rows } =
    await sql<object>`select ${orderColumns} from sample_order o where o.id = ${id} ${lock}`.execute(db)
  return rows[0] === undefined ? undefined : (present(rows[0]) as Order)
}

/** An order, whoever asks. */
export const orderById = (db: Db, id: number): Promise<Order | undefined> => one(db, id, sql``)

/** Like orderById, and nobody else changes it until the transaction ends. */
export const lockedOrder = (tx: Tx, id: number): Promise<Order | undefined> => one(tx, id, sql`for update`)

export interface NewOrder extends OrderContent {
  readonly unitId: number
  readonly instrumentId: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly userKind: string
}

export async function insertOrder(tx: Tx, given: NewOrder, now: Instant): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into sample_order (unit_id, instrument_id, account_id, user_unit_id,
      user_kind, group_id, state, norm, wanted, wished_on, project, contact_name, contact_phone, notes, answers,
      created_at, updated_at)
    values (${given.unitId}, ${given.instrumentId}, ${given.accountId}, ${given.userUnitId ?? null}, ${given.userKind},
      ${given.groupId ?? null}, 'draft', ${given.norm}, ${given.wanted}, ${given.wishedOn ?? null}::date, ${given.project},
      ${given.contactName}, ${given.contactPhone}, ${given.notes}, ${JSON.stringify(given.answers)}::jsonb,
      ${now}::timestamptz, ${now}::timestamptz) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** What the user wrote, anew; the caller holds the order's lock. */
export async function updateContent(tx: Tx, order: Order, given: OrderContent, now: Instant): Promise<void> {
  await sql`update sample_order set group_id = ${given.groupId ?? null}, norm = ${given.norm}, wanted = ${given.wanted},
      wished_on = ${given.wishedOn ?? null}::date, project = ${given.project}, contact_name = ${given.contactName},
      contact_phone = ${given.contactPhone}, notes = ${given.notes}, answers = ${JSON.stringify(given.answers)}::jsonb,
      version = version + 1, updated_at = ${now}::timestamptz
    where unit_id = ${order.unitId} and id = ${order.id}`.execute(tx)
}

/** What changes beside the state when an order takes a step. */
export interface OrderPatch {
  readonly orderNo?: string
  readonly submittedAt?: Instant
  readonly settingsVersion?: number
  readonly operator?: { readonly id: number; readonly name: string }
  readonly quote?: {
    readonly revision: number
    readonly totalFen: number
    readonly validUntil: string
    readonly expectedOn: string
  }
  readonly confirmUntil?: string
  readonly receivedAt?: Instant
  readonly handedOverAt?: Instant
  readonly closedAt?: Instant
  readonly endReason?: string
}

function assignments(patch: OrderPatch): RawBuilder<unknown>[] {
  const { operator, quote } = patch
  const single: readonly (RawBuilder<unknown> | false)[] = [
    patch.orderNo !== undefined && sql`order_no = ${patch.orderNo}`,
    patch.submittedAt !== undefined && sql`submitted_at = ${patch.submittedAt}::timestamptz`,
    patch.settingsVersion !== undefined && sql`settings_version = ${patch.settingsVersion}`,
    operator !== undefined && sql`operator_id = ${operator.id}, operator_name = ${operator.name}`,
    quote !== undefined &&
      sql`quote_revision = ${quote.revision}, total_fen = ${quote.totalFen},
        quote_valid_until = ${quote.validUntil}::date, expected_on = ${quote.expectedOn}::date`,
    patch.confirmUntil !== undefined && sql`confirm_until = ${patch.confirmUntil}::date`,
    patch.receivedAt !== undefined && sql`received_at = ${patch.receivedAt}::timestamptz`,
    patch.handedOverAt !== undefined && sql`handed_over_at = ${patch.handedOverAt}::timestamptz`,
    patch.closedAt !== undefined && sql`closed_at = ${patch.closedAt}::timestamptz`,
    patch.endReason !== undefined && sql`end_reason = ${patch.endReason}`,
  ]
  return single.filter((part) => part !== false)
}

/** Counts the version up and takes what else changes; the caller holds the order's lock. */
export async function patchOrder(
  tx: Tx,
  order: Pick<Order, 'unitId' | 'id'>,
  state: OrderState,
  patch: OrderPatch,
  now: Instant,
): Promise<void> {
  const set = [
    sql`state = ${state}, version = version + 1, updated_at = ${now}::timestamptz`,
    ...assignments(patch),
  ]
  await sql`update sample_order set ${sql.join(set)} where unit_id = ${order.unitId} and id = ${order.id}`.execute(
    tx,
  )
}

/** The next number of a unit's year. */
export async function nextOrderNo(tx: Tx, unitId: number, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into order_counter (unit_id, year, last)
    values (${unitId}, ${year}, 1)
    on conflict (unit_id, year) do update set last = order_counter.last + 1 returning last`.execute(tx)
  return rows[0]?.last ?? 0
}

/** A step that was taken. */
export interface TakenStep {
  readonly act: OrderAct
  readonly from: OrderState
  readonly to: OrderState
  readonly comment: string
  readonly actorName: string
  readonly at: Instant
}

export async function insertStep(
  tx: Tx,
  order: Pick<Order, 'unitId' | 'id'>,
  step: Omit<TakenStep, 'at'> & { readonly actorId: number | undefined },
  now: Instant,
): Promise<void> {
  await sql`insert into order_step (unit_id, order_id, act, from_state, to_state, comment, actor_id, actor_name, at)
    values (${order.unitId}, ${order.id}, ${step.act}, ${step.from}, ${step.to}, ${step.comment}, ${step.actorId ?? null},
      ${step.actorName}, ${now}::timestamptz)`.execute(tx)
}

/** Every step of an order, oldest first. */
export async function stepsOf(db: Db, unitId: number, orderId: number): Promise<TakenStep[]> {
  const { rows } = await sql<TakenStep>`select act, from_state as "from", to_state as "to", comment,
      actor_name as "actorName", at from order_step
    where unit_id = ${unitId} and order_id = ${orderId} order by id limit 500`.execute(db)
  return rows
}

/** Orders of which a date has passed: quotes nobody answered, results nobody complained about. */
export async function overdueOrders(
  db: Db,
  what: 'quoted' | 'handed_over',
  today: string,
  limit: number,
): Promise<number[]> {
  const column = what === 'quoted' ? sql`quote_valid_until` : sql`confirm_until`
  const { rows } = await sql<{ id: number }>`select id from sample_order
    where state = ${what} and ${column} < ${today}::date order by id limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}
