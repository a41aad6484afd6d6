import { found } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes } from '#platform/sheets/write-sheet.ts'
import type { campaignDeliveryContract, DeliveryView } from '../contract/campaign-deliveries.ts'
import type { Delivery } from '../data/campaign-delivery-repository.ts'
import {
  handOver,
  readDelivered,
  readDeliveries,
  readDeliveryFile,
  withdrawHandOver,
} from '../use-cases/hand-over.ts'

const zone = 'Asia/Shanghai'

const deliveryView = ({
  withdrawnAt,
  withdrawnByName,
  withdrawnReason,
  files,
  at,
  ...one
}: Delivery): DeliveryView => ({
  ...one,
  at: isoIn(at, zone),
  ...(withdrawnAt === null ? {} : { withdrawnAt: isoIn(withdrawnAt, zone) }),
  ...(withdrawnByName === null ? {} : { withdrawnByName }),
  ...(withdrawnReason === null ? {} : { withdrawnReason }),
  files: files.map(({ fileId, ...file }) => ({ ...file, ...(fileId === null ? {} : { fileId }) })),
})

/** Answers for what the province hands over to the nation. */
export const deliveryHandlers: Handlers<typeof campaignDeliveryContract, Deps> = {
  async campaignDeliveries({ actor, params }, deps) {
    return { items: (await readDeliveries(deps, actor, params.campaignId)).map(deliveryView) }
  },
  async handOverCampaign({ actor, params, body }, deps) {
    const id = await handOver(deps, actor, params.campaignId, body)
    const all = await readDeliveries(deps, actor, params.campaignId)
    return deliveryView(
      found(
        all.find((one) => one.id === id),
        'campaign_delivery',
      ),
    )
  },
  async withdrawDelivery({ actor, params, body }, deps) {
    await withdrawHandOver(deps, actor, params, body.reason)
    return { items: (await readDeliveries(deps, actor, params.campaignId)).map(deliveryView) }
  },
  async deliveryFile({ actor, params }, deps) {
    const { name, bytes } = await readDeliveryFile(deps, actor, params)
    return { fileName: name, mediaType: sheetMediaTypes.xlsx, bytes }
  },
  async deliveredRecords({ actor, params, query }, deps) {
    const { delivery, records } = await readDelivered(deps, actor, params, query)
    const end = query.after + records.length
    return { items: records, total: delivery.records, ...(end < delivery.records ? { next: end } : {}) }
  },
}
