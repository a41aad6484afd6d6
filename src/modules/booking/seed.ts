import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedRules {
  readonly unitId: number
  readonly instrumentId: number
  readonly version: number
  readonly effectiveFrom: Instant
  readonly bookable: boolean
  readonly rules: object
  readonly changedBy: number
}
export interface SeedClosure {
  readonly unitId: number
  readonly id: number
  readonly instrumentId: number
  readonly span: Interval
  readonly kind: string
  readonly reason: string
  readonly createdBy: number
  readonly createdAt: Instant
}
export interface SeedBooking {
  readonly unitId: number
  readonly id: number
  readonly instrumentId: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly span: Interval
  readonly status: string
  readonly serviceWay: 'self' | 'guided' | 'commissioned' | 'remote'
  readonly purpose: string
  readonly project: string
  readonly decidedBy: number | undefined
  readonly decidedAt: Instant | undefined
  readonly decisionNote: string
  readonly cancelledAt: Instant | undefined
  readonly createdAt: Instant
}

export async function seedRules(sql: Sql, rules: Iterable<SeedRules>): Promise<void> {
  await copyRows(
    sql,
    'booking_rules',
    [
      'unit_id',
      'instrument_id',
      'version',
      'effective_from',
      'bookable',
      'rules',
      'changed_by',
      'changed_at',
    ],
    rowsOf(rules, (one) => [
      one.unitId,
      one.instrumentId,
      one.version,
      timeCell(one.effectiveFrom),
      one.bookable,
      one.rules,
      one.changedBy,
      timeCell(one.effectiveFrom),
    ]),
  )
}

export async function seedClosures(sql: Sql, closures: Iterable<SeedClosure>): Promise<void> {
  await copyRows(
    sql,
    'closure',
    ['unit_id', 'id', 'instrument_id', 'starts_at', 'ends_at', 'kind', 'reason', 'created_by', 'created_at'],
    rowsOf(closures, (one) => [
      one.unitId,
      one.id,
      one.instrumentId,
      timeCell(one.span.start),
      timeCell(one.span.end),
      one.kind,
      one.reason,
      one.createdBy,
      timeCell(one.createdAt),
    ]),
  )
}

const bookingColumns = [
  'unit_id',
  'id',
  'instrument_id',
  'account_id',
  'user_unit_id',
  'starts_at',
  'ends_at',
  'status',
  'service_way',
  'purpose',
  'project',
  'decided_by',
  'decided_at',
  'decision_note',
  'cancelled_at',
  'created_at',
]

export async function seedBookings(sql: Sql, bookings: Iterable<SeedBooking>): Promise<void> {
  await copyRows(
    sql,
    'booking',
    bookingColumns,
    rowsOf(bookings, (one) => [
      one.unitId,
      one.id,
      one.instrumentId,
      one.accountId,
      one.userUnitId,
      timeCell(one.span.start),
      timeCell(one.span.end),
      one.status,
      one.serviceWay,
      one.purpose,
      one.project,
      one.decidedBy,
      timeCell(one.decidedAt),
      one.decisionNote,
      timeCell(one.cancelledAt),
      timeCell(one.createdAt),
    ]),
  )
}

/** After the last booking. */
export async function finishBookings(sql: Sql): Promise<void> {
  await moveSequence(sql, 'booking')
  await moveSequence(sql, 'closure')
  await seedTemplates(sql)
  await seedChains(sql)
}

/** Each centre keeps as a template the rules of its first instrument; instruments with the same rules follow it. */
async function seedTemplates(sql: Sql): Promise<void> {
  await sql`insert into booking_template (unit_id, centre_id, name, rules, changed_by, changed_at)
    select distinct on (i.centre_id) i.unit_id, i.centre_id, '日常开放', r.rules, r.changed_by, r.changed_at
    from booking_rules r join instrument i on i.unit_id = r.unit_id and i.id = r.instrument_id
    where i.centre_id is not null and r.bookable order by i.centre_id, i.id, r.version desc`
  await sql`update booking_rules r set template_id = t.id from booking_template t, instrument i
    where i.unit_id = r.unit_id and i.id = r.instrument_id and t.unit_id = i.unit_id and t.centre_id = i.centre_id
      and r.rules = t.rules`
}

/** A person's calendar feeds, one that lives and one that was revoked; nobody knows their addresses. */
export async function seedFeeds(
  sql: Sql,
  accountId: number,
  digests: readonly [Buffer, Buffer],
  at: { readonly opened: Instant; readonly revoked: Instant },
): Promise<void> {
  const opened = new Date(at.opened).toISOString()
  const revoked = new Date(at.revoked).toISOString()
  await sql`insert into calendar_feed (account_id, kind, token_sha256, created_at, last_read_at, revoked_at) values
    (${accountId}, 'mine', ${digests[0]}, ${opened}, ${revoked}, ${revoked}),
    (${accountId}, 'mine', ${digests[1]}, ${revoked}, null, null)`
}

/**
 * Some instruments whose lead decides have chains: the requests there wait at each step, and at some of them they do not
 * keep their time. Whoever decided at the lead's step is on record.
 */
async function seedChains(sql: Sql): Promise<void> {
  const chains = [
    {
      steps: [
        { by: 'group_lead', withinHours: 48, late: 'escalate' },
        { by: 'lead', withinHours: 72 },
        { by: 'centre' },
      ],
    },
  ]
  await sql`with chosen as (
      select r.unit_id, r.instrument_id, row_number() over (order by r.instrument_id) as no
      from booking_rules r where r.bookable and r.rules ->> 'approval' = 'lead'
        and exists (select 1 from booking b where b.unit_id = r.unit_id and b.instrument_id = r.instrument_id
          and b.status = 'pending')
      order by r.instrument_id offset 2 limit 12)
    update booking_rules r set rules = r.rules || ${JSON.stringify({ chains })}::jsonb
      || jsonb_build_object('pendingHolds', c.no % 3 <> 0)
    from chosen c where c.unit_id = r.unit_id and c.instrument_id = r.instrument_id`
  await sql`update booking b set status = 'requested' from booking_rules r
    where r.unit_id = b.unit_id and r.instrument_id = b.instrument_id and b.status = 'pending'
      and r.rules ->> 'pendingHolds' = 'false'`
  await sql`insert into booking_step (unit_id, booking_id, no, decider, outcome, decided_by, decided_at)
    select distinct on (b.unit_id, b.id, s.no) b.unit_id, b.id, s.no, s.decider, case when s.no <= b.id % 3 then 'approved' else '' end,
      case when s.no <= b.id % 3 then r.changed_by end, case when s.no <= b.id % 3 then b.created_at end
    from booking b join booking_rules r on r.unit_id = b.unit_id and r.instrument_id = b.instrument_id
    cross join (values (1, 'group_lead'), (2, 'lead'), (3, 'centre')) as s (no, decider)
    where b.status in ('pending', 'requested') and r.rules ? 'chains'
    order by b.unit_id, b.id, s.no, r.version desc`
}
