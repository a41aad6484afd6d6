import { system } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { requestsInTheWay } from '../data/booking-repository.ts'
import type { Booking } from '../domain/booking.ts'
import { localTime } from '../domain/periods.ts'
import { changeBooking } from './change-booking.ts'

/** A slot was given to one of several who asked: the requests that overlap it are turned down and their users told why. */
export async function turnDownOthers(
  tx: Tx,
  deps: Notifying,
  winner: Booking,
  instrument: Pick<Instrument, 'name'>,
  at: { readonly now: Instant; readonly zone: string },
): Promise<void> {
  const losers = await requestsInTheWay(tx, winner)
  for (const loser of losers)
    await changeBooking(tx, system, loser, 'reject', at.now, {
      cancellation: { by: undefined, at: at.now, reason: '', late: false, because: 'slot_given' },
    })
  await notify(
    tx,
    deps,
    losers.map((loser) => ({
      to: [{ accountId: loser.accountId }],
      topic: 'booking',
      code: 'booking.slot_given_to_another',
      details: { instrument: instrument.name, start: localTime(loser.slot.start, at.zone) },
      link: '/bookings',
      onceKey: `slot given ${loser.id} ${loser.version}`,
    })),
  )
}
