import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { CampaignKind } from '../domain/campaign.ts'
import type { DeliveryState } from '../domain/campaign-delivery.ts'

export interface DeliveryFile {
  /** Null once an instrument in it was purged. */
  readonly fileId: number | null
  readonly name: string
  readonly sheet: string
  readonly lines: number
  readonly sizeBytes: number
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string
}
export interface Delivery {
  readonly id: number
  readonly kind: CampaignKind
  readonly state: DeliveryState
  readonly generation: string
  readonly records: number
  readonly deliveredOn: string
  readonly note: string
  readonly byName: string
  readonly at: Instant
  readonly withdrawnByName: string | null
  readonly withdrawnAt: Instant | null
  readonly withdrawnReason: string | null
  readonly files: readonly DeliveryFile[]
}

/** What was handed over in a campaign, the last first. */
export async function deliveriesOf(db: Db, campaignId: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`select d.id, d.kind, d.state, d.generation, d.records,
      d.delivered_on as "deliveredOn", d.note, d.by_name as "byName", d.at, d.withdrawn_by_name as "withdrawnByName",
      d.withdrawn_at as "withdrawnAt", d.withdrawn_reason as "withdrawnReason",
      (select coalesce(jsonb_agg(jsonb_build_object('fileId', x.file_id, 'name', x.name, 'sheet', x.sheet,
          'lines', x.lines, 'sizeBytes', x.size_bytes, 'digest', encode(x.sha256, 'hex')) order by x.sheet), '[]'::jsonb)
        from campaign_delivery_file x where x.delivery_id = d.id) as files
    from campaign_delivery d where d.campaign_id = ${campaignId} order by d.id desc limit 500`.execute(db)
  return rows
}

export interface NewDelivery {
  readonly campaignId: number
  readonly kind: CampaignKind
  readonly generation: string
  readonly deliveredOn: string
  readonly note: string
  readonly by: string
  readonly items: readonly { readonly unitId: number; readonly subjectId: number; readonly version: number }[]
  readonly files: readonly { readonly fileId: number; readonly sheet: string; readonly lines: number }[]
}

/** Keeps a delivery with its sheets and every record's version; answers its id. */
export async function insertDelivery(tx: Tx, given: NewDelivery, now: Instant): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into campaign_delivery (campaign_id, kind, state, generation, records,
      delivered_on, note, by_name, at)
    values (${given.campaignId}, ${given.kind}, 'delivered', ${given.generation}, ${given.items.length},
      ${given.deliveredOn}::date, ${given.note}, ${given.by}, ${now}::timestamptz) returning id`.execute(tx)
  const id = rows[0]?.id ?? 0
  await sql`insert into campaign_delivery_file (delivery_id, sheet, file_id, name, size_bytes, sha256, lines)
    select ${id}::bigint, sheet, f.id, f.name, f.size_bytes, f.sha256, lines
    from jsonb_to_recordset(${JSON.stringify(given.files)}::jsonb) as given ("fileId" bigint, sheet text, lines int)
      join stored_file f on f.id = "fileId"`.execute(tx)
  const items = given.items.map(({ unitId, subjectId, version }) => ({ unitId, subjectId, version }))
  await sql`insert into campaign_delivery_item (delivery_id, unit_id, subject_id, version)
    select ${id}::bigint, "unitId", "subjectId", version from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as given ("unitId" bigint, "subjectId" bigint, version int)`.execute(tx)
  return id
}

/** Marks a delivery as one the nation did not take. */
export async function withdrawDelivery(
  tx: Tx,
  id: number,
  by: { readonly name: string; readonly reason: string },
  now: Instant,
): Promise<void> {
  await sql`update campaign_delivery set state = 'withdrawn', withdrawn_by_name = ${by.name},
      withdrawn_reason = ${by.reason}, withdrawn_at = ${now}::timestamptz where id = ${id}`.execute(tx)
}

export interface DeliveredRecord {
  readonly unitId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly subjectId: number
  readonly innerId: string
  readonly name: string
  readonly version: number
}

/** The records of a delivery with the versions handed over, unit by unit. */
export async function deliveredRecords(
  db: Db,
  delivery: Pick<Delivery, 'id' | 'kind'>,
  page: { readonly after: number; readonly limit: number },
): Promise<DeliveredRecord[]> {
  const table = delivery.kind === 4 ? sql`instrument` : sql`resource_record`
  const { rows } = await sql<DeliveredRecord>`select t.unit_id as "unitId", u.name as "unitName",
      u.name_en as "unitNameEn", t.subject_id as "subjectId", coalesce(i.inner_id, '') as "innerId",
      coalesce(i.name, '') as name, t.version
    from campaign_delivery_item t join unit u on u.id = t.unit_id
      left join ${table} i on i.unit_id = t.unit_id and i.id = t.subject_id
    where t.delivery_id = ${delivery.id}
    order by t.unit_id, t.subject_id offset ${page.after} limit ${page.limit}`.execute(db)
  return rows
}
