import type { Generated } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { ServiceMode, UserKind } from '../domain/query.ts'

export type CatalogueTables = {
  catalogue_entry: {
    unit_id: number
    instrument_id: number
    centre_id: number | null
    name: string
    name_en: Generated<string>
    model: Generated<string>
    maker: Generated<string>
    maker_id: number | null
    maker_name: Generated<string>
    maker_name_en: Generated<string>
    summary: Generated<string>
    summary_en: Generated<string>
    price: Generated<string>
    class_code: string | null
    city_code: string | null
    disciplines: Generated<string[]>
    worth_fen: number | null
    open_to: Generated<UserKind[]>
    modes: Generated<ServiceMode[]>
    openness_declared: Generated<boolean>
    bookable: Generated<boolean>
    unit_name: string
    unit_name_en: Generated<string>
    covered: Generated<string>
    picture_id: number | null
    accepted_at: Instant
    withdrawn: Generated<boolean>
    revision: Generated<number>
  }
  contact_reading: {
    at: Instant
    source: string
    account_id: number | null
    unit_id: number
    instrument_id: number
  }
}

/** The database with this module's tables, and only these. */
export const tables = (db: Db) => db.$extendTables<CatalogueTables>()
