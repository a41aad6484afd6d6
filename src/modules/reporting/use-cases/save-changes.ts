import type { Actor } from '#kernel/actor.ts'
import { refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { type Instrument, type InstrumentToSave, saveInstruments } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { judgedVersions } from '../data/report-step-repository.ts'
import { noteReopened } from './note-reopened.ts'
import { reviewNeeds } from './review-rules-in-force.ts'

/** What a bulk act makes of one instrument. */
export interface Change {
  readonly instrument: Instrument
  readonly elements: Instrument['elements']
  readonly differing: readonly string[]
}

/** Saves what changed, each with its version, the step it took when it had been accepted, and its audit entry. */
export async function saveChanges(
  tx: Tx,
  actor: Actor,
  now: Instant,
  action: string,
  changes: readonly Change[],
): Promise<void> {
  const judged = await judgedVersions(
    tx,
    changes.map(({ instrument }) => instrument),
  )
  const given = changes.map(
    ({ instrument: { id, unitId, innerId }, elements }): InstrumentToSave => ({
      ...{ unitId, innerId, elements, cause: 'form', untouched: !judged.has(id) },
    }),
  )
  const result = await saveInstruments(tx, actor, now, given, await reviewNeeds(tx, now))
  refuseIfAny(result.refused)
  await noteReopened(tx, actor, now, result.saved)
  const versions = new Map(result.saved.map((saved) => [saved.id, saved.version]))
  const entries = changes.map(({ instrument: { id, unitId }, differing }) => ({
    ...{ action, subject: 'instrument', subjectId: id, unitId },
    changes: { elements: differing, version: versions.get(id) },
  }))
  await writeAudit(tx, actor, now, entries)
}
