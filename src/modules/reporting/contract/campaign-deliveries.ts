import { z } from 'zod'
import { campaignKinds } from '../domain/campaign.ts'
import { deliveryStates } from '../domain/campaign-delivery.ts'

const Id = z.coerce.number().int()
const Kind = z.literal([...campaignKinds])
const Of = z.object({ campaignId: Id, deliveryId: Id })

export const DeliveryView = z
  .object({
    id: z.int(),
    kind: Kind,
    state: z.enum(deliveryStates),
    generation: z.string(),
    records: z.int(),
    deliveredOn: z.iso.date(),
    note: z.string(),
    byName: z.string(),
    at: z.string(),
    withdrawnByName: z.string().optional(),
    withdrawnAt: z.string().optional(),
    withdrawnReason: z.string().optional(),
    files: z.array(
      z.object({
        /** Absent once an instrument in the sheet was purged. */
        fileId: z.int().optional(),
        name: z.string(),
        sheet: z.string(),
        lines: z.int(),
        sizeBytes: z.int(),
        /** SHA-256, hexadecimal. */
        digest: z.string(),
      }),
    ),
  })
  .meta({ id: 'CampaignDelivery' })
export type DeliveryView = z.infer<typeof DeliveryView>

const Delivered = z.object({
  unitId: z.int(),
  unitName: z.string(),
  unitNameEn: z.string(),
  /** The instrument or the record. */
  subjectId: z.int(),
  innerId: z.string(),
  name: z.string(),
  version: z.int(),
})

/** What the province hands over to the nation in a campaign. */
export const campaignDeliveryContract = {
  campaignDeliveries: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/deliveries',
    summary: 'What was handed over to the nation in a campaign, the last first',
    access: 'campaign.manage',
    params: z.object({ campaignId: Id }),
    reply: { status: 200, body: z.object({ items: z.array(DeliveryView) }) },
  },
  handOverCampaign: {
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/deliveries',
    summary:
      'Hand over the accepted records of a kind the nation has not got yet: writes the national sheets and notes each version',
    access: 'campaign.manage',
    params: z.object({ campaignId: Id }),
    body: z.object({
      kind: Kind,
      deliveredOn: z.iso.date(),
      generation: z.string().regex(/^G\d$/).optional(),
      note: z.string().trim().max(1000).default(''),
    }),
    reply: { status: 201, body: DeliveryView },
    refuses: [
      'campaign.wrong_state',
      'campaign.kind_not_called',
      'campaign.delivered_in_future',
      'campaign.nothing_to_hand_over',
      'file.too_large',
    ],
  },
  withdrawDelivery: {
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/deliveries/:deliveryId/withdrawal',
    summary: 'Withdraw a delivery the nation did not take; its records wait to be handed over again',
    access: 'campaign.manage',
    params: Of,
    body: z.object({ reason: z.string().trim().min(1).max(1000) }),
    reply: { status: 200, body: z.object({ items: z.array(DeliveryView) }) },
    refuses: ['campaign.wrong_state', 'campaign.delivery_withdrawn'],
  },
  deliveryFile: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/deliveries/:deliveryId/files/:fileId',
    summary: 'A sheet as it was handed over',
    access: 'campaign.manage',
    params: Of.extend({ fileId: Id }),
    reply: { status: 200, file: true },
  },
  deliveredRecords: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/deliveries/:deliveryId/records',
    summary: 'The records of a delivery with the version handed over',
    access: 'campaign.manage',
    params: Of,
    query: z.object({
      after: Id.default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(Delivered), total: z.int(), next: z.int().optional() }),
    },
  },
} as const
