import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { subjectTables } from './subject-tables.ts'

interface Claimant {
  readonly accountId: number
  readonly displayName: string
}

/** Takes reports until a moment; those another person has taken stay theirs. Answers the ids taken. */
export async function claim(
  tx: Tx,
  of: ReviewSubject,
  subjects: readonly { readonly unitId: number; readonly id: number }[],
  by: Claimant,
  now: Instant,
  until: Instant,
): Promise<number[]> {
  const { key } = subjectTables[of]
  const { rows } = await sql<{ id: number }>`insert into review_claim
      (unit_id, ${key}, account_id, account_name, claimed_until)
    select "unitId", id, ${by.accountId}, ${by.displayName}, ${until}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as given ("unitId" bigint, id bigint)
    on conflict (unit_id, ${key}) do update
      set account_id = excluded.account_id, account_name = excluded.account_name,
        claimed_until = excluded.claimed_until
      where review_claim.account_id = excluded.account_id or review_claim.claimed_until <= ${now}::timestamptz
    returning ${key} as id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Gives reports back. */
export async function release(
  tx: Tx,
  of: ReviewSubject,
  subjects: readonly { readonly unitId: number; readonly id: number }[],
  by: Claimant,
): Promise<number[]> {
  const { key } = subjectTables[of]
  const { rows } = await sql<{ id: number }>`delete from review_claim c
    using jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as given ("unitId" bigint, id bigint)
    where c.unit_id = given."unitId" and c.${key} = given.id and c.account_id = ${by.accountId}
    returning c.${key} as id`.execute(tx)
  return rows.map((row) => row.id)
}
