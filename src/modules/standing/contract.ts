import { z } from 'zod'
import { projectContract } from './contract/projects.ts'
import { AppealView, CreditRulesView, EntryView, SanctionView } from './contract/views.ts'
import { appealStates } from './domain/appeal.ts'

const Id = z.coerce.number().int().positive()
const Reason = z.string().trim().min(1).max(500)
const Note = z.string().trim().max(500).default('')
const limit = z.coerce.number().int().min(1).max(100).default(30)

export const standingContract = {
  ...projectContract,
  myStanding: {
    method: 'GET',
    path: '/api/v1/account/standing',
    summary: 'One’s own credit: balance, the rules it rests on, entries newest first, sanctions and appeals',
    access: 'signed-in',
    query: z.object({ before: Id.optional(), limit }),
    reply: {
      status: 200,
      body: z.object({
        balance: z.int(),
        rules: CreditRulesView,
        entries: z.array(EntryView),
        next: z.int().optional(),
        sanctions: z.array(SanctionView),
        appeals: z.array(AppealView),
      }),
    },
  },
  appeal: {
    method: 'POST',
    path: '/api/v1/account/appeals',
    summary: 'Appeal against points taken or against a sanction, one of the two',
    access: 'signed-in',
    body: z
      .object({
        entryId: z.int().optional(),
        sanctionId: z.int().optional(),
        reason: z.string().trim().min(1).max(1000),
      })
      .refine(({ entryId, sanctionId }) => (entryId === undefined) !== (sanctionId === undefined)),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: ['standing.nothing_to_appeal', 'standing.appeal_too_late', 'standing.appealed_already'],
  },
  withdrawAppeal: {
    method: 'POST',
    path: '/api/v1/account/appeals/:appealId/withdrawal',
    summary: 'Take an appeal back that was not decided',
    access: 'signed-in',
    params: z.object({ appealId: Id }),
    reply: { status: 204 },
    refuses: ['standing.appeal_not_in_state'],
  },
  appeals: {
    method: 'GET',
    path: '/api/v1/appeals',
    summary: 'Appeals of the units one judges for; those that wait first',
    access: 'standing.judge',
    query: z.object({ state: z.enum(appealStates).optional(), limit }),
    reply: { status: 200, body: z.object({ items: z.array(AppealView) }) },
  },
  decideAppeal: {
    method: 'POST',
    path: '/api/v1/appeals/:appealId/decision',
    summary: 'Grant or refuse an appeal',
    access: 'standing.judge',
    params: z.object({ appealId: Id }),
    body: z.object({ grant: z.boolean(), note: Note, version: z.int().min(1) }),
    reply: { status: 204 },
    refuses: [
      'standing.appeal_not_in_state',
      'standing.appeal_concerns_you',
      'standing.reason_needed',
      'changed_meanwhile',
    ],
  },
  sanctions: {
    method: 'GET',
    path: '/api/v1/sanctions',
    summary: 'Sanctions at the instruments and units one answers for, newest first',
    access: 'standing.sanction',
    query: z.object({ inForce: z.stringbool().default(false), before: Id.optional(), limit }),
    reply: { status: 200, body: z.object({ items: z.array(SanctionView), next: z.int().optional() }) },
  },
  sanction: {
    method: 'POST',
    path: '/api/v1/sanctions',
    summary:
      'Keep somebody from an instrument (its lead) or from all of a unit (its administrator) for some days',
    access: 'standing.sanction',
    body: z
      .object({
        /** Login, mail address or phone. */
        who: z.string().trim().min(1).max(100),
        instrumentId: z.int().optional(),
        unitId: z.int().optional(),
        days: z.int().min(1).max(3650),
        reason: Reason,
      })
      .refine(({ instrumentId, unitId }) => (instrumentId === undefined) !== (unitId === undefined)),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: ['standing.nobody_known', 'standing.not_oneself', 'changed_meanwhile'],
  },
  liftSanction: {
    method: 'POST',
    path: '/api/v1/sanctions/:sanctionId/lifting',
    summary: 'End a sanction before its time',
    access: 'standing.sanction',
    params: z.object({ sanctionId: Id }),
    body: z.object({ reason: Reason, version: z.int().min(1) }),
    reply: { status: 204 },
    refuses: ['standing.not_oneself', 'standing.sanction_over', 'changed_meanwhile'],
  },
} as const
