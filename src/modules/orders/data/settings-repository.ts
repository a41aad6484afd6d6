import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { OrderSettings, SettingsVersion } from '../domain/order-settings.ts'

/** Every version of an instrument's settings, newest first. */
export async function settingsVersions(
  db: Db,
  unitId: number,
  instrumentId: number,
): Promise<SettingsVersion[]> {
  const { rows } =
    await sql<SettingsVersion>`select version, effective_from as "effectiveFrom", accepts, settings,
      changed_by_name as "changedByName"
    from order_settings where unit_id = ${unitId} and instrument_id = ${instrumentId} order by version desc`.execute(
      db,
    )
  return rows
}

/** Adds a version; false when somebody else has just added the same one. */
export async function insertSettings(
  tx: Tx,
  at: { readonly unitId: number; readonly instrumentId: number },
  given: {
    readonly version: number
    readonly effectiveFrom: string
    readonly accepts: boolean
    readonly settings: OrderSettings
  },
  by: { readonly accountId: number; readonly name: string },
  now: Instant,
): Promise<boolean> {
  const { rows } =
    await sql`insert into order_settings (unit_id, instrument_id, version, effective_from, accepts, settings,
      changed_by, changed_by_name, changed_at)
    values (${at.unitId}, ${at.instrumentId}, ${given.version}, ${given.effectiveFrom}::date, ${given.accepts},
      ${JSON.stringify(given.settings)}::jsonb, ${by.accountId}, ${by.name}, ${now}::timestamptz)
    on conflict do nothing returning version`.execute(tx)
  return rows.length > 0
}
