import { accountById } from '#modules/identity/index.ts'
import { type NewNotice, notify, type Notifying } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { StoredEvent } from '#platform/outbox/outbox.ts'
import { type BookingLine, bookingLines } from '../data/booking-list-query.ts'
import { firmness } from '../domain/feed.ts'
import { localTime } from '../domain/periods.ts'
import { eventUid } from './booking-event.ts'

/** Events of which the owner of a booking is told. */
export const toldEvents = [
  'booking.confirmed',
  'booking.moved',
  'booking.rejected',
  'booking.expired',
  'booking.cancelled',
] as const

/** The occasion; a booking that ended was ended once, whoever tells of it. */
export const toldKey = (id: number, what: string, version: number): string =>
  what === 'cancelled' ? `booking ${id} cancelled` : `booking ${id} ${what} ${version}`

/** What the mail gives the reader's calendar. */
export function invitationFor(
  deps: Notifying,
  line: Pick<BookingLine, 'id' | 'version' | 'start' | 'end' | 'instrumentName' | 'unitName'>,
  status: BookingLine['status'],
): NonNullable<NewNotice['invitation']> {
  return {
    uid: eventUid(deps, line.id, 'booking'),
    sequence: line.version,
    status: firmness[status],
    start: line.start,
    end: line.end,
    stamp: deps.clock.now(),
    summary: line.instrumentName,
    location: line.unitName,
    url: `${deps.config.publicUrl}/app/bookings`,
  }
}

/** Tells the owner of a booking what became of it, with an invitation for their calendar; past ones are left alone. */
export async function tellOwner(tx: Tx, event: StoredEvent, deps: Notifying): Promise<void> {
  const [line] = await bookingLines(tx, {
    id: Number(event.payload['bookingId']),
    order: 'soonest',
    limit: 1,
  })
  if (line === undefined || line.end <= deps.clock.now()) return
  const owner = await accountById(tx, line.accountId)
  const named =
    owner?.locale === 'en' && line.instrumentNameEn !== '' ? line.instrumentNameEn : line.instrumentName
  const what = event.type.replace('booking.', '')
  // A request that asks for another time is told of when it is decided.
  const status = what === 'moved' || what === 'confirmed' ? line.status : 'cancelled'
  await notify(tx, deps, [
    {
      to: [{ accountId: line.accountId }],
      topic: 'booking',
      code: `booking.told_${what}`,
      details: {
        instrument: named,
        start: localTime(line.start, line.zone),
        end: localTime(line.end, line.zone),
        reason: line.cancelReason || line.decisionNote || '–',
      },
      link: `/bookings?about=${line.id}`,
      onceKey: toldKey(line.id, what, line.version),
      invitation: invitationFor(deps, { ...line, instrumentName: named }, status),
    },
  ])
}
