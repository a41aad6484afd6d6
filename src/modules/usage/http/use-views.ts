import { instant, type Instant, isoIn, minute } from '#kernel/time.ts'
import type { DayBookingView, UseView } from '../contract.ts'
import type { DayBooking, UseLine } from '../data/use-query.ts'
import { type CheckInWindow, checkInRefusals } from '../domain/check-in-rules.ts'

/** A cursor names the last line of a page: `<epoch ms>.<id>`. */
export const cursorOf = (line: { startedAt: Instant; id: number }): string => `${line.startedAt}.${line.id}`

export function positionOf(cursor: string | undefined): { startedAt: Instant; id: number } | undefined {
  const [startedAt, id] = (cursor ?? '').split('.').map(Number)
  return startedAt === undefined || id === undefined ? undefined : { startedAt: instant(startedAt), id }
}

/** What is left out of a reply when there is no value. */
const given = <K extends string, V>(key: K, value: V | null): { [P in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [P in K]?: V })

export function useView(line: UseLine, reader: { manages: boolean; accountId: number | undefined }): UseView {
  const { preparationMinutes, measuringMinutes, processingMinutes, idleMinutes } = line
  const own = line.accountId === reader.accountId
  return {
    id: line.id,
    unitId: line.unitId,
    instrumentId: line.instrumentId,
    instrumentName: line.instrumentName,
    instrumentNameEn: line.instrumentNameEn,
    innerId: line.innerId,
    ...given('bookingId', line.bookingId),
    userName: line.userName,
    ...given('userUnitName', line.userUnitName),
    ...given('userUnitNameEn', line.userUnitNameEn),
    external: line.userUnitId !== line.unitId,
    startedAt: isoIn(line.startedAt, line.zone),
    ...(line.endedAt === null ? {} : { endedAt: isoIn(line.endedAt, line.zone) }),
    preparationMinutes,
    measuringMinutes,
    processingMinutes,
    idleMinutes,
    effectiveMinutes: preparationMinutes + measuringMinutes + processingMinutes,
    kind: line.kind,
    evidence: line.evidence,
    status: line.status,
    note: line.note,
    version: line.version,
    corrections: line.corrections,
    ...given('recordId', line.recordId),
    ...given('recordState', line.recordState as UseView['recordState'] | null),
    ...given('rating', line.rating),
    may: {
      checkOut: line.status === 'running' && (reader.manages || own),
      correct: line.status === 'finished' && reader.manages,
      rate: own && line.recordId !== null,
    },
  }
}

export function dayBookingView(
  booking: DayBooking,
  asked: { now: Instant; byLead: boolean },
  window: CheckInWindow,
): DayBookingView {
  const slot = { status: booking.status, start: booking.startsAt, end: booking.endsAt }
  const confirmed = booking.status === 'confirmed'
  return {
    id: booking.id,
    instrumentId: booking.instrumentId,
    instrumentName: booking.instrumentName,
    instrumentNameEn: booking.instrumentNameEn,
    userName: booking.userName,
    ...given('userUnitName', booking.userUnitName),
    ...given('userUnitNameEn', booking.userUnitNameEn),
    start: isoIn(booking.startsAt, booking.zone),
    end: isoIn(booking.endsAt, booking.zone),
    status: booking.status,
    purpose: booking.purpose,
    ...given('useId', booking.useId),
    may: {
      checkIn: checkInRefusals(slot, { ...asked, zone: booking.zone }, window).length === 0,
      noShow: asked.byLead && confirmed && asked.now >= booking.startsAt + window.noShowAfterMinutes * minute,
      asBooked: asked.byLead && confirmed && booking.endsAt <= asked.now,
    },
  }
}

/** What an entry of the history holds: moments on the unit's clock, the rest as it was kept. */
export const factsIn = (facts: unknown, zone: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts ?? {}).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' && name.endsWith('At') ? isoIn(instant(value), zone) : value,
    ]),
  )
