import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Order, Sample, SampleWish } from '../domain/order.ts'
import { present } from './order-repository.ts'

type Of = Pick<Order, 'unitId' | 'id'>

/** Replaces the samples of an order nobody has submitted yet. */
export async function replaceSamples(
  tx: Tx,
  { unitId, id }: Of,
  samples: readonly SampleWish[],
): Promise<void> {
  await sql`delete from order_sample where unit_id = ${unitId} and order_id = ${id}`.execute(tx)
  if (samples.length === 0) return
  const rows = samples.map((sample, at) => ({ ...sample, position: at + 1 }))
  await sql`insert into order_sample (unit_id, order_id, position, name, amount, amount_unit, matrix, storage, hazards,
      afterwards, state)
    select ${unitId}::bigint, ${id}::bigint, position, name, amount, "amountUnit", matrix, storage,
      array(select jsonb_array_elements_text(hazards)), afterwards, 'announced'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (position int, name text, amount double precision,
      "amountUnit" text, matrix text, storage text, hazards jsonb, afterwards text)`.execute(tx)
}

/** Samples of an order in their order. */
export async function samplesOf(db: Db, { unitId, id }: Of): Promise<Sample[]> {
  const { rows } =
    await sql<object>`select position, name, amount, amount_unit as "amountUnit", matrix, storage, hazards,
      afterwards, state, sample_no as "sampleNo", condition, received_at as "receivedAt", fail_reason as "failReason",
      repeats, disposal, disposed_on as "disposedOn"
    from order_sample where unit_id = ${unitId} and order_id = ${id} order by position`.execute(db)
  return rows.map((row) => present(row) as Sample)
}

/** Saves what happened to samples; the caller holds the order's lock. */
export async function saveSamples(tx: Tx, { unitId, id }: Of, samples: readonly Sample[]): Promise<void> {
  if (samples.length === 0) return
  const rows = samples.map((sample) => ({
    ...sample,
    receivedAt: sample.receivedAt === undefined ? undefined : isoText(sample.receivedAt),
  }))
  await sql`update order_sample s set state = given.state, sample_no = given."sampleNo", condition = given.condition,
      received_at = given."receivedAt", fail_reason = given."failReason", repeats = given.repeats,
      disposal = given.disposal, disposed_on = given."disposedOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (position int, state text, "sampleNo" text,
      condition text, "receivedAt" timestamptz, "failReason" text, repeats int, disposal text, "disposedOn" date)
    where s.unit_id = ${unitId} and s.order_id = ${id} and s.position = given.position`.execute(tx)
}

const isoText = (at: Instant): string => new Date(at).toISOString()
