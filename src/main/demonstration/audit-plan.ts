import { day as dayLength } from '#kernel/time.ts'
import type { SeedAuditEntry } from '#modules/identity/seed.ts'
import type { Batch } from './batch.ts'
import type { PlannedPerson } from './people-plan.ts'

/** The trail begins this many days ago: older entries are kept elsewhere. */
const trailDays = 180

/** The audit entries of what people did with reports and rules lately. */
export function auditOf(
  batch: Pick<Batch, 'steps' | 'rules' | 'corrections'>,
  people: ReadonlyMap<number, PlannedPerson>,
  now: number,
): SeedAuditEntry[] {
  const since = now - trailDays * dayLength
  const nameOf = (id: number): string => people.get(id)?.displayName ?? ''
  const steps = batch.steps.map((step) => ({
    at: step.at,
    actorId: step.actorId,
    actorName: step.actorName,
    action: `report.${step.step}`,
    subject: 'instrument',
    subjectId: step.instrumentId,
    unitId: step.unitId,
    changes: { state: { from: step.from, to: step.to } },
  }))
  const rules = batch.rules.map((version) => ({
    at: version.effectiveFrom,
    actorId: version.changedBy,
    actorName: nameOf(version.changedBy),
    action: 'booking_rules.set',
    subject: 'instrument',
    subjectId: version.instrumentId,
    unitId: version.unitId,
    changes: { version: version.version },
  }))
  const corrections = batch.corrections.map((correction) => ({
    at: correction.correctedAt,
    actorId: correction.correctedBy,
    actorName: correction.correctedByName,
    action: 'usage.corrected',
    subject: 'use',
    subjectId: correction.useId,
    unitId: correction.unitId,
    changes: { reason: correction.reason },
  }))
  return [...steps, ...rules, ...corrections].filter((entry) => entry.at > since)
}
