import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { DaySpan, Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'

/** A change of state; `acceptedVersion` null takes the instrument out of public sight, absent leaves it as it is. */
export interface InstrumentMove {
  readonly unitId: number
  readonly id: number
  readonly state: InstrumentState
  readonly acceptedVersion?: number | null
}

/** Moves instruments to another state; who may and when is judged by the reporting module. */
export async function moveInstruments(tx: Tx, now: Instant, moves: readonly InstrumentMove[]): Promise<void> {
  if (moves.length === 0) return
  const rows = moves.map((move) => ({ ...move, touches: move.acceptedVersion !== undefined }))
  await sql`update instrument i set state = given.state, updated_at = ${now}::timestamptz,
      state_since = case when i.state = given.state then i.state_since else ${now}::timestamptz end,
      accepted_version = case when given.touches then given."acceptedVersion" else i.accepted_version end,
      accepted_at = case when not given.touches then i.accepted_at
        when given."acceptedVersion" is null then null else ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given ("unitId" bigint, id bigint, state text, "acceptedVersion" int, touches boolean)
    where i.unit_id = given."unitId" and i.id = given.id`.execute(tx)
}

/** The unit declares that an instrument is not secret. */
export async function setNotSecret(tx: Tx, now: Instant, instrumentIds: readonly number[]): Promise<void> {
  await sql`update instrument set secrecy = 'not_secret', updated_at = ${now}::timestamptz
    where id in (select jsonb_array_elements_text(${JSON.stringify(instrumentIds)}::jsonb)::bigint)`.execute(
    tx,
  )
}

/** The day instruments left the unit's books; null takes them back. */
export async function setDisposed(
  tx: Tx,
  now: Instant,
  instruments: readonly { readonly id: number; readonly disposedOn: string | null }[],
): Promise<void> {
  await sql`update instrument i set disposed_on = given."disposedOn", updated_at = ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(instruments)}::jsonb) as given (id bigint, "disposedOn" date)
    where i.id = given.id`.execute(tx)
}

/** Replaces the days on which filed declarations excuse instruments from being reported. */
export async function setExcused(
  tx: Tx,
  of: readonly { readonly id: number; readonly spans: readonly DaySpan[] }[],
): Promise<void> {
  if (of.length === 0) return
  await sql`update instrument i set excused = (select range_agg(daterange((span ->> 'from')::date, (span ->> 'until')::date, '[]'))
      from jsonb_array_elements(given.spans) span)
    from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as given (id bigint, spans jsonb)
    where i.id = given.id`.execute(tx)
}

export async function setAssignment(
  tx: Tx,
  now: Instant,
  id: number,
  to: { leadAccountId: number | null; centreId: number | null },
): Promise<void> {
  await sql`update instrument set lead_account_id = ${to.leadAccountId}::bigint, centre_id = ${to.centreId}::bigint,
    updated_at = ${now}::timestamptz where id = ${id}`.execute(tx)
}

export interface InstrumentVersion {
  readonly version: number
  readonly changedByName: string
  readonly changedAt: Instant
  readonly cause: VersionCause
}

/** Every version of an instrument, newest first. */
export async function instrumentVersions(db: Db, id: number): Promise<InstrumentVersion[]> {
  const { rows } = await sql<InstrumentVersion>`select v.version, v.changed_by_name as "changedByName",
      v.changed_at as "changedAt", v.cause
    from instrument_version v join instrument i on i.unit_id = v.unit_id and i.id = v.instrument_id
    where i.id = ${id} order by v.version desc limit 500`.execute(db)
  return rows
}

/** The elements as they stood in one version. */
export async function elementsOfVersion(db: Db, id: number, version: number): Promise<Elements | undefined> {
  const { rows } = await sql<{ elements: Elements }>`select v.elements
    from instrument_version v join instrument i on i.unit_id = v.unit_id and i.id = v.instrument_id
    where i.id = ${id} and v.version = ${version}`.execute(db)
  return rows[0]?.elements
}
