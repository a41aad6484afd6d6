import { z } from 'zod'
import { BookingView } from './views.ts'

/** How long a stream stays open at most; whoever still looks comes back by itself, and is asked anew who they are. */
const longestSeconds = 900
const Stay = {
  /** How long to stay, seconds; 0 only says whether one may follow. */
  seconds: z.coerce.number().int().min(0).max(longestSeconds).default(longestSeconds),
}
const events = { status: 200, events: true } as const
const refuses = ['booking.too_many_streams'] as const

/** What tells a reader that a calendar changed (server-sent events without names), and one's own calendar. */
export const bookingLiveContract = {
  calendarEvents: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/calendar-events',
    summary: 'Tells when the calendar of an instrument changes: events `open`, `changed`, `beat`',
    access: 'public',
    params: z.object({ instrumentId: z.coerce.number().int().min(1) }),
    query: z.object(Stay),
    reply: events,
    refuses,
  },
  manyCalendarEvents: {
    method: 'GET',
    path: '/api/v1/calendar-events',
    summary: 'Tells when the calendar of one of several instruments changes, `ids=1,2,3`',
    access: 'public',
    query: z.object({ ids: z.string().regex(/^\d{1,15}(,\d{1,15}){0,49}$/), ...Stay }),
    reply: events,
    refuses,
  },
  myCalendarEvents: {
    method: 'GET',
    path: '/api/v1/account/calendar-events',
    summary: 'Tells when something changes at an instrument one has booked',
    access: 'signed-in',
    query: z.object(Stay),
    reply: events,
    refuses,
  },
  myCalendar: {
    method: 'GET',
    path: '/api/v1/account/calendar',
    summary: 'One’s own bookings from one local date to before another, soonest first',
    access: 'signed-in',
    query: z.object({ from: z.iso.date(), to: z.iso.date() }),
    reply: { status: 200, body: z.object({ items: z.array(BookingView) }) },
    refuses: ['booking.span_too_long', 'booking.ends_before_it_starts'],
  },
} as const
