import { z } from 'zod'
import { appealStates } from '../domain/appeal.ts'
import { judgedOutcomes, outcomes } from '../domain/credit-rules.ts'
import { projectStates } from '../domain/project.ts'
import { liftCauses, sanctionCauses, sanctionStandings } from '../domain/sanction.ts'
import { sanctionKinds } from '../domain/sanction-kinds.ts'

/** Where something happened; empty when it happened nowhere. */
const place = {
  unitId: z.int().optional(),
  unitName: z.string(),
  unitNameEn: z.string(),
  instrumentId: z.int().optional(),
  instrumentName: z.string(),
  instrumentNameEn: z.string(),
}

export const EntryView = z
  .object({
    id: z.int(),
    ...place,
    bookingId: z.int().optional(),
    useId: z.int().optional(),
    outcome: z.enum(outcomes),
    /** As far as the bounds of the balance let it count. */
    points: z.int(),
    pointsByRule: z.int(),
    balanceAfter: z.int(),
    minutes: z.int().optional(),
    rulesVersion: z.string(),
    /** What this entry takes back, and why. */
    undoesOutcome: z.enum(outcomes).optional(),
    undoneBecause: z.string(),
    /** Why this entry was taken back; empty while it stands. */
    undone: z.string(),
    happenedAt: z.string(),
    appealState: z.enum(appealStates).optional(),
    /** Set while an appeal is possible. */
    appealUntil: z.string().optional(),
  })
  .meta({ id: 'CreditEntry' })
export type EntryView = z.infer<typeof EntryView>

export const SanctionView = z
  .object({
    id: z.int(),
    ...place,
    userName: z.string(),
    kind: z.enum(sanctionKinds),
    cause: z.enum(sanctionCauses),
    standing: z.enum(sanctionStandings),
    /** Numbers of the rule that gave it. */
    grounds: z.record(z.string(), z.union([z.string(), z.number()])),
    reason: z.string(),
    setByName: z.string().optional(),
    startsAt: z.string(),
    endsAt: z.string(),
    liftedAt: z.string().optional(),
    liftedBecause: z.enum(liftCauses).optional(),
    liftReason: z.string(),
    version: z.int(),
    appealState: z.enum(appealStates).optional(),
    appealUntil: z.string().optional(),
  })
  .meta({ id: 'Sanction' })
export type SanctionView = z.infer<typeof SanctionView>

export const AppealView = z
  .object({
    id: z.int(),
    ...place,
    userName: z.string(),
    state: z.enum(appealStates),
    reason: z.string(),
    writtenAt: z.string(),
    decisionNote: z.string(),
    decidedByName: z.string().optional(),
    decidedAt: z.string().optional(),
    version: z.int(),
    entry: z
      .object({
        id: z.int(),
        outcome: z.enum(outcomes),
        points: z.int(),
        minutes: z.int().optional(),
        bookingId: z.int().optional(),
        happenedAt: z.string(),
      })
      .optional(),
    sanction: z
      .object({ id: z.int(), kind: z.enum(sanctionKinds), reason: z.string(), endsAt: z.string() })
      .optional(),
    notedByName: z.string().optional(),
    /** Whether the reader is one of those concerned and must leave it to another. */
    concernsMe: z.boolean(),
  })
  .meta({ id: 'Appeal' })
export type AppealView = z.infer<typeof AppealView>

export const CreditRulesView = z
  .object({
    version: z.string(),
    start: z.int(),
    most: z.int(),
    neededToBook: z.int(),
    points: z.partialRecord(z.enum(judgedOutcomes), z.int()),
    tolerance: z.object({ lateMinutes: z.int(), leftEarlyMinutes: z.int(), overrunMinutes: z.int() }),
    feedbackAfterHours: z.int(),
    regained: z.object({ points: z.int(), everyDays: z.int() }),
    thresholds: z.array(z.object({ below: z.int(), sanction: z.enum(sanctionKinds), days: z.int() })),
    repeats: z.array(
      z.object({
        outcome: z.enum(judgedOutcomes),
        times: z.int(),
        withinDays: z.int(),
        sanction: z.enum(sanctionKinds),
        days: z.int(),
      }),
    ),
    appealDays: z.int(),
  })
  .meta({ id: 'CreditRules' })

export const LevelView = z
  .object({
    code: z.string(),
    title: z.string(),
    titleEn: z.string(),
    rank: z.int(),
    weight: z.number(),
    horizonBonusDays: z.int(),
  })
  .meta({ id: 'PriorityLevel' })
export type LevelView = z.infer<typeof LevelView>

export const ProjectView = z
  .object({
    id: z.int(),
    mine: z.boolean(),
    ownerName: z.string(),
    unitName: z.string(),
    unitNameEn: z.string(),
    groupId: z.int().optional(),
    groupName: z.string(),
    level: z.string(),
    number: z.string(),
    title: z.string(),
    validUntil: z.string(),
    state: z.enum(projectStates),
    /** Checked, and its last day has not passed. */
    gives: z.boolean(),
    note: z.string(),
    decidedByName: z.string().optional(),
    proofName: z.string().optional(),
    proofMediaType: z.string().optional(),
    bookings: z.int(),
    version: z.int(),
    updatedAt: z.string(),
  })
  .meta({ id: 'PriorityProject' })
export type ProjectView = z.infer<typeof ProjectView>
