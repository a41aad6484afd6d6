import { type Instant, isoIn } from '#kernel/time.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { JudgedOutcome } from '../domain/credit-rules.ts'
import type { SanctionKind } from '../domain/sanction-kinds.ts'
import { siteZone } from './rules-in-force.ts'

/** Points that were taken from somebody. */
export interface Told {
  readonly accountId: number
  readonly unitId: number
  readonly instrumentId: number
  readonly entryId: number
  readonly outcome: JudgedOutcome
}

const dayOf = (at: Instant): string => isoIn(at, siteZone).slice(0, 10)

/** Tells somebody what points they lost and where. */
export async function tellOfEntry(
  tx: Tx,
  deps: Notifying,
  told: Told & { readonly points: number; readonly balance: number },
): Promise<void> {
  const { accountId, instrumentId, entryId, outcome, points, balance } = told
  const instrument = (await instrumentById(tx, instrumentId))?.name ?? '—'
  await notify(tx, deps, [
    {
      to: [{ accountId }],
      topic: 'standing',
      code: `standing.told_${outcome}`,
      details: { instrument, points: Math.abs(points), balance },
      link: '/standing',
      onceKey: `credit ${entryId}`,
    },
  ])
}

/** Tells somebody of a sanction, by rule or by hand. */
export async function tellOfSanction(
  tx: Tx,
  deps: Notifying,
  given: {
    readonly id: number
    readonly accountId: number
    readonly kind: SanctionKind
    readonly instrumentId: number | undefined
    readonly endsAt: Instant
    readonly grounds: Readonly<Record<string, string | number>>
    readonly reason: string
  },
): Promise<void> {
  const { id, accountId, kind, instrumentId, endsAt, grounds, reason } = given
  const instrument =
    instrumentId === undefined ? '—' : ((await instrumentById(tx, instrumentId))?.name ?? '—')
  await notify(tx, deps, [
    {
      to: [{ accountId }],
      topic: 'standing',
      code: `standing.sanction_${kind}`,
      details: { ...grounds, instrument, until: dayOf(endsAt), reason },
      link: '/standing',
      onceKey: `sanction ${id}`,
    },
  ])
}
