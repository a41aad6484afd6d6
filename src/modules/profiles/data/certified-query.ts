import type { Coverage } from '../domain/profile.ts'
import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

/** What qualifications (CMA, CNAS and the like) cover on a local date, over all units. */
export async function qualificationsInForce(db: Db, on: string): Promise<Coverage[]> {
  const { rows } = await sql<Coverage>`select to_jsonb(centre_ids) as "centreIds",
      to_jsonb(instrument_ids) as "instrumentIds"
    from qualification where valid_from <= ${on}::date and valid_until >= ${on}::date`.execute(db)
  return rows
}
