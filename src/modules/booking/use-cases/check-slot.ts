import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { found, type Refusal } from '#kernel/refusal.ts'
import { instant, type Instant, instantOf, minute } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingById } from '../data/booking-repository.ts'
import type { Booking, MadeStatus, ServiceWay } from '../domain/booking.ts'
import { mayChangeBooking } from '../domain/booking-access.ts'
import type { OverridableCode } from '../domain/overrides.ts'
import { cancellationRefusals } from '../domain/cancellation-rules.ts'
import { bookingFrame } from './booking-frame.ts'
import { type ForWhom, forWhomOf, forWhomRefusals } from './book-for-other.ts'
import { judgeSlot, ownerOf, type SlotWish, type Verdict } from './judge-slot.ts'
import { nextFreeSlots } from './next-free-slots.ts'

/** Where to look for another time: after the day or week that is full; nowhere while no further booking is allowed. */
function searchFrom(refusals: readonly Refusal[], start: Instant): Instant | undefined {
  if (refusals.some(({ code }) => code === 'booking.too_many_open' || code === 'booking.too_many_open_here'))
    return undefined
  const ends = refusals.flatMap(({ nextAt }) => (typeof nextAt === 'string' ? [instantOf(nextAt)] : []))
  return instant(Math.max(start, ...ends))
}

/** What is asked about; the kind of service and project of a booking that would be moved are its own. */
export interface CheckWish {
  readonly slot: Interval
  readonly bookingId?: number | undefined
  readonly serviceWay: ServiceWay
  readonly project: string
  /** A project somebody checked. */
  readonly projectId?: number | undefined
  /** Login, mail address or phone of whom it would be for, when that is somebody else. */
  readonly forWhom: string
}

const movedWish = (moved: Booking) => ({
  serviceWay: moved.serviceWay,
  project: moved.project,
  projectId: moved.projectId,
  owner: ownerOf(moved),
})

/** Whose booking it would be and what for: as the moved booking says, else as wished by whoever asks. */
const subjectOf = (moved: Booking | undefined, wish: CheckWish, { owner }: ForWhom) =>
  moved === undefined
    ? { serviceWay: wish.serviceWay, project: wish.project, projectId: wish.projectId, owner }
    : { except: moved.id, ...movedWish(moved) }

export interface SlotCheck {
  readonly zone: string
  readonly refusals: readonly Refusal[]
  readonly status: MadeStatus | undefined
  readonly alternatives: readonly Interval[]
  /** Rules whoever asks could pass over with a reason. */
  readonly mayOverride: readonly OverridableCode[]
}

/** The next free slots of the length wished for, for the one it is for; none where no length or time would do. */
async function otherTimes(
  deps: Pick<Deps, 'db' | 'clock'>,
  { ground, judgement }: Verdict,
  wish: SlotWish,
  from: Instant | undefined,
): Promise<readonly Interval[]> {
  const minutes = (wish.slot.end - wish.slot.start) / minute
  if (from === undefined || minutes <= 0) return []
  const { userKind, serviceWay, load } = judgement
  const { except } = wish
  const asked = { instrumentIds: [ground.instrumentId], minutes, count: 3, from }
  const [offer] = await nextFreeSlots(deps, { ...asked, userKind, serviceWay, load, except })
  return offer?.slots ?? []
}

/** Everything that stands against a slot, and the next free ones of the same length; nothing is written. */
export async function checkSlot(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  wish: CheckWish,
): Promise<SlotCheck> {
  const { slot, bookingId } = wish
  const user = requireSignedIn(actor)
  const now = deps.clock.now()
  const frame = await bookingFrame(deps)
  const moved = bookingId === undefined ? undefined : found(await bookingById(deps.db, bookingId), 'booking')
  const whom = await forWhomOf(deps.db, user, instrumentId, moved === undefined ? wish.forWhom : '')
  const asked = { instrumentId, slot, ...subjectOf(moved, wish, whom) }
  const verdict = await judgeSlot(deps.db, user, asked, now, frame)
  if (moved !== undefined && !mayChangeBooking(actor, moved.accountId, verdict.ground.place))
    found(undefined, 'booking')
  const refusals = [
    ...forWhomRefusals(whom, verdict),
    ...verdict.refusals,
    ...(moved === undefined ? [] : cancellationRefusals(moved, now)),
  ]
  const from = refusals.length === 0 ? undefined : searchFrom(refusals, slot.start)
  return {
    zone: verdict.ground.zone,
    refusals,
    status: refusals.length === 0 ? verdict.status : undefined,
    alternatives: await otherTimes(deps, verdict, asked, from),
    mayOverride: verdict.mayOverride,
  }
}
