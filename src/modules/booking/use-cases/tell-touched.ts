import type { NewNotice, Notifying } from '#modules/notices/index.ts'
import { notify } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { TouchedBooking } from '../data/booking-list-query.ts'
import { localTime } from '../domain/periods.ts'
import { invitationFor, toldKey } from './tell-owner.ts'

/** What touches bookings: an occasion nobody is told of twice, and what is said. */
export interface Occasion {
  readonly key: string
  readonly code:
    | 'booking.rules_touch_yours'
    | 'booking.closure_touches_yours'
    | 'booking.closure_cancelled_yours'
  readonly instrument: string
  readonly zone: string
  /** What the lead wrote, or when the rules take effect. */
  readonly more: string
}

const endedInvitation = (deps: Notifying, touched: TouchedBooking, instrumentName: string) =>
  invitationFor(deps, { ...touched, version: touched.version + 1, instrumentName, unitName: '' }, 'cancelled')

function noticeOf(deps: Notifying, touched: TouchedBooking, occasion: Occasion): NewNotice {
  const { key, code, instrument, zone, more } = occasion
  const ended = code === 'booking.closure_cancelled_yours'
  return {
    to: [{ accountId: touched.accountId }],
    topic: 'booking',
    code,
    details: {
      ...{ instrument, more: more === '' ? '–' : more },
      start: localTime(touched.start, zone),
      reason: touched.reasons[0]?.replace('booking.', '') ?? '',
    },
    link: `/bookings?about=${touched.id}`,
    onceKey: ended ? toldKey(touched.id, 'cancelled', touched.version) : `${key} ${touched.id}`,
    ...(ended ? { invitation: endedInvitation(deps, touched, instrument) } : {}),
  }
}

/** Tells the owners of bookings what touches them, in the transaction that does it. */
export const tellTouched = (
  tx: Tx,
  deps: Notifying,
  touched: readonly TouchedBooking[],
  occasion: Occasion,
): Promise<number> =>
  notify(
    tx,
    deps,
    touched.map((one) => noticeOf(deps, one, occasion)),
  )
