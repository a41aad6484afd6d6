import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedReportStep {
  readonly unitId: number
  readonly instrumentId: number
  readonly id: number
  readonly version: number
  readonly step: string
  readonly from: string
  readonly to: string
  readonly reasons: readonly { readonly element: string; readonly reason: string }[]
  readonly comment: string
  readonly actorId: number
  readonly actorName: string
  readonly at: Instant
}

export async function seedReportSteps(sql: Sql, steps: Iterable<SeedReportStep>): Promise<void> {
  await copyRows(
    sql,
    'report_step',
    [
      'unit_id',
      'instrument_id',
      'id',
      'version',
      'step',
      'from_state',
      'to_state',
      'reasons',
      'comment',
      'actor_id',
      'actor_name',
      'at',
    ],
    rowsOf(steps, (one) => [
      one.unitId,
      one.instrumentId,
      one.id,
      one.version,
      one.step,
      one.from,
      one.to,
      one.reasons,
      one.comment,
      one.actorId,
      one.actorName,
      timeCell(one.at),
    ]),
  )
}

/** After the last step. */
export const finishReportSteps = (sql: Sql): Promise<void> => moveSequence(sql, 'report_step')
