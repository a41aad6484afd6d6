import { type Interval, overlaps } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { instant, type Instant } from '#kernel/time.ts'
import { moment } from './periods.ts'

/** For whom time of an instrument is kept; the database's check lists the same. */
export const keptKinds = ['ballot', 'waitlist'] as const
export type KeptKind = (typeof keptKinds)[number]

/** Time that cannot be booked by whoever comes first: given out by ballot, or just freed and on its way to those who wait. */
export interface KeptTime extends Interval {
  readonly kind: KeptKind
  /** Set for a ballot: until when it takes requests. */
  readonly requestsUntil: Instant | null
  readonly ballotId: number | null
}

/** What kept time has against a slot of somebody who comes by themselves. */
export function keptRefusals(slot: Interval, kept: readonly KeptTime[], zone: string): Refusal[] {
  const inTheWay = kept.filter((one) => overlaps(one, slot))
  const ballot = inTheWay.find(({ kind }) => kind === 'ballot')
  if (ballot !== undefined)
    return [
      {
        code: 'booking.released_by_ballot',
        ...moment('requestsUntil', instant(ballot.requestsUntil ?? ballot.start), zone),
        link: `/ballots/${ballot.ballotId ?? 0}`,
      },
    ]
  return inTheWay.length > 0 ? [{ code: 'booking.kept_for_waiting' }] : []
}
