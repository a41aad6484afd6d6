import { type Actor, requireSignedIn, type SignedIn } from '#kernel/actor.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant, zoned } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertOrder, nextOrderNo, updateContent } from '../data/order-repository.ts'
import { replaceSamples, samplesOf } from '../data/sample-repository.ts'
import { type OrderContent, orderNoOf, type SampleWish } from '../domain/order.ts'
import { needsGroup, submissionRefusals } from '../domain/order-rules.ts'
import { allowedWay, moveOrder } from './move-order.ts'
import { openInstrument, orderGround, userKindAt } from './order-ground.ts'
import { orderLimitsOn } from './order-limits.ts'
import { orderToChange, type SeenOrder } from './visible-order.ts'

/** What a user asks for: a draft may still have gaps. */
export interface OrderWish extends OrderContent {
  readonly samples: readonly SampleWish[]
}

async function requireFewEnough(tx: Tx, wish: OrderWish, today: string): Promise<void> {
  const { mostSamples } = await orderLimitsOn(tx, today)
  if (wish.samples.length > mostSamples)
    refuse('invalid', { code: 'orders.too_many_samples', most: mostSamples })
}

const dayOf = (now: Instant) => zoned(now, 'Asia/Shanghai').toPlainDate().toString()

/** Begins an order at an instrument as a draft only its writer sees. Answers its id. */
export function createOrder(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  wish: OrderWish,
): Promise<number> {
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const instrument = await openInstrument(tx, instrumentId)
    await requireFewEnough(tx, wish, dayOf(now))
    const { unitId } = instrument
    const userKind = await userKindAt(tx, user, unitId)
    const given = {
      ...wish,
      unitId,
      instrumentId,
      accountId: user.accountId,
      userUnitId: user.unitId,
      userKind,
    }
    const id = await insertOrder(tx, given, now)
    await replaceSamples(tx, { unitId, id }, wish.samples)
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'orders.created', subject: 'order', subjectId: id, unitId },
        changes: { instrumentId, samples: wish.samples.length },
      },
    ])
    return id
  })
}

function requireDraft({ order, sides }: SeenOrder): void {
  if (!sides.includes('requester')) refuse('forbidden', { code: 'forbidden', ability: 'order.manage' })
  if (order.state !== 'draft')
    refuse('conflict', { code: 'orders.wrong_state', state: order.state, act: 'edit' })
}

/** Writes a draft anew. */
export function editOrder(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  orderId: number,
  wish: OrderWish & { readonly version: number },
): Promise<void> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, wish.version)
    requireDraft(seen)
    await requireFewEnough(tx, wish, dayOf(now))
    await updateContent(tx, seen.order, wish, now)
    await replaceSamples(tx, seen.order, wish.samples)
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'orders.edited', subject: 'order', subjectId: orderId, unitId: seen.order.unitId },
        changes: { samples: wish.samples.length },
      },
    ])
  })
}

async function judged(tx: Tx, user: SignedIn, { order, instrument }: SeenOrder, now: Instant) {
  await openInstrument(tx, instrument.id)
  const { ground, zone } = await orderGround(tx, user, instrument, now)
  refuseIfAny(submissionRefusals(order, await samplesOf(tx, order), ground), 'invalid')
  return { ground, zone }
}

/** Sends a draft off: to the lead of the research group when the settings ask for it, else to the instrument. */
export function submitOrder(
  deps: Pick<Deps, 'db'> & Notifying,
  actor: Actor,
  orderId: number,
  version: number,
): Promise<void> {
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, version)
    const { order } = seen
    allowedWay(seen, 'submit')
    const { ground, zone } = await judged(tx, user, seen, now)
    const { year } = zoned(now, zone)
    const orderNo = orderNoOf(year, await nextOrderNo(tx, order.unitId, year))
    const settingsVersion = ground.settings?.version ?? 0
    const way = allowedWay(seen, needsGroup(ground) ? 'ask_group' : 'submit')
    await moveOrder(tx, deps, actor, order, way, {
      now,
      patch: { orderNo, submittedAt: now, settingsVersion },
    })
  })
}
