import type { Db } from '#platform/db/connect.ts'
import { shippedDefaults } from '../data/shipped-defaults.ts'
import type { BookingRules } from '../domain/rules.ts'

/** The rules a lead starts from: working hours of the province, an hour's notice, a month ahead. */
export async function defaultRules(_db: Db): Promise<BookingRules> {
  return shippedDefaults()
}
