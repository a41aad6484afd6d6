import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { type MembershipClaim, settleClaim } from './use-cases/settle-membership.ts'

/** News from other modules this one acts on. */
export const organizationsSubscriptions: readonly Subscription<Deps>[] = [
  {
    name: 'organizations.settle-membership',
    types: ['identity.membership_claimed'],
    handle: (tx, event, deps) => settleClaim(tx, deps, event.payload as unknown as MembershipClaim),
  },
]
