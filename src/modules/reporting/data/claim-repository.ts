import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'

interface Claimant {
  readonly accountId: number
  readonly displayName: string
}

/** Takes reports until a moment; those another person has taken stay theirs. Answers the ids taken. */
export async function claim(
  tx: Tx,
  instruments: readonly { readonly unitId: number; readonly id: number }[],
  by: Claimant,
  now: Instant,
  until: Instant,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`insert into review_claim
      (unit_id, instrument_id, account_id, account_name, claimed_until)
    select "unitId", id, ${by.accountId}, ${by.displayName}, ${until}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(instruments)}::jsonb) as given ("unitId" bigint, id bigint)
    on conflict (unit_id, instrument_id) do update
      set account_id = excluded.account_id, account_name = excluded.account_name,
        claimed_until = excluded.claimed_until
      where review_claim.account_id = excluded.account_id or review_claim.claimed_until <= ${now}::timestamptz
    returning instrument_id as id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Gives reports back. */
export async function release(
  tx: Tx,
  instruments: readonly { readonly unitId: number; readonly id: number }[],
  by: Claimant,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`delete from review_claim c
    using jsonb_to_recordset(${JSON.stringify(instruments)}::jsonb) as given ("unitId" bigint, id bigint)
    where c.unit_id = given."unitId" and c.instrument_id = given.id and c.account_id = ${by.accountId}
    returning c.instrument_id as id`.execute(tx)
  return rows.map((row) => row.id)
}
