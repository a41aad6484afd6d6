import { sql } from 'kysely'
import { type Instant, isoOf } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'

/** Keeps the facts of a campaign of the past as the steps taken until then tell them; for the demonstration. */
export async function freezeAsOf(tx: Tx, campaignId: number, at: Instant): Promise<void> {
  const until = sql`${isoOf(at)}::timestamptz`
  await sql`insert into campaign_frozen (campaign_id, unit_id, id, inner_id, name, model, worth_fen, booked_on, disposed_on,
      funds, excused, secrecy, state, accepted_version, updated_at)
    select c.campaign_id, i.unit_id, i.id, i.inner_id, i.name, coalesce(i.elements ->> 'instrVersion', ''), i.worth_fen,
      i.booked_on, case when i.disposed_on <= ${until}::date then i.disposed_on end, i.funds, filed.declaration_id is not null, i.secrecy,
      coalesce(last.to_state, 'draft'), accepted.version, coalesce(last.at, i.created_at)
    from campaign_unit c join instrument i on i.unit_id = c.unit_id
      left join lateral (select to_state, at from report_step s where s.unit_id = i.unit_id and s.instrument_id = i.id
        and s.at <= ${until} order by s.id desc limit 1) last on true
      left join lateral (select di.declaration_id from declaration_instrument di
        join declaration d on d.unit_id = di.unit_id and d.id = di.declaration_id
        where di.unit_id = i.unit_id and di.instrument_id = i.id
          and ${until}::date between d.valid_from and d.valid_until
          and exists (select from declaration_step f where f.unit_id = d.unit_id and f.declaration_id = d.id
            and f.to_state = 'filed' and f.at <= ${until})
          and not exists (select from declaration_step w where w.unit_id = d.unit_id and w.declaration_id = d.id
            and w.step = 'withdraw' and w.at <= ${until}) limit 1) filed on true
      left join lateral (select version from report_step s where s.unit_id = i.unit_id and s.instrument_id = i.id
        and s.step = 'accept' and s.at <= ${until} order by s.id desc limit 1) accepted on true
    where c.campaign_id = ${campaignId} and i.created_at <= ${until}`.execute(tx)
}
