import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, isoIn } from '#kernel/time.ts'
import type { SanctionKind } from './sanction-kinds.ts'

/** A sanction in force that covers the instrument asked about. */
export interface Bar {
  readonly kind: SanctionKind
  readonly endsAt: Instant
  readonly reason: string
}

/** Where one sees why and appeals, below /app. */
const standingPath = '/standing'

/** What a person's credit and sanctions say against a booking; who manages an instrument is not kept from it. */
export function standingRefusals(asked: {
  readonly balance: number
  readonly needed: number
  readonly bars: readonly Bar[]
  readonly manages: boolean
  readonly zone: string
}): Refusal[] {
  if (asked.manages) return []
  const latest = asked.bars.toSorted((a, b) => b.endsAt - a.endsAt)[0]
  const barred =
    latest === undefined
      ? []
      : [
          {
            code: latest.reason === '' ? 'standing.barred_by_rule' : 'standing.barred',
            kind: latest.kind,
            until: isoIn(latest.endsAt, asked.zone).slice(0, 16).replace('T', ' '),
            untilAt: isoIn(latest.endsAt, asked.zone),
            why: latest.reason,
            link: standingPath,
          },
        ]
  const { balance, needed } = asked
  const low =
    balance < needed ? [{ code: 'standing.credit_too_low', balance, needed, link: standingPath }] : []
  return [...barred, ...low]
}
