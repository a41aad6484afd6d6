import { type Actor, actorMay, type SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { priorityOf } from '#modules/standing/index.ts'
import { found, type Refusal } from '#kernel/refusal.ts'
import { dateIn, day, type Instant, plus } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { bookingGround, type Ground, type JudgedPerson, type StoredRules } from '../data/booking-ground.ts'
import type { BookedPriority } from '../data/booking-repository.ts'
import type { CountedLoad } from '../data/counted-bookings.ts'
import type { Booking, MadeStatus, ServiceWay } from '../domain/booking.ts'
import { mayManageBookings } from '../domain/booking-access.ts'
import { bookableUntil, type Judgement, refusalsFor } from '../domain/booking-rules.ts'
import { needsNightLevel } from '../domain/odd-hours.ts'
import type { SpecialDays } from '../domain/opening-hours.ts'
import { type OverridableCode, type Override, overridableAmong, passedOver } from '../domain/overrides.ts'
import { limitRefusals } from '../domain/person-limits.ts'
import type { QuotaLoad } from '../domain/quotas.ts'
import { gapMinutes, hoursAcross, rulesInForce } from '../domain/rules.ts'
import { chainFor, type ChainStep } from '../domain/approval-chain.ts'
import { stepsLeft } from '../domain/deciders.ts'
import { hasHead } from '../data/deputy-repository.ts'
import { userKindOf } from '../domain/user-kind.ts'
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
  /** Rules to pass over, for whoever manages the instrument. */
  readonly override?: Override | undefined
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
  /** Rules that were passed over. */
  readonly overridden: readonly OverridableCode[]
  /** Rules whoever asks could pass over. */
  readonly mayOverride: readonly OverridableCode[]
  readonly status: MadeStatus
  /** Who decides about it, in order; nobody when it is confirmed at once. */
  readonly steps: readonly ChainStep[]
  readonly rules: StoredRules | undefined
  readonly judgement: Judgement
  /** Whether whoever asks manages the bookings of the instrument. */
  readonly manages: boolean
  /** What the named project gives the booking, when it was checked. */
  readonly priority: BookedPriority | undefined
  /** Whose count the verdict depends on; undefined when nothing limits them here. */
  readonly person: JudgedPerson | undefined
}

/** Instruments that are not public exist only for those who may read what is unpublished. */
const visible = (actor: Actor, ground: Ground | undefined): Ground | undefined =>
  ground === undefined || ground.open || actorMay(actor, 'instrument.read_unpublished', ground.place)
    ? ground
    : undefined

/** What counts for an owner's quotas, told apart by whom it is counted with. */
export function loadOf(
  counted: CountedLoad | undefined,
  owner: Owner,
  instrumentUnitId: number,
): QuotaLoad | undefined {
  if (counted === undefined) return undefined
  return {
    openUntil: counted.openUntil ?? [],
    groups: counted.groups ?? [],
    booked: (counted.booked ?? []).map(({ accountId, unitId, unitKind, groups, start, end }) => ({
      ...{ start, end, mine: accountId === owner.accountId, groups: groups ?? [] },
      ofMyUnit: unitId !== null && unitId === owner.unitId,
      kind: userKindOf({ unitId: unitId ?? undefined, unitKind: unitKind ?? undefined }, instrumentUnitId),
    })),
  }
}

/** For whom a slot is judged. */
export interface Judged {
  readonly owner: Owner
  readonly serviceWay: ServiceWay
  /** Bookings made elsewhere are brought along without the rules about who may have how much. */
  readonly bringsAlong: boolean
}

/** As whom a slot is judged. */
export type JudgedAs = Pick<Judgement, 'userKind' | 'serviceWay' | 'load' | 'manages'> & {
  /** Hours open to them around the slot, where they are known already. */
  readonly open?: readonly Interval[] | undefined
}

/** The rules that count for a slot, and everything around it: opening hours matter a day around a slot, so that a refusal can say what they are. */
export function judgementAs(
  ground: Omit<Ground, 'person'>,
  { open, ...as }: JudgedAs,
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
  const hoursOf = as.manages ? undefined : as.userKind
  return {
    slot,
    rules,
    ...(version === undefined ? {} : { rulesVersion: version }),
    calendar: {
      open: open ?? hoursAcross(ground.versions, ground.zone, special, around, hoursOf),
      closures: ground.closures,
      taken: ground.taken,
      bufferMinutes: rules === undefined ? 0 : gapMinutes(rules),
    },
    kept: ground.kept,
    zone: ground.zone,
    now,
    special,
    ...as,
  }
}

/** The judgement of a slot for its owner. */
export function judgementOf(
  ground: Omit<Ground, 'person'>,
  { owner, serviceWay, bringsAlong }: Judged,
  slot: Interval,
  now: Instant,
  special: SpecialDays,
): Judgement & { rulesVersion?: StoredRules } {
  const userKind = userKindOf({ unitId: owner.unitId, unitKind: ground.userUnitKind }, ground.unitId)
  const load = loadOf(ground.counted, owner, ground.unitId)
  return judgementAs(ground, { userKind, serviceWay, load, manages: bringsAlong }, slot, now, special)
}

/** A checked project lets its bookings lie further ahead than the instrument's rules allow without. */
async function withPriority<J extends Judgement>(
  db: Db,
  judgement: J,
  projectId: number | undefined,
): Promise<J & { priority?: BookedPriority }> {
  const { rules, slot, now, zone } = judgement
  if (projectId === undefined || rules === undefined) return judgement
  const given = await priorityOf(db, projectId, dateIn(now, zone))
  if (given === undefined) return judgement
  const early = slot.end > bookableUntil(rules, now, zone)
  const further = { ...rules, horizonDays: rules.horizonDays + given.horizonBonusDays }
  return { ...judgement, rules: further, priority: { projectId, level: given.code, early } }
}

/** Everything other subjects have against a wish. */
export function askGates(
  db: Db,
  { ground, judgement, manages }: Pick<Verdict, 'ground' | 'judgement' | 'manages'>,
  wish: SlotWish & { readonly owner: Owner },
): Promise<Refusal[]> {
  const { unitId, zone } = ground
  const { rules, special, slot, now } = judgement
  const { instrumentId, serviceWay, project, projectId, owner } = wish
  const needsLevel =
    rules !== undefined && needsNightLevel(rules, slot, zone, special ?? new Map()) ? 'night' : undefined
  const asked = { accountId: owner.accountId, userUnitId: owner.unitId, unitId, instrumentId, zone, slot }
  return gateRefusals({ db, ...asked, serviceWay, project, projectId, manages, needsLevel, now })
}

/**
 * Looks at a slot for its owner with everything that is known in this transaction. Rules bind everybody; whoever manages the
 * instrument may name those to be passed over.
 */
export async function judgeSlot(
  db: Db,
  user: SignedIn,
  given: SlotWish,
  now: Instant,
  frame: BookingFrame,
): Promise<Verdict> {
  const wish = { ...given, owner: given.owner ?? user }
  const { instrumentId, slot, owner } = wish
  const counted = { accountId: owner.accountId, now }
  const read = await bookingGround(db, {
    instrumentId,
    span: slot,
    userUnitId: owner.unitId,
    except: wish.except,
    person: frame.limits === undefined ? undefined : counted,
    counted,
  })
  const ground = found(visible(user, read), 'instrument')
  const { zone, person } = ground
  const judged = { owner, serviceWay: wish.serviceWay, bringsAlong: false }
  const plain = judgementOf(ground, judged, slot, now, frame.holidays(zone))
  const { rulesVersion, priority, ...judgement } = await withPriority(db, plain, wish.projectId)
  const { rules, userKind } = judgement
  const manages = mayManageBookings(user, ground.place)
  const chain = rules === undefined ? [] : chainFor(rules, userKind ?? 'individual')
  const headed = chain.some(({ by }) => by === 'group_lead') && (await hasHead(db, owner.accountId))
  const steps = stepsLeft(chain, user, ground.place, headed)
  const limited = person === undefined ? [] : limitRefusals(slot, frame.limits ?? {}, person, zone)
  const gated = await askGates(db, { ground, judgement, manages }, wish)
  const all = [...refusalsFor(judgement), ...limited, ...gated]
  return {
    ground,
    ...passedOver(all, wish.override, manages),
    mayOverride: manages ? overridableAmong(all) : [],
    status: steps.length === 0 ? 'confirmed' : rules?.pendingHolds === false ? 'requested' : 'pending',
    steps,
    rules: rulesVersion,
    judgement,
    manages,
    priority,
    person,
  }
}
