import { type Actor, actorMay, type SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { found, type Refusal } from '#kernel/refusal.ts'
import { day, type Instant, plus } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { bookingGround, type Ground, type JudgedPerson, type StoredRules } from '../data/booking-ground.ts'
import { mayManageBookings } from '../domain/booking-access.ts'
import { type Judgement, refusalsFor } from '../domain/booking-rules.ts'
import type { SpecialDays } from '../domain/opening-hours.ts'
import { hoursAcross, needsApproval, rulesInForce, userKindOf } from '../domain/rules.ts'
import { limitRefusals } from '../domain/person-limits.ts'
import type { Booking, ServiceWay } from '../domain/booking.ts'
import type { BookingFrame } from './booking-frame.ts'
import { gateRefusals } from './booking-gates.ts'

/** A slot somebody would like, and what for. */
export interface SlotWish {
  readonly instrumentId: number
  readonly slot: Interval
  /** A booking that is being moved is not in its own way. */
  readonly except?: number | undefined
  readonly serviceWay: ServiceWay
  readonly project: string
  /** A project somebody checked. */
  readonly projectId?: number | undefined
  /** Whose booking it is, when it is not that of whoever asks. */
  readonly owner?: Owner | undefined
}

/** Whose booking is judged: an account and its legal person. */
export interface Owner {
  readonly accountId: number
  readonly unitId: number | undefined
}

/** Whose booking a booking is. */
export const ownerOf = (booking: Booking): Owner => ({
  accountId: booking.accountId,
  unitId: booking.userUnitId,
})

/** A slot that was looked at: what stands against it, and what a booking of it would be. */
export interface Verdict {
  readonly ground: Ground
  readonly refusals: readonly Refusal[]
  readonly status: 'pending' | 'confirmed'
  readonly rules: StoredRules | undefined
  readonly judgement: Judgement
  /** Whose count the verdict depends on; undefined when nothing limits them here. */
  readonly person: JudgedPerson | undefined
}

/** Instruments that are not public exist only for those who may read what is unpublished. */
const visible = (actor: Actor, ground: Ground | undefined): Ground | undefined =>
  ground === undefined || ground.open || actorMay(actor, 'instrument.read_unpublished', ground.place)
    ? ground
    : undefined

/** The rules that count for a slot, and everything around it: opening hours matter a day around a slot, so that a refusal can say what they are. */
export function judgementOf(
  ground: Omit<Ground, 'person'>,
  user: SignedIn,
  slot: Interval,
  now: Instant,
  special: SpecialDays,
): Judgement & { rulesVersion?: StoredRules } {
  const inForce = rulesInForce(ground.versions, slot.start)
  const version = ground.versions.find((each) => each.version === inForce?.version)
  const rules = ground.open && version?.bookable ? version.rules : undefined
  const around =
    slot.start < slot.end && slot.end - slot.start <= 60 * day
      ? { start: plus(slot.start, -day / 2), end: plus(slot.end, day / 2) }
      : { start: slot.start, end: slot.start }
  return {
    slot,
    rules,
    ...(version === undefined ? {} : { rulesVersion: version }),
    calendar: {
      open: hoursAcross(ground.versions, ground.zone, special, around),
      closures: ground.closures,
      taken: ground.taken,
      bufferMinutes: rules?.bufferMinutes,
    },
    zone: ground.zone,
    now,
    userKind: userKindOf({ unitId: user.unitId, unitKind: ground.userUnitKind }, ground.unitId),
    manages: mayManageBookings(user, ground.place),
  }
}

/** Looks at a slot for its owner with everything that is known in this transaction and the rights of whoever asks; limits bind unless they manage the instrument. */
export async function judgeSlot(
  db: Db,
  user: SignedIn,
  wish: SlotWish,
  now: Instant,
  frame: BookingFrame,
): Promise<Verdict> {
  const { instrumentId, slot, serviceWay, project, projectId } = wish
  const owner = wish.owner ?? user
  const read = await bookingGround(db, {
    instrumentId,
    span: slot,
    userUnitId: owner.unitId,
    except: wish.except,
    person: frame.limits === undefined ? undefined : { accountId: owner.accountId, now },
  })
  const ground = found(visible(user, read), 'instrument')
  const { unitId, zone } = ground
  const judged = judgementOf(ground, { ...user, unitId: owner.unitId }, slot, now, frame.holidays(zone))
  const { rulesVersion, ...judgement } = judged
  const { rules, userKind, manages } = judgement
  const waits = rules !== undefined && !manages && needsApproval(rules, userKind)
  const person = manages ? undefined : ground.person
  const limited = person === undefined ? [] : limitRefusals(slot, frame.limits ?? {}, person, zone)
  const { accountId, unitId: userUnitId } = owner
  const asked = { accountId, userUnitId, unitId, instrumentId, zone, slot, serviceWay, project, projectId }
  const gated = await gateRefusals({ db, ...asked, manages, now })
  return {
    ground,
    refusals: [...refusalsFor(judgement), ...limited, ...gated],
    status: waits ? 'pending' : 'confirmed',
    rules: rulesVersion,
    judgement,
    person,
  }
}
