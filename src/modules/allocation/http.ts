import { instantOf, type Instant, isoIn, isoOf, minute } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { allocationContract, WaitingEntryView } from './contract.ts'
import type { MyEntry } from './data/waiting-query.ts'
import { answerOffer, leaveWaiting } from './use-cases/end-offers.ts'
import { joinWaiting } from './use-cases/join-waiting.ts'
import { countWaiting, myWaiting } from './use-cases/show-waiting.ts'

function entryView({ offer, zone, ...entry }: MyEntry, now: Instant): WaitingEntryView {
  const local = (at: Instant) => isoIn(at, zone)
  return {
    ...entry,
    ...{ from: local(entry.from), until: local(entry.until), joinedAt: local(entry.joinedAt) },
    ...{ weekdays: [...entry.weekdays], instruments: [...entry.instruments] },
    ...(offer === null
      ? {}
      : {
          offer: {
            ...{ id: offer.id, instrumentId: offer.instrumentId, bookingId: offer.bookingId },
            ...{ start: local(offer.start), end: local(offer.end), until: local(offer.until) },
            secondsLeft: Math.max(0, Math.ceil((offer.until - now) / 1000)),
          },
        }),
  }
}

export const allocationHandlers: Handlers<typeof allocationContract, Deps> = {
  async joinWaiting({ actor, body }, deps) {
    const [from, until] = [instantOf(body.from), instantOf(body.until)]
    const length = (until - from) / minute
    const minutes = body.kind === 'slot' ? length : (body.minutes ?? length)
    return { id: await joinWaiting(deps, actor, { ...body, from, until, minutes, unitId: body.unitId }) }
  },
  async myWaiting({ actor }, deps) {
    const now = deps.clock.now()
    return { items: (await myWaiting(deps, actor)).map((entry) => entryView(entry, now)) }
  },
  async leaveWaiting({ actor, params }, deps) {
    await leaveWaiting(deps, actor, params.entryId)
    return undefined
  },
  answerOffer: ({ actor, params, body }, deps) => answerOffer(deps, actor, params.offerId, body.accept),
  async waitingAt({ params, query }, deps) {
    const span = { start: instantOf(query.from), end: instantOf(query.until) }
    const items = await countWaiting(deps, params.instrumentId, span)
    return {
      items: items.map(({ start, end, waiting }) => ({ start: isoOf(start), end: isoOf(end), waiting })),
    }
  },
}
