import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'
import { type FeedLine, feedsOf, insertFeed, replaceAddress, revokeFeed } from '../data/feed-repository.ts'
import type { FeedKind } from '../domain/feed.ts'

type D = Pick<Deps, 'db' | 'clock' | 'config'>

/** A feed with its address, which is shown this once. */
export interface OpenedFeed {
  readonly id: number
  readonly address: string
}

const addressOf = (deps: D, token: string): string => `${deps.config.publicUrl}/api/v1/calendars/${token}.ics`

const noted = (action: string, id: number, changes: Readonly<Record<string, unknown>>) => ({
  action,
  subject: 'calendar_feed',
  subjectId: id,
  changes,
})

/** The person's own feeds. */
export const showFeeds = (deps: D, actor: Actor): Promise<FeedLine[]> =>
  feedsOf(deps.db, requireSignedIn(actor).accountId)

/** Opens a feed: of one's bookings, of those one answers for, or of a public instrument. */
export function openFeed(
  deps: D,
  actor: Actor,
  wish: { readonly kind: FeedKind; readonly instrumentId?: number | undefined },
): Promise<OpenedFeed> {
  const { accountId } = requireSignedIn(actor)
  const { kind } = wish
  const token = newToken()
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = kind === 'instrument' ? await instrumentById(tx, wish.instrumentId ?? 0) : undefined
    if (kind === 'instrument') found(seen?.acceptedVersion === undefined ? undefined : seen, 'instrument')
    const instrument = seen && { unitId: seen.unitId, id: seen.id }
    const id = await insertFeed(tx, { accountId, kind, instrument, tokenSha256: tokenDigest(token) }, now)
    if (id === undefined) return refuse('conflict', { code: 'booking.feed_exists' })
    await writeAudit(tx, actor, now, [
      noted('calendar_feed.opened', id, { kind, ...(seen ? { instrumentId: seen.id } : {}) }),
    ])
    return { id, address: addressOf(deps, token) }
  })
}

/** Gives a feed a new secret address; the old one is dead at once. */
export function renewFeed(deps: D, actor: Actor, id: number): Promise<OpenedFeed> {
  const { accountId } = requireSignedIn(actor)
  const token = newToken()
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const renewed = await replaceAddress(tx, { accountId, id }, tokenDigest(token), now)
    found(renewed || undefined, 'calendar_feed')
    await writeAudit(tx, actor, now, [noted('calendar_feed.renewed', id, {})])
    return { id, address: addressOf(deps, token) }
  })
}

/** Ends a feed for good. */
export async function endFeed(deps: D, actor: Actor, id: number): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const revoked = await revokeFeed(tx, { accountId, id }, now)
    found(revoked || undefined, 'calendar_feed')
    await writeAudit(tx, actor, now, [noted('calendar_feed.revoked', id, {})])
  })
}
