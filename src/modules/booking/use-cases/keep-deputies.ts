import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { accountsKnownAs, writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { deleteDeputy, deputiesAround, insertDeputy, type Deputy } from '../data/deputy-repository.ts'
import { localTime } from '../domain/periods.ts'

type D = Pick<Deps, 'db'> & Notifying

/** Deputies somebody named and people they stand in for, now or later. */
export function showDeputies(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor): Promise<Deputy[]> {
  const { accountId } = requireSignedIn(actor)
  return deputiesAround(deps.db, accountId, deps.clock.now())
}

/** Somebody names who decides about requests in their place, from a moment until another; the deputy is told. */
export async function nameDeputy(
  deps: D,
  actor: Actor,
  wish: { readonly deputy: string; readonly from: Instant; readonly until: Instant },
): Promise<number> {
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  const { from, until } = wish
  if (from >= until || until <= now) refuse('invalid', { code: 'booking.ends_before_it_starts' })
  const [known, ...more] = await accountsKnownAs(deps.db, [wish.deputy])
  if (known === undefined || more.length > 0 || known.id === user.accountId)
    return refuse('invalid', { code: 'booking.deputy_unknown' })
  return inTransaction(deps.db, async (tx) => {
    const id = await insertDeputy(tx, { accountId: user.accountId, deputyId: known.id, from, until }, now)
    const unit = user.unitId === undefined ? {} : { unitId: user.unitId }
    await writeAudit(tx, actor, now, [
      {
        action: 'booking.deputy_named',
        subject: 'booking_deputy',
        subjectId: id,
        ...unit,
        changes: { deputyId: known.id, from, until },
      },
    ])
    await notify(tx, deps, [
      {
        to: [{ accountId: known.id }],
        topic: 'booking',
        code: 'booking.you_are_deputy',
        details: {
          name: user.displayName,
          from: localTime(from, 'Asia/Shanghai'),
          until: localTime(until, 'Asia/Shanghai'),
        },
        link: '/booking-approvals',
        onceKey: `deputy ${id}`,
      },
    ])
    return id
  })
}

/** Whoever named a deputy takes it back. */
export async function dismissDeputy(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  id: number,
): Promise<void> {
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    if (!(await deleteDeputy(tx, user.accountId, id))) found(undefined, 'deputy')
    const unit = user.unitId === undefined ? {} : { unitId: user.unitId }
    await writeAudit(tx, actor, now, [
      { action: 'booking.deputy_dismissed', subject: 'booking_deputy', subjectId: id, ...unit, changes: {} },
    ])
  })
}
