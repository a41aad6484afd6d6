import type { HttpEdge, Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { bookingLiveContract } from './contract/live.ts'
import { followInstrument, followInstruments, followOwn, type Reader } from './use-cases/follow-calendars.ts'

/** Asked for before anything is awaited, so that a reader who leaves meanwhile is noticed. */
const readerOf = ({ source, signal }: HttpEdge, seconds: number): Reader => ({ source, signal, seconds })

type Streams = Omit<typeof bookingLiveContract, 'myCalendar'>
export const bookingLiveHandlers: Handlers<Streams, Deps> = {
  calendarEvents: ({ actor, params, query, http }, deps) =>
    followInstrument(deps, actor, params.instrumentId, readerOf(http, query.seconds)),
  manyCalendarEvents: ({ actor, query, http }, deps) =>
    followInstruments(deps, actor, query.ids.split(',').map(Number), readerOf(http, query.seconds)),
  async myCalendarEvents({ actor, query, http }, deps) {
    return followOwn(deps, actor, readerOf(http, query.seconds))
  },
}
