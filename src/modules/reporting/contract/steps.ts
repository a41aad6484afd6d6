import { z } from 'zod'
import { BulkRefusalView } from './bulk.ts'
import { reportStates, reportSteps } from '../domain/report-transitions.ts'

const Reason = z.object({ element: z.string(), reason: z.string() })

export const ReportStepView = z
  .object({
    step: z.enum(reportSteps),
    from: z.enum(reportStates),
    to: z.enum(reportStates),
    version: z.int(),
    reasons: z.array(Reason),
    comment: z.string(),
    actorName: z.string(),
    at: z.string(),
    /** The draw of a sample that led to it, and how it went for the unit. */
    draw: z
      .object({
        drawId: z.int(),
        population: z.int(),
        sampled: z.int(),
        wrong: z.int(),
        seed: z.string(),
        drawnByName: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'ReportStep' })
export type ReportStepView = z.infer<typeof ReportStepView>

export const StepResultView = z
  .object({
    done: z.array(z.int()),
    refused: z.array(BulkRefusalView),
  })
  .meta({ id: 'StepResult' })
export type StepResultView = z.infer<typeof StepResultView>

export const Reasons = z
  .array(z.object({ element: z.string().max(50), reason: z.string().trim().min(1).max(500) }))
  .max(60)
  .default([])
export const Comment = z.string().trim().max(500).default('')

export const stepRefusals = [
  'changed_meanwhile',
  'reporting.wrong_state',
  'reporting.has_problems',
  'reporting.secrecy_undeclared',
  'reporting.secret_wording',
  'reporting.customs_record_missing',
  'reporting.not_eligible',
  'reporting.own_submission',
  'reporting.reason_needed',
  'reporting.not_public',
] as const
