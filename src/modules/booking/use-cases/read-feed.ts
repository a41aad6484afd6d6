import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { day, minute, plus } from '#kernel/time.ts'
import { accountById, actorOf } from '#modules/identity/index.ts'
import { type CalendarEvent, calendarText } from '#platform/calendar/calendar-text.ts'
import type { Deps } from '#platform/module/module.ts'
import { tokenDigest } from '#platform/security/password.ts'
import {
  type FeedBooking,
  feedBookings,
  type FeedOf,
  type LiveFeed,
  liveFeed,
  touchFeed,
} from '../data/feed-repository.ts'
import { feedDaysAhead, feedDaysBack, feedEvents, firmness } from '../domain/feed.ts'
import { eventUid } from './booking-event.ts'

type D = Pick<Deps, 'db' | 'clock' | 'config' | 'words'>
type Worded = (code: string, details?: Readonly<Record<string, string>>) => string

const either = (locale: Locale, zh: string, en: string) => (locale === 'en' && en !== '' ? en : zh)

function ofFeed(feed: LiveFeed, owner: Actor): FeedOf {
  if (feed.kind === 'mine') return { accountId: feed.accountId }
  if (feed.kind === 'managed') return { scope: scopeOf(owner, 'booking.manage') }
  return { instrumentId: feed.instrumentId ?? 0 }
}

/** A booking as an event; of an instrument's times nobody learns more than that it is taken. */
function eventOf(deps: D, feed: LiveFeed, locale: Locale, booking: FeedBooking, say: Worded): CalendarEvent {
  const status = firmness[booking.status]
  const instrument = either(locale, booking.instrumentName, booking.instrumentNameEn)
  const secret = feed.kind === 'instrument'
  const at = {
    sequence: booking.version,
    status,
    start: booking.start,
    end: booking.end,
    stamp: booking.changedAt,
  }
  if (secret) {
    const summary = say(status === 'CANCELLED' ? 'booking.feed.free_again' : 'booking.feed.taken')
    return { uid: eventUid(deps, booking.id, 'taken'), ...at, summary }
  }
  const who = feed.kind === 'managed' ? ` – ${booking.userName}` : ''
  return {
    uid: eventUid(deps, booking.id, 'booking'),
    ...at,
    summary: `${instrument}${who}`,
    description: `${say(`booking.feed.status.${booking.status}`)}\n${booking.purpose}`,
    location: either(locale, booking.unitName, booking.unitNameEn),
    url: `${deps.config.publicUrl}/app/${feed.kind === 'mine' ? 'bookings' : 'booking-instruments'}`,
  }
}

/** The calendar behind a secret address, with the rights its owner has today. */
export async function readFeed(deps: D, token: string): Promise<string> {
  const now = deps.clock.now()
  const feed = found(await liveFeed(deps.db, tokenDigest(token)), 'calendar_feed')
  const account = found(await accountById(deps.db, feed.accountId), 'calendar_feed')
  const span = {
    since: plus(now, -feedDaysBack * day),
    until: plus(now, feedDaysAhead * day),
    limit: feedEvents,
  }
  const bookings = await feedBookings(deps.db, ofFeed(feed, await actorOf(deps.db, account)), span)
  if (feed.lastReadAt === null || now - feed.lastReadAt > minute) await touchFeed(deps.db, feed.id, now)
  const { locale } = account
  const say: Worded = (code, details = {}) => deps.words.say(locale, code, details)
  const instrument = either(locale, feed.instrumentName ?? '', feed.instrumentNameEn ?? '')
  return calendarText({
    name: say(`booking.feed.name.${feed.kind}`, { instrument }),
    events: bookings.map((booking) => eventOf(deps, feed, locale, booking, say)),
  })
}
