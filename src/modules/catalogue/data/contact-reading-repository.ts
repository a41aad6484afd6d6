import { sql } from 'kysely'
import { day, hour, type Instant, plus } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { ContactsRead } from '../domain/contact-rules.ts'
import { tables } from './tables.ts'

/** One reading of an instrument's contact. */
export interface ContactReading {
  readonly at: Instant
  readonly source: string
  readonly accountId: number | undefined
  readonly unitId: number
  readonly instrumentId: number
}

/** How many contacts a source has read lately; one source is counted at a time. */
export async function contactsRead(tx: Tx, source: string, now: Instant): Promise<ContactsRead> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contacts ${source}`}, 0))`.execute(tx)
  const { rows } = await sql<ContactsRead>`select count(*) as "inDay",
      count(*) filter (where at > ${plus(now, -hour)}::timestamptz) as "inHour"
    from contact_reading where source = ${source} and at > ${plus(now, -day)}::timestamptz`.execute(tx)
  return rows[0] ?? { inHour: 0, inDay: 0 }
}

export async function insertContactReading(tx: Tx, reading: ContactReading): Promise<void> {
  const { accountId, unitId, instrumentId, ...rest } = reading
  await tables(tx)
    .insertInto('contact_reading')
    .values({ ...rest, account_id: accountId ?? null, unit_id: unitId, instrument_id: instrumentId })
    .execute()
}

/** Forgets readings of before a moment. */
export async function deleteContactReadings(tx: Tx, before: Instant): Promise<void> {
  await tables(tx).deleteFrom('contact_reading').where('at', '<', before).execute()
}
