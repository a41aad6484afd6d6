import { day, hour, type Instant, plus } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'

const isoOf = (at: Instant): string => new Date(at).toISOString()

/**
 * The door for src/main's demonstration data: somebody who waits for slots colleagues of theirs have, and to whom one of them
 * was offered a moment ago.
 */
export async function seedWaiting(sql: Sql, accountId: number, now: Instant): Promise<void> {
  const [from, until] = [isoOf(plus(now, 3 * day)), isoOf(plus(now, 14 * day))]
  const [at, holds] = [isoOf(now), isoOf(plus(now, 4 * hour))]
  const slots = await sql<{ unitId: number; bookingId: number; userUnitId: number }[]>`
    select b.unit_id as "unitId", b.id as "bookingId", b.user_unit_id as "userUnitId"
    from booking b join account a on a.id = ${accountId} and a.unit_id = b.user_unit_id
    where b.status = 'confirmed' and b.set_id is null and b.account_id <> ${accountId}
      and b.starts_at between ${from} and ${until} order by b.starts_at, b.id limit 3`
  for (const [i, { unitId, bookingId, userUnitId }] of slots.entries()) {
    const offered = i === 0
    const [entry] = await sql<{ id: number }[]>`
      insert into waiting_entry (account_id, user_unit_id, kind, minutes, from_at, until_at, instrument_ids, purpose, state,
        joined_at, changed_at)
      select ${accountId}, ${userUnitId}, 'slot', extract(epoch from b.ends_at - b.starts_at)::int / 60, b.starts_at, b.ends_at,
        array[b.instrument_id], '样品复测', ${offered ? 'offered' : 'waiting'}, ${isoOf(plus(now, -day))}, ${at}
      from booking b where b.unit_id = ${unitId} and b.id = ${bookingId} returning id`
    if (entry === undefined) continue
    if (offered) {
      await sql`update booking set status = 'offered', account_id = ${accountId}, offered_until = ${holds}, purpose = '样品复测'
        where unit_id = ${unitId} and id = ${bookingId}`
      await sql`insert into waiting_offer (unit_id, entry_id, instrument_id, booking_id, starts_at, ends_at, offered_at,
          until_at, state)
        select b.unit_id, ${entry.id}, b.instrument_id, b.id, b.starts_at, b.ends_at, ${at}, ${holds}, 'open'
        from booking b where b.unit_id = ${unitId} and b.id = ${bookingId}`
    } else
      await sql`insert into waited_time (entry_id, unit_id, instrument_id, starts_at, ends_at)
        select ${entry.id}, b.unit_id, b.instrument_id, b.starts_at, b.ends_at
        from booking b where b.unit_id = ${unitId} and b.id = ${bookingId}`
  }
}
