import type { Actor } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'
import { lockedInstruments, lockedResourceRecords } from '#modules/registry/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { ReportState } from '../domain/report-transitions.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { visibleRecord } from './read-record.ts'
import { visibleReport } from './visible-report.ts'

/** What commenting, claiming and drawing ask of an instrument or of a record. */
export interface Reviewed {
  readonly unitId: number
  readonly id: number
  readonly innerId: string
  readonly name: string
  readonly state: ReportState
  readonly version: number
  readonly place: Place
}

/** The subject, if the actor may see it; for others it does not exist. */
export const visibleSubject = (db: Db, actor: Actor, of: ReviewSubject, id: number): Promise<Reviewed> =>
  of === 'instrument' ? visibleReport(db, actor, id) : visibleRecord(db, actor, id)

/** Several subjects, locked in one order until the transaction ends. */
export const lockedSubjects = (tx: Tx, of: ReviewSubject, ids: readonly number[]): Promise<Reviewed[]> =>
  of === 'instrument' ? lockedInstruments(tx, ids) : lockedResourceRecords(tx, ids)

/** Like visibleSubject, and nobody else changes it until the transaction ends. */
export async function lockedVisibleSubject(
  tx: Tx,
  actor: Actor,
  of: ReviewSubject,
  id: number,
): Promise<Reviewed> {
  const visible = await visibleSubject(tx, actor, of, id)
  const [locked] = await lockedSubjects(tx, of, [id])
  return locked ?? visible
}

/** Where the workbench shows it, below /app. */
export const pageOf = (of: ReviewSubject, id: number): string =>
  of === 'instrument' ? `/reports/${id}` : `/resources/${id}`

/** What the audit calls it. */
export const auditedAs = { instrument: 'instrument', record: 'resource_record' } as const
