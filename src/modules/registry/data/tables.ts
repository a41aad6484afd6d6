import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Elements, InstrumentState, VersionCause } from '../domain/instrument.ts'

export type RegistryTables = {
  reference_version: {
    kind: string
    name: string
    version: string
    effective_from: string
    source: string
    definition: unknown
    checksum: Generated<string>
    loaded_at: Generated<Instant>
  }
  code_entry: {
    table_name: string
    version: string
    code: string
    name: string
    name_en: string
    parent: string
    position: number
    attributes: Record<string, unknown>
  }
  instrument: {
    unit_id: number
    id: GeneratedAlways<number>
    inner_id: string
    centre_id: number | null
    lead_account_id: number | null
    dictionary: string
    elements: Elements
    version: Generated<number>
    revision: Generated<number>
    state: InstrumentState
    accepted_version: number | null
    accepted_at: Instant | null
    secrecy: Generated<'undeclared' | 'not_secret'>
    disposed_on: string | null
    name: string
    worth_fen: number | null
    booked_on: string | null
    class_code: string | null
    problems: Generated<number>
    created_at: Instant
    updated_at: Instant
  }
  instrument_version: {
    unit_id: number
    instrument_id: number
    version: number
    elements: Elements
    changed_by: number | null
    changed_by_name: string
    changed_at: Instant
    cause: VersionCause
  }
  maker: {
    id: GeneratedAlways<number>
    name: string
    name_en: string
    country: string
    homepage: string
    merged_into: Generated<number | null>
    shipped_as: Generated<string | null>
    edited: boolean
    revision: Generated<number>
  }
  maker_name: { key: string; maker_id: number; name: string; kind: string; shipped: Generated<boolean> }
  instrument_picture: {
    unit_id: number
    instrument_id: number
    file_id: number
    thumbnail_file_id: number
    position: number
  }
}

/** The database with this module's tables, and only these. */
export const tables = (db: Db) => db.$extendTables<RegistryTables>()
