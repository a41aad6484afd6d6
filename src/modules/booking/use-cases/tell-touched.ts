import type { NewNotice, Notifying } from '#modules/notices/index.ts'
import { notify } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { TouchedBooking } from '../data/booking-list-query.ts'
import { localTime } from '../domain/periods.ts'

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

function noticeOf(touched: TouchedBooking, { key, code, instrument, zone, more }: Occasion): NewNotice {
  return {
    to: [{ accountId: touched.accountId }],
    topic: 'booking',
    code,
    details: {
      ...{ instrument, more: more === '' ? '–' : more },
      start: localTime(touched.start, zone),
      reason: touched.reasons[0]?.replace('booking.', '') ?? '',
    },
    link: '/bookings',
    onceKey: `${key} ${touched.id}`,
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
    touched.map((one) => noticeOf(one, occasion)),
  )
