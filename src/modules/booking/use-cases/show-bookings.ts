import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import type { Page } from '#kernel/page.ts'
import { found } from '#kernel/refusal.ts'
import { instant, type Instant } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { type BookingFilter, bookingLines, type BookingLine } from '../data/booking-list-query.ts'
import { managedInstruments, type ManagedInstrument } from '../data/managed-query.ts'
import { type BookingStatus, statusAfter } from '../domain/booking.ts'
import { mayChangeBooking, mayManageBookings, maySeeBooking } from '../domain/booking-access.ts'
import { type Hat, hatFor } from '../domain/deciders.ts'
import { hatsOf, waitingFor } from './hats.ts'
import {
  cancellationCost,
  type CancellationCost,
  cancellationRefusals,
  moveRefusals,
} from '../domain/cancellation-rules.ts'
import { bookingFrame } from './booking-frame.ts'
import { roughSpan } from './show-calendar.ts'

/** A booking with what its reader may do with it now. */
export interface ShownBooking extends BookingLine {
  readonly may: { readonly move: boolean; readonly cancel: boolean; readonly decide: boolean }
  readonly cancellation: CancellationCost
}

type D = Pick<Deps, 'db' | 'clock'>

function shown(line: BookingLine, actor: Actor, now: Instant, hats: readonly Hat[]): ShownBooking {
  const booking = { slot: { start: line.start, end: line.end }, status: line.status }
  const change = mayChangeBooking(actor, line.accountId, line.place)
  const manages = mayManageBookings(actor, line.place)
  const open = line.start > now
  return {
    ...line,
    may: {
      move: change && moveRefusals(booking, line.limitMinutes, now, line.zone, manages).length === 0,
      cancel: change && cancellationRefusals(booking, now).length === 0,
      decide:
        open &&
        statusAfter(line.status, 'approve') !== undefined &&
        hatFor(hats, line.decider, line.place, line.accountId) !== undefined,
    },
    cancellation: cancellationCost(booking, line.limitMinutes, now),
  }
}

/** `start_id` of the last line of a page. */
function after(cursor: string | undefined): BookingFilter['after'] {
  const [start, id] = cursor?.split('_').map(Number) ?? []
  return start === undefined || id === undefined ? undefined : { start: instant(start), id }
}

async function page(deps: D, actor: Actor, filter: BookingFilter): Promise<Page<ShownBooking>> {
  const now = deps.clock.now()
  const hats = await hatsOf(deps.db, actor, now)
  const lines = await bookingLines(deps.db, { ...filter, limit: filter.limit + 1 })
  const items = lines.slice(0, filter.limit).map((line) => shown(line, actor, now, hats))
  const last = items.at(-1)
  return {
    items,
    next: lines.length > filter.limit && last !== undefined ? `${last.start}_${last.id}` : undefined,
  }
}

export interface ListWish {
  readonly when: 'coming' | 'past'
  readonly cursor?: string | undefined
  readonly limit: number
}
const inTime = (when: 'coming' | 'past', now: Instant) =>
  when === 'coming'
    ? ({ endsAfter: now, order: 'soonest' } as const)
    : ({ endsBefore: now, order: 'latest' } as const)

/** A booking for somebody who may see it. */
export async function showBooking(deps: D, actor: Actor, id: number): Promise<ShownBooking> {
  const [line] = await bookingLines(deps.db, { id, order: 'soonest', limit: 1 })
  const hats = await hatsOf(deps.db, actor, deps.clock.now())
  const mine = ({ accountId, place }: BookingLine) =>
    maySeeBooking(actor, accountId, place) ||
    hats.some(({ person, members }) => members.includes(accountId) || mayManageBookings(person, place))
  const allowed = line !== undefined && mine(line) ? line : undefined
  return shown(found(allowed, 'booking'), actor, deps.clock.now(), hats)
}

/** The actor's own bookings. */
export function showMyBookings(deps: D, actor: Actor, wish: ListWish): Promise<Page<ShownBooking>> {
  const { accountId } = requireSignedIn(actor)
  const time = inTime(wish.when, deps.clock.now())
  return page(deps, actor, { accountId, ...time, after: after(wish.cursor), limit: wish.limit })
}

/** More than a person can have in the days a calendar shows at once. */
const calendarLimit = 500

/** The actor's own bookings of some days that were not called off; a day more on each side, for every zone. */
export async function showMyCalendar(
  deps: D,
  actor: Actor,
  dates: { from: string; to: string },
): Promise<ShownBooking[]> {
  const { accountId } = requireSignedIn(actor)
  const { site } = await bookingFrame(deps)
  const span = roughSpan(dates.from, dates.to, site.calendarDaysAtOnce)
  const lines = await bookingLines(deps.db, {
    accountId,
    statuses: ['offered', 'pending', 'requested', 'confirmed', 'in_use', 'completed', 'no_show'],
    endsAfter: span.start,
    startsBefore: span.end,
    order: 'soonest',
    limit: calendarLimit,
  })
  const now = deps.clock.now()
  const hats = await hatsOf(deps.db, actor, now)
  return lines.map((line) => shown(line, actor, now, hats))
}

/** Bookings of the instruments the actor answers for. */
export function showManagedBookings(
  deps: D,
  actor: Actor,
  wish: ListWish & { instrumentId?: number | undefined; status?: BookingStatus | undefined },
): Promise<Page<ShownBooking>> {
  return page(deps, actor, {
    scope: scopeOf(actor, 'booking.read_all'),
    instrumentId: wish.instrumentId,
    statuses: wish.status === undefined ? undefined : [wish.status],
    ...inTime(wish.when, deps.clock.now()),
    after: after(wish.cursor),
    limit: wish.limit,
  })
}

/** Requests that wait for the actor's decision. */
export async function showApprovals(
  deps: D,
  actor: Actor,
  wish: { cursor?: string | undefined; limit: number },
): Promise<Page<ShownBooking>> {
  return page(deps, actor, {
    waitingFor: waitingFor(await hatsOf(deps.db, actor, deps.clock.now())),
    endsAfter: deps.clock.now(),
    order: 'soonest',
    after: after(wish.cursor),
    limit: wish.limit,
  })
}

/** Instruments whose bookings the actor manages. */
export async function showManagedInstruments(
  deps: D,
  actor: Actor,
  wish: { search: string; cursor?: string | undefined; limit: number },
): Promise<Page<ManagedInstrument>> {
  const items = await managedInstruments(deps.db, scopeOf(actor, 'booking.manage'), deps.clock.now(), {
    search: wish.search,
    afterId: after(wish.cursor)?.id ?? 0,
    limit: wish.limit + 1,
  })
  const shownItems = items.slice(0, wish.limit)
  const last = shownItems.at(-1)
  return { items: shownItems, next: items.length > wish.limit && last ? `0_${last.instrumentId}` : undefined }
}
