import { type RawBuilder, sql } from 'kysely'
import type { ReviewSubject } from '../domain/review-subject.ts'

interface SubjectTables {
  readonly table: RawBuilder<unknown>
  /** The column that names the subject in the tables of steps, comments, claims and draws. */
  readonly key: RawBuilder<unknown>
  readonly steps: RawBuilder<unknown>
}

/** Where each kind of subject is kept; their tables share the columns a review needs. */
export const subjectTables: Readonly<Record<ReviewSubject, SubjectTables>> = {
  instrument: { table: sql`instrument`, key: sql`instrument_id`, steps: sql`report_step` },
  record: { table: sql`resource_record`, key: sql`record_id`, steps: sql`resource_record_step` },
}
