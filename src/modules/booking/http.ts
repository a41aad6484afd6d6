import type { Interval } from '#kernel/interval.ts'
import type { Actor } from '#kernel/actor.ts'
import { instantOf, isoIn } from '#kernel/time.ts'
import type { Page } from '#kernel/page.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { found } from '#kernel/refusal.ts'
import type { BookingView, bookingContract, CalendarView, RulesView } from './contract.ts'
import { bookingLiveHandlers } from './live-http.ts'
import { bookingImportHandlers } from './import-http.ts'
import { calendarFeedHandlers } from './feed-http.ts'
import { approvalHandlers } from './approval-http.ts'
import { bookingTemplateHandlers } from './template-http.ts'
import { touchedView } from './touched-view.ts'
import type { StepLine } from './data/step-repository.ts'
import { isWaiting } from './domain/booking.ts'
import { isMine } from './domain/booking-access.ts'
import type { BookingRules } from './domain/rules.ts'
import { bookInstrument } from './use-cases/book-instrument.ts'
import { cancelBooking } from './use-cases/cancel-booking.ts'
import { checkSlot } from './use-cases/check-slot.ts'
import { closeInstrument, reopenInstrument } from './use-cases/close-instrument.ts'
import { decideBooking } from './use-cases/decide-booking.ts'
import { moveBooking } from './use-cases/move-booking.ts'
import { nextFreeSlots } from './use-cases/next-free-slots.ts'
import { setBookingRules } from './use-cases/set-booking-rules.ts'
import { showBookingRules, showClosures, type ShownRules } from './use-cases/show-booking-rules.ts'
import {
  showApprovals,
  showBooking,
  showMyCalendar,
  showManagedBookings,
  showManagedInstruments,
  showMyBookings,
  type ShownBooking,
} from './use-cases/show-bookings.ts'
import { showCalendar, type ShownCalendar } from './use-cases/show-calendar.ts'

const slotOf = (body: { start: string; end: string }): Interval => ({
  start: instantOf(body.start),
  end: instantOf(body.end),
})
const spanView = (span: Interval, zone: string) => ({
  start: isoIn(span.start, zone),
  end: isoIn(span.end, zone),
})

type RulesShape = RulesView['rules']
/** Stored rules are readonly; the wire shape is not. */
const rulesView = (rules: BookingRules): RulesShape => structuredClone(rules) as RulesShape

function shownRulesView(shown: ShownRules): RulesView {
  const { instrument, zone, current, rules, coming, mayManage, template } = shown
  return {
    instrumentId: instrument.id,
    instrumentName: instrument.name,
    instrumentNameEn: String(instrument.elements['ename'] ?? ''),
    timeZone: zone,
    version: current?.version ?? 0,
    bookable: current?.bookable ?? false,
    ...(current === undefined ? {} : { effectiveFrom: isoIn(current.effectiveFrom, zone) }),
    rules: rulesView(rules),
    coming: coming.map((each) => ({
      version: each.version,
      effectiveFrom: isoIn(each.effectiveFrom, zone),
      bookable: each.bookable,
      rules: rulesView(each.rules),
    })),
    mayManage,
    ...(template === undefined
      ? {}
      : {
          template: {
            ...{ id: template.template.id, name: template.template.name },
            ownParts: [...template.ownParts],
          },
        }),
  }
}

function calendarView(
  instrumentId: number,
  shown: ShownCalendar,
  dates: { from: string; to: string },
): CalendarView {
  const { rows } = shown
  const { zone } = rows
  return {
    instrumentId,
    instrumentName: rows.name,
    instrumentNameEn: rows.nameEn,
    timeZone: zone,
    ...dates,
    bookable: shown.bookable,
    granularityMinutes: shown.granularityMinutes,
    open: shown.open.map((span) => spanView(span, zone)),
    free: shown.free.map((span) => spanView(span, zone)),
    closures: rows.closures.map(({ id, kind, reason, ...span }) => ({
      id,
      kind,
      reason,
      ...spanView(span, zone),
    })),
    bookings: shown.bookings.map(({ booking, mine, known }) => ({
      ...spanView(booking, zone),
      status: booking.status,
      mine,
      ...(known ? { id: booking.id, purpose: booking.purpose } : {}),
      ...(known && booking.userName !== undefined ? { userName: booking.userName } : {}),
    })),
  }
}

const stepView = ({ dueAt, decidedAt, decidedByName, inPlaceOfName, ...step }: StepLine, zone: string) => ({
  ...step,
  ...(dueAt === null ? {} : { dueAt: isoIn(dueAt, zone) }),
  ...(decidedAt === null ? {} : { decidedAt: isoIn(decidedAt, zone) }),
  ...(decidedByName === null ? {} : { decidedByName }),
  ...(inPlaceOfName === null ? {} : { inPlaceOfName }),
})

function bookingView(shown: ShownBooking, actor: Actor): BookingView {
  const { zone } = shown
  return {
    id: shown.id,
    instrumentId: shown.instrumentId,
    instrumentName: shown.instrumentName,
    instrumentNameEn: shown.instrumentNameEn,
    unitName: shown.unitName,
    unitNameEn: shown.unitNameEn,
    timeZone: zone,
    ...spanView(shown, zone),
    status: shown.status,
    serviceWay: shown.serviceWay,
    purpose: shown.purpose,
    project: shown.project,
    userName: shown.userName,
    ...(shown.userUnitName === null ? {} : { userUnitName: shown.userUnitName }),
    ...(shown.userUnitNameEn === null ? {} : { userUnitNameEn: shown.userUnitNameEn }),
    mine: isMine(actor, shown.accountId),
    decisionNote: shown.decisionNote,
    cancelReason: shown.cancelReason,
    cancelledLate: shown.cancelledLate,
    ...(shown.cancelCode === '' ? {} : { cancelCode: shown.cancelCode }),
    ...(shown.madeByName === null ? {} : { madeByName: shown.madeByName }),
    overridden: [...shown.overridden],
    overrideReason: shown.overrideReason,
    ...(isWaiting(shown.status) ? { waitsFor: shown.decider } : {}),
    steps: shown.steps.map((step) => stepView(step, zone)),
    version: shown.version,
    createdAt: isoIn(shown.createdAt, zone),
    may: shown.may,
    cancellation: { ...shown.cancellation, freeUntil: isoIn(shown.cancellation.freeUntil, zone) },
  }
}

const pageView = (page: Page<ShownBooking>, actor: Actor) => ({
  items: page.items.map((item) => bookingView(item, actor)),
  ...(page.next === undefined ? {} : { next: page.next }),
})
const oneView = async (deps: Deps, actor: Actor, id: number) =>
  bookingView(await showBooking(deps, actor, id), actor)

export const bookingHandlers: Handlers<typeof bookingContract, Deps> = {
  ...bookingImportHandlers,
  ...bookingLiveHandlers,
  ...bookingTemplateHandlers,
  ...calendarFeedHandlers,
  ...approvalHandlers,
  async bookingRules({ actor, params }, deps) {
    return shownRulesView(await showBookingRules(deps, actor, params.instrumentId))
  },
  async setBookingRules({ actor, params, body }, deps) {
    const { effectiveFrom, ...rest } = body
    const at = effectiveFrom === undefined ? {} : { effectiveFrom: instantOf(effectiveFrom) }
    const { version, touched, zone } = await setBookingRules(deps, actor, params.instrumentId, {
      ...rest,
      ...at,
    })
    return { version, touched: touched.map((booking) => touchedView(booking, zone)) }
  },
  async closures({ actor, params }, deps) {
    const { zone, closures } = await showClosures(deps, actor, params.instrumentId)
    return { items: closures.map((closure) => ({ ...closure, ...spanView(closure, zone) })) }
  },
  async addClosure({ actor, params, body }, deps) {
    const { start, end, ...rest } = body
    return closeInstrument(deps, actor, params.instrumentId, { ...rest, span: slotOf({ start, end }) })
  },
  async removeClosure({ actor, params }, deps) {
    await reopenInstrument(deps, actor, params.instrumentId, params.closureId)
    return undefined
  },
  async calendar({ actor, params, query }, deps) {
    return calendarView(
      params.instrumentId,
      await showCalendar(deps, actor, params.instrumentId, query),
      query,
    )
  },
  async freeSlots({ params, query }, deps) {
    const { from, ...wish } = query
    const at = from === undefined ? {} : { from: instantOf(from) }
    const [offer] = await nextFreeSlots(deps, { instrumentIds: [params.instrumentId], ...wish, ...at })
    const { zone, minutes, slots } = found(offer, 'instrument')
    return { timeZone: zone, minutes, slots: slots.map((span) => spanView(span, zone)) }
  },
  async checkSlot({ actor, params, body, locale }, deps) {
    const { start, end, ...rest } = body
    const check = await checkSlot(deps, actor, params.instrumentId, { ...rest, slot: slotOf({ start, end }) })
    return {
      refusals: check.refusals.map((refusal) => ({
        ...refusal,
        message: deps.words.say(locale, refusal.code, refusal),
      })),
      ...(check.status === undefined ? {} : { status: check.status }),
      alternatives: check.alternatives.map((span) => spanView(span, check.zone)),
      mayOverride: [...check.mayOverride],
    }
  },
  async book({ actor, params, body }, deps) {
    const { start, end, ...rest } = body
    return bookInstrument(deps, actor, params.instrumentId, { ...rest, slot: slotOf({ start, end }) })
  },
  booking: ({ actor, params }, deps) => oneView(deps, actor, params.bookingId),
  async moveBooking({ actor, params, body }, deps) {
    const { start, end, ...rest } = body
    await moveBooking(deps, actor, params.bookingId, { ...rest, slot: slotOf({ start, end }) })
    return oneView(deps, actor, params.bookingId)
  },
  async cancelBooking({ actor, params, body }, deps) {
    await cancelBooking(deps, actor, params.bookingId, body)
    return oneView(deps, actor, params.bookingId)
  },
  async decideBooking({ actor, params, body }, deps) {
    await decideBooking(deps, actor, params.bookingId, body)
    return oneView(deps, actor, params.bookingId)
  },
  async myBookings({ actor, query }, deps) {
    return pageView(await showMyBookings(deps, actor, query), actor)
  },
  async myCalendar({ actor, query }, deps) {
    return { items: (await showMyCalendar(deps, actor, query)).map((item) => bookingView(item, actor)) }
  },
  async bookings({ actor, query }, deps) {
    return pageView(await showManagedBookings(deps, actor, query), actor)
  },
  async bookingApprovals({ actor, query }, deps) {
    return pageView(await showApprovals(deps, actor, query), actor)
  },
  async managedInstruments({ actor, query }, deps) {
    const { items, next } = await showManagedInstruments(deps, actor, query)
    return { items: [...items], ...(next === undefined ? {} : { next }) }
  },
}
