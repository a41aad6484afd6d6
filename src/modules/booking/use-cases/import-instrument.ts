import type { SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { instant, type Instant } from '#kernel/time.ts'
import { inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type Situation, situations, timeOnly } from '../data/booking-ground.ts'
import { largestGapMinutes } from '../domain/rules.ts'
import { holdInstrument } from '../data/booking-repository.ts'
import { bumpRevision } from '../data/rules-repository.ts'
import {
  type EarlierBooking,
  earlierBookings,
  type ImportedBooking,
  insertImported,
} from '../data/import-repository.ts'
import { refusalsFor } from '../domain/booking-rules.ts'
import {
  fieldOfRefusal,
  type ImportRowState,
  type ImportTexts,
  type RowReason,
  slotOfRow,
} from '../domain/import-row.ts'
import { slotTaken } from './book-instrument.ts'
import { gateRefusals, hasGates } from './booking-gates.ts'
import { judgementOf } from './judge-slot.ts'
import type { HolidayCalendar } from './special-days.ts'

/** A row whose instrument and person are known. */
export interface RowToImport {
  readonly no: number
  readonly texts: ImportTexts
  readonly accountId: number
  readonly userUnitId: number | undefined
  /** Name of somebody without an account; empty when the account is their own. */
  readonly guestName: string
  /** Unit of a guest that is not among ours, as it was written; empty otherwise. */
  readonly guestUnit: string
}

/** What becomes of a row, with every reason when it is refused. */
export interface RowVerdict {
  readonly no: number
  readonly state: ImportRowState
  readonly slot?: Interval | undefined
  readonly reasons: readonly RowReason[]
}

export interface ImportRun {
  readonly deps: Pick<Deps, 'db' | 'clock'>
  readonly actor: SignedIn
  readonly holidays: HolidayCalendar
  /** Only look. */
  readonly dryRun: boolean
}

type Slotted = RowToImport & {
  readonly slot: Interval
  /** What other subjects have against it. */
  readonly gated: readonly Refusal[]
}

const refused = (row: { no: number; slot?: Interval }, reasons: readonly RowReason[]): RowVerdict => ({
  no: row.no,
  state: 'refused',
  slot: row.slot,
  reasons,
})

const sameBooking = (row: Slotted, other: Omit<EarlierBooking, 'id' | 'end'>): boolean =>
  row.texts.sourceNo !== '' && other.sourceNo !== ''
    ? row.texts.sourceNo === other.sourceNo
    : row.accountId === other.accountId && row.guestName === other.guestName && row.slot.start === other.start

function againstEarlier(row: Slotted, earlier: readonly EarlierBooking[]): RowVerdict | undefined {
  const same = earlier.find((each) => sameBooking(row, each))
  if (same === undefined) return undefined
  const moved = same.start !== row.slot.start || same.end !== row.slot.end
  if (!moved) return { no: row.no, state: 'known', slot: row.slot, reasons: [] }
  return refused(row, [{ field: 'start', refusal: { code: 'booking.import_changed', bookingId: same.id } }])
}

/** Judges rows one after the other; what one of them takes, the next cannot have. */
function judged(
  rows: readonly Slotted[],
  ground: Situation<Interval>,
  earlier: readonly EarlierBooking[],
  run: ImportRun,
  now: Instant,
): { verdicts: RowVerdict[]; good: Slotted[] } {
  const good: Slotted[] = []
  const verdicts = rows.map((row): RowVerdict => {
    const before = againstEarlier(row, earlier)
    if (before !== undefined) return before
    const twin = good.find((other) =>
      sameBooking(row, { ...other, ...other.slot, sourceNo: other.texts.sourceNo }),
    )
    if (twin !== undefined)
      return refused(row, [{ field: undefined, refusal: { code: 'booking.import_twice', row: twin.no } }])
    const taken = [...ground.bookings, ...good.map(({ slot }) => slot)]
    const stand = { ...ground, taken, userUnitKind: undefined, counted: undefined }
    const owner = { accountId: row.accountId, unitId: row.userUnitId }
    const judged = { owner, serviceWay: 'self', bringsAlong: true } as const
    const judgement = judgementOf(stand, judged, row.slot, now, run.holidays(ground.zone))
    const refusals = [...refusalsFor(judgement), ...row.gated]
    const reasons = refusals.map((refusal) => ({ field: fieldOfRefusal(refusal), refusal }))
    if (reasons.length > 0) return refused(row, reasons)
    good.push(row)
    return { no: row.no, state: 'new', slot: row.slot, reasons: [] }
  })
  return { verdicts, good }
}

const spanOf = (rows: readonly Slotted[]): Interval => ({
  start: instant(Math.min(...rows.map(({ slot }) => slot.start))),
  end: instant(Math.max(...rows.map(({ slot }) => Math.max(slot.start + 1, slot.end)))),
})

const bookingOf = ({
  slot,
  accountId,
  userUnitId,
  guestName,
  guestUnit,
  texts,
}: Slotted): ImportedBooking => ({
  ...{ slot, accountId, userUnitId, guestName, guestUnit },
  ...{ sourceNo: texts.sourceNo, purpose: texts.purpose, project: texts.project },
})

async function judgeAndWrite(
  tx: Tx,
  run: ImportRun,
  at: { unitId: number; instrumentId: number },
  rows: readonly Slotted[],
): Promise<RowVerdict[]> {
  const now = run.deps.clock.now()
  if (!run.dryRun) await holdInstrument(tx, at.unitId, at.instrumentId)
  const [ground] = await situations(tx, {
    instrumentIds: [at.instrumentId],
    span: spanOf(rows),
    booking: timeOnly,
    reachMinutes: largestGapMinutes,
  })
  if (ground === undefined) return []
  const earlier = await earlierBookings(tx, at, {
    numbers: rows.map(({ texts }) => texts.sourceNo).filter((no) => no !== ''),
    starts: rows.map(({ slot }) => slot.start),
  })
  const { verdicts, good } = judged(rows, ground, earlier, run, now)
  if (run.dryRun || good.length === 0) return verdicts
  await insertImported(tx, at, good.map(bookingOf), run.actor, now)
  // Bookings judged before these were there start over; the constraint knows overlaps, but not buffers.
  await bumpRevision(tx, at.unitId, at.instrumentId)
  return verdicts
}

/**
 * Takes the rows of one instrument, under its lock (docs/decisions/0012). Should the constraint still refuse, each row is tried
 * for itself, and the one that is in the way is refused like any second comer.
 */
async function take(
  run: ImportRun,
  at: { unitId: number; instrumentId: number },
  rows: readonly Slotted[],
  zone: string,
): Promise<RowVerdict[]> {
  try {
    return await inTransaction(run.deps.db, (tx) => judgeAndWrite(tx, run, at, rows))
  } catch (error) {
    if (sqlState(error) !== '23P01') throw error
    const [first] = rows
    if (first === undefined || rows.length > 1) {
      const verdicts: RowVerdict[] = []
      for (const row of rows) verdicts.push(...(await take(run, at, [row], zone)))
      return verdicts
    }
    const { refusals } = slotTaken(first.slot, zone)
    return [
      refused(
        first,
        refusals.map((refusal) => ({ field: 'start', refusal })),
      ),
    ]
  }
}

/** What other subjects say of a row; asked before the instrument is held, and not about guests, whom nobody knows. */
function gatesOf(
  run: ImportRun,
  at: { unitId: number; instrumentId: number; zone: string },
  row: RowToImport,
  slot: Interval,
): Promise<Refusal[]> | [] {
  if (!hasGates() || row.guestName !== '') return []
  const { accountId, userUnitId, texts } = row
  const asked = { accountId, userUnitId, ...at, slot, serviceWay: 'self', project: texts.project } as const
  const now = run.deps.clock.now()
  return gateRefusals({
    db: run.deps.db,
    ...asked,
    projectId: undefined,
    manages: true,
    needsLevel: undefined,
    now,
  })
}

/** Judges the rows of one instrument and, unless only asked, books the good ones. */
export async function importInstrument(
  run: ImportRun,
  at: { unitId: number; instrumentId: number; zone: string },
  rows: readonly RowToImport[],
): Promise<RowVerdict[]> {
  const slotted: Slotted[] = []
  const unread: RowVerdict[] = []
  for (const row of rows) {
    const slot = slotOfRow(row.texts, at.zone)
    if (Array.isArray(slot)) unread.push(refused(row, slot))
    else if (slot.start >= slot.end)
      unread.push(
        refused({ ...row, slot }, [{ field: 'end', refusal: { code: 'booking.ends_before_it_starts' } }]),
      )
    else slotted.push({ ...row, slot, gated: await gatesOf(run, at, row, slot) })
  }
  if (slotted.length === 0) return unread
  return [...unread, ...(await take(run, at, slotted, at.zone))]
}
