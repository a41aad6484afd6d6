import type { SignedIn } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { accountsKnownAs } from '#modules/identity/index.ts'
import { groupsOf } from '#modules/organizations/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { mayManageBookings } from '../domain/booking-access.ts'
import type { Owner, Verdict } from './judge-slot.ts'

/** Whose booking it will be, and in what capacity somebody else makes it. */
export interface ForWhom {
  readonly owner: Owner
  readonly as: 'self' | 'lead' | 'group_lead' | 'nobody'
}

const stranger = (user: SignedIn): ForWhom => ({ owner: user, as: 'nobody' })

/**
 * Who is meant by a login, mail address or phone. The lead of the instrument may name anybody, the head of a group its members;
 * to everybody else a name that is known sounds like one that is not.
 */
export async function forWhomOf(
  db: Db,
  user: SignedIn,
  instrumentId: number,
  named: string | undefined,
): Promise<ForWhom> {
  if (named === undefined || named === '') return { owner: user, as: 'self' }
  const [one, ...more] = await accountsKnownAs(db, [named])
  if (one === undefined || more.length > 0) return stranger(user)
  if (one.id === user.accountId) return { owner: user, as: 'self' }
  const owner = { accountId: one.id, unitId: one.unitId }
  const instrument = await instrumentById(db, instrumentId)
  if (instrument !== undefined && mayManageBookings(user, instrument.place)) return { owner, as: 'lead' }
  const groups = one.unitId === undefined ? [] : await groupsOf(db, one.unitId)
  const heads = groups.some(
    (group) => group.leadAccountId === user.accountId && group.memberIds.includes(one.id),
  )
  return heads ? { owner, as: 'group_lead' } : stranger(user)
}

/** Whether the rules let this person book for that one. */
export function forWhomRefusals({ as }: ForWhom, { rules }: Pick<Verdict, 'rules'>): Refusal[] {
  if (as === 'self') return []
  if (as === 'nobody') return [{ code: 'booking.for_nobody_known' }]
  const allowed = rules?.rules.bookForOthers ?? 'lead'
  if (allowed === 'group_lead' || (allowed === 'lead' && as === 'lead')) return []
  return [{ code: 'booking.not_for_others' }]
}
