import type { SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { instant, type Instant } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingGrounds, type Ground } from '../data/booking-ground.ts'
import { allowedSlots, freeAtMost, isLasting, mildestRules, type SlotWish } from '../domain/allowed-slots.ts'
import { mayManageBookings } from '../domain/booking-access.ts'
import type { ServiceWay } from '../domain/booking.ts'
import { refusalsFor } from '../domain/booking-rules.ts'
import { limitRefusals } from '../domain/person-limits.ts'
import { chainFor } from '../domain/approval-chain.ts'
import { hoursAcross, rulesInForce } from '../domain/rules.ts'
import { type UserKind, userKindOf } from '../domain/user-kind.ts'
import { type BookingFrame, bookingFrame } from './booking-frame.ts'
import { hasGates } from './booking-gates.ts'
import { askGates, judgementAs, type JudgedAs, loadOf } from './judge-slot.ts'

/** For whom slots are looked for: somebody who is signed in, or whoever is of a kind (of any kind when it is not said). */
export type Asker = { readonly user: SignedIn } | { readonly userKind: UserKind | undefined }

export interface OfferWish extends SlotWish {
  readonly instrumentIds: readonly number[]
  /** How it would be used; on one's own when it is not said. */
  readonly serviceWay?: ServiceWay | undefined
}
/** Slots of one instrument that its rules accept at this moment. */
export interface Offer {
  readonly instrumentId: number
  readonly zone: string
  /** As which kind of user they were judged. */
  readonly userKind: UserKind
  /** Soonest first; never empty. */
  readonly slots: readonly Interval[]
  /** A booking waits until somebody approves it. */
  readonly approval: boolean
  /** What other subjects still ask of this person for the first slot: a certificate, for example, and how to get it. */
  readonly gates: readonly Refusal[]
}

/** Kinds whose bookings are looked at when nobody said of which kind they are: those from outside first. */
const everybody: readonly UserKind[] = [
  'university',
  'institute',
  'company',
  'society',
  'individual',
  'own_unit',
]

/** A question as it is put to each instrument. */
interface Asked {
  readonly asker: Asker
  readonly wish: SlotWish
  readonly serviceWay: ServiceWay
  readonly now: Instant
  readonly frame: BookingFrame
}
type KindJudged = JudgedAs & { readonly userKind: UserKind }

function judgedAs({ asker, serviceWay }: Asked, ground: Ground): KindJudged[] {
  if (!('user' in asker)) {
    const kinds = asker.userKind === undefined ? everybody : [asker.userKind]
    return kinds.map((userKind) => ({ userKind, serviceWay, load: undefined, manages: false }))
  }
  const { user } = asker
  const userKind = userKindOf({ unitId: user.unitId, unitKind: ground.userUnitKind }, ground.unitId)
  return [{ userKind, serviceWay, load: loadOf(ground.counted, user, ground.unitId), manages: false }]
}

/** The first verdict without refusals; else one that another time may mend, if there is any. */
function mildest(verdicts: readonly (() => readonly Refusal[])[]): readonly Refusal[] {
  let best: readonly Refusal[] = [{ code: 'booking.not_open_to_you' }]
  for (const verdict of verdicts) {
    const refusals = verdict()
    if (refusals.length === 0) return refusals
    if (!isLasting(refusals) || isLasting(best)) best = refusals
  }
  return best
}

function judge({ now, frame }: Asked, ground: Ground, as: JudgedAs, slot: Interval): Refusal[] {
  const special = frame.holidays(ground.zone)
  const refusals = refusalsFor(judgementAs(ground, as, slot, now, special))
  if (ground.person === undefined || refusals.length > 0) return refusals
  return limitRefusals(slot, frame.limits ?? {}, ground.person, ground.zone)
}

/** Hours of a kind of user are worked out once for all slots that are tried, when the first one is. */
function withHours(as: KindJudged, hoursOf: (kind: UserKind) => Interval[]) {
  let known: Interval[] | undefined
  return {
    ...as,
    get open(): readonly Interval[] {
      return (known ??= hoursOf(as.userKind))
    },
  }
}

/** The first slots of an instrument nothing stands against, and as which kind of user. */
function slotsAt(asked: Asked, ground: Ground): { as: KindJudged; slots: readonly Interval[] } | undefined {
  const { wish, frame } = asked
  const openTo = mildestRules(ground.versions, wish.span)?.openTo ?? []
  const special = frame.holidays(ground.zone)
  const { span } = wish
  const kinds = judgedAs(asked, ground)
    .filter(({ userKind }) => openTo.includes(userKind))
    .map((as) => withHours(as, (kind) => hoursAcross(ground.versions, ground.zone, special, span, kind)))
  const [only, ...others] = kinds
  if (only === undefined) return undefined
  const free =
    others.length === 0
      ? freeAtMost(ground, special, span, only.userKind, () => [...only.open])
      : freeAtMost(ground, special, span)
  const slots = allowedSlots(ground, free, wish, (slot) =>
    mildest(kinds.map((as) => () => judge(asked, ground, as, slot))),
  )
  const [first] = slots
  const as = first && kinds.find((each) => judge(asked, ground, each, first).length === 0)
  return as && { as, slots }
}

/** Asks the gates about the first slot of an offer as they are asked when it is booked. */
async function gatesOf(
  db: Deps['db'],
  { asker, serviceWay, now, frame }: Asked,
  ground: Ground,
  { as, slot }: { as: JudgedAs; slot: Interval },
): Promise<Refusal[]> {
  if (!('user' in asker) || !hasGates()) return []
  const { instrumentId, place } = ground
  const judgement = judgementAs(ground, as, slot, now, frame.holidays(ground.zone))
  const manages = mayManageBookings(asker.user, place)
  const wish = { instrumentId, slot, serviceWay, project: '', owner: asker.user }
  return askGates(db, { ground, judgement, manages }, wish)
}

async function offerOf(db: Deps['db'], asked: Asked, ground: Ground): Promise<Offer | undefined> {
  const found = slotsAt(asked, ground)
  const [slot] = found?.slots ?? []
  if (found === undefined || slot === undefined) return undefined
  const { as, slots } = found
  const { instrumentId, zone, place } = ground
  const rules = rulesInForce(ground.versions, slot.start)?.rules
  const manages = 'user' in asked.asker && mayManageBookings(asked.asker.user, place)
  const approval = rules !== undefined && !manages && chainFor(rules, as.userKind).length > 0
  const gates = await gatesOf(db, asked, ground, { as, slot })
  return { instrumentId, zone, userKind: as.userKind, slots, approval, gates }
}

/**
 * The first slots of instruments that somebody could book at this moment, each judged by the rules as booking it would be;
 * instruments without any are left out.
 */
export async function offeredSlots(
  deps: Pick<Deps, 'db' | 'clock'>,
  asker: Asker,
  { instrumentIds, serviceWay = 'self', ...of }: OfferWish,
): Promise<Offer[]> {
  const now = deps.clock.now()
  const span = { start: instant(Math.max(now, of.span.start)), end: of.span.end }
  if (instrumentIds.length === 0 || span.start >= span.end) return []
  const asked = { asker, wish: { ...of, span }, serviceWay, now, frame: await bookingFrame(deps) }
  const user = 'user' in asker ? asker.user : undefined
  const person = user && { accountId: user.accountId, now }
  const grounds = await bookingGrounds(deps.db, { instrumentIds, span, userUnitId: user?.unitId, person })
  const offers: Offer[] = []
  for (const ground of grounds) {
    const offer = await offerOf(deps.db, asked, ground)
    if (offer !== undefined) offers.push(offer)
  }
  return offers
}
