import { accountById } from '#modules/identity/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { bookingById } from '#modules/booking/index.ts'
import { type Instant, zoned } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import { putRecord, recordOfUse, type ServiceRecord, setRecordElements } from '../data/record-repository.ts'
import { addToYear } from '../data/year-sums.ts'
import { effectiveMinutes } from '../domain/effective-hours.ts'
import { elementsAfter, type ServiceFacts } from '../domain/service-record-elements.ts'
import { serviceTypeOf } from '../domain/service-type-rules.ts'
import type { Use } from '../domain/use.ts'
import { yearDeltas } from '../domain/year-sums.ts'
import { judgeRecord } from './judge-record.ts'

interface Settled {
  readonly use: Use
  readonly instrument: Instrument
  readonly zone: string
  readonly now: Instant
  /** Charge in fen; what stood there stays when it is left out. */
  readonly amountFen?: number | undefined
}

const monthOf = (at: Instant, zone: string): string =>
  zoned(at, zone).toPlainDate().with({ day: 1 }).toString()

/** Everybody and everything a record names. */
const partiesOf = (tx: Tx, use: Use) =>
  Promise.all([
    accountById(tx, use.accountId),
    unitById(tx, use.unitId),
    use.userUnitId === undefined ? undefined : unitById(tx, use.userUnitId),
    use.bookingId === undefined ? undefined : bookingById(tx, use.bookingId),
  ])

/** What a use that nobody booked leaves open. */
const unbooked = (use: Use) => ({
  ...{ serviceWay: 'self', purpose: use.note, project: '' },
  ...{ guestName: '', guestUnit: '' },
})

async function factsOf(
  tx: Tx,
  { use, instrument, zone }: Settled,
  endedAt: Instant,
  record: { no: string; amountFen: number },
): Promise<ServiceFacts> {
  const [account, managing, userUnit, booking] = await partiesOf(tx, use)
  const { serviceWay, purpose, project, guestName, guestUnit } = booking ?? unbooked(use)
  // The holder of a guest's booking is not the one who was served.
  const applicant =
    guestName === '' ? account : { displayName: guestName, phone: undefined, email: undefined }
  return {
    insCode: managing?.insCode,
    recordNo: record.no,
    innerId: instrument.innerId,
    amountFen: record.amountFen,
    startedAt: use.startedAt,
    endedAt,
    zone,
    effectiveMinutes: effectiveMinutes(use.parts),
    serviceType: serviceTypeOf(use.unitId, use.userUnitId),
    serviceWay,
    purpose,
    project,
    applicant: applicant?.displayName ?? '',
    applicantPhone: applicant?.phone,
    applicantEmail: applicant?.email,
    applicantUnit: userUnit?.name ?? (guestUnit === '' ? undefined : guestUnit),
  }
}

async function writtenRecord(
  tx: Tx,
  settled: Settled,
  endedAt: Instant,
  before: ServiceRecord | undefined,
): Promise<ServiceRecord> {
  const { use, zone, now } = settled
  const year = zoned(use.startedAt, zone).year
  // the id of a use is unique, so is the number made of it; it stays when the year is corrected
  const recordNo = before?.recordNo ?? `${year}-${String(use.id).padStart(6, '0')}`
  const amountFen = settled.amountFen ?? before?.amountFen ?? 0
  const facts = await factsOf(tx, settled, endedAt, { no: recordNo, amountFen })
  const elements = elementsAfter(facts, before?.elements ?? {})
  const { state } = await judgeRecord(tx, elements, { now, zone })
  const record = {
    unitId: use.unitId,
    recordNo,
    instrumentId: use.instrumentId,
    useId: use.id,
    bookingId: use.bookingId,
    accountId: use.accountId,
    userUnitId: use.userUnitId,
    serviceType: facts.serviceType,
    startedAt: use.startedAt,
    endedAt,
    year,
    effectiveMinutes: facts.effectiveMinutes,
    amountFen,
    evidence: use.evidence,
    state,
    elements,
  }
  return { ...record, id: await putRecord(tx, record, now) }
}

async function countRecord(
  tx: Tx,
  record: ServiceRecord,
  sign: 'add' | 'take_away',
  zone: string,
): Promise<void> {
  const deltas = sign === 'add' ? yearDeltas(undefined, record) : yearDeltas(record, undefined)
  const { unitId, instrumentId } = record
  for (const delta of deltas)
    await addToYear(tx, { unitId, instrumentId, month: monthOf(record.startedAt, zone) }, delta)
}

/**
 * Brings the service record of a use and the prepared sums in line with the use: a finished use of kind service has
 * exactly one record that counts, any other has none. A use that crosses New Year counts in the year of its start.
 */
export async function settleRecord(tx: Tx, settled: Settled): Promise<ServiceRecord | undefined> {
  const { use, zone, now } = settled
  const before = await recordOfUse(tx, use.unitId, use.id)
  if (before !== undefined && before.state !== 'void') await countRecord(tx, before, 'take_away', zone)
  if (use.status !== 'finished' || use.kind !== 'service' || use.endedAt === undefined) {
    if (before !== undefined) await setRecordElements(tx, { ...before, state: 'void' }, now)
    return undefined
  }
  const record = await writtenRecord(tx, settled, use.endedAt, before)
  await countRecord(tx, record, 'add', zone)
  return record
}
