import { isoOf, type Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { type Cell, copyRows, moveSequence } from '#platform/db/copy.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. Rows name their columns; times are instants. */
export type SeedRow = Readonly<Record<string, Cell>>
export interface SeedQualification {
  readonly training_course: readonly SeedRow[]
  readonly training_question: readonly SeedRow[]
  readonly training_session: readonly SeedRow[]
  readonly training_enrolment: readonly SeedRow[]
  readonly exam_attempt: readonly SeedRow[]
  readonly practical_check: readonly SeedRow[]
  readonly user_certificate: readonly SeedRow[]
  readonly certificate_step: readonly SeedRow[]
  readonly instrument_requirement: readonly SeedRow[]
}
const numbered = new Set([
  ...['training_course', 'training_question', 'training_session', 'training_enrolment', 'exam_attempt'],
  ...['practical_check', 'user_certificate'],
])

/** A time as COPY takes it. */
export const seedTime = (at: Instant): string => isoOf(at)
/** A list of ids as COPY takes it. */
export const seedIds = (ids: readonly number[]): string => `{${ids.join(',')}}`

export async function seedQualification(sql: Sql, all: SeedQualification): Promise<void> {
  for (const [table, given] of Object.entries(all) as [string, readonly SeedRow[]][]) {
    const columns = Object.keys(given[0] ?? {})
    if (columns.length === 0) continue
    const id = numbered.has(table)
    await copyRows(
      sql,
      table,
      id ? ['id', ...columns] : columns,
      given.map((row, place) => [...(id ? [place + 1] : []), ...columns.map((name) => row[name])]),
    )
    if (id) await moveSequence(sql, table)
  }
}
