import { z } from 'zod'
import { feedKinds } from '../domain/feed.ts'

const Id = z.coerce.number().int().min(1)

export const CalendarFeedView = z
  .object({
    id: z.int(),
    kind: z.enum(feedKinds),
    instrumentId: z.int().optional(),
    instrumentName: z.string().optional(),
    instrumentNameEn: z.string().optional(),
    /** When it got its present address. */
    createdAt: z.string(),
    lastReadAt: z.string().optional(),
    revokedAt: z.string().optional(),
  })
  .meta({ id: 'CalendarFeed' })
export type CalendarFeedView = z.infer<typeof CalendarFeedView>

const Opened = z
  .object({
    id: z.int(),
    /** Secret; shown only in this reply. */
    address: z.string(),
  })
  .meta({ id: 'OpenedCalendarFeed' })

export const calendarFeedContract = {
  calendarFeeds: {
    method: 'GET',
    path: '/api/v1/calendar-feeds',
    summary: 'The reader’s calendar feeds, without their secret addresses',
    access: 'signed-in',
    reply: { status: 200, body: z.object({ items: z.array(CalendarFeedView) }) },
  },
  openCalendarFeed: {
    method: 'POST',
    path: '/api/v1/calendar-feeds',
    summary: 'Open a feed of one’s bookings, of those one answers for, or of when an instrument is taken',
    access: 'signed-in',
    body: z
      .object({ kind: z.enum(feedKinds), instrumentId: Id.optional() })
      .refine(({ kind, instrumentId }) => (kind === 'instrument') === (instrumentId !== undefined), {
        path: ['instrumentId'],
      }),
    reply: { status: 201, body: Opened },
    refuses: ['not_found', 'booking.feed_exists'],
  },
  renewCalendarFeed: {
    method: 'POST',
    path: '/api/v1/calendar-feeds/:feedId/address',
    summary: 'Give a feed a new secret address; the old one stops at once',
    access: 'signed-in',
    params: z.object({ feedId: Id }),
    reply: { status: 200, body: Opened },
    refuses: ['not_found'],
  },
  revokeCalendarFeed: {
    method: 'DELETE',
    path: '/api/v1/calendar-feeds/:feedId',
    summary: 'End a feed for good',
    access: 'signed-in',
    params: z.object({ feedId: Id }),
    reply: { status: 204 },
    refuses: ['not_found'],
  },
  readCalendarFeed: {
    method: 'GET',
    path: '/api/v1/calendars/:file',
    summary: 'A calendar (RFC 5545) under its secret address',
    access: 'public',
    params: z.object({ file: z.string().max(100) }),
    reply: { status: 200, file: true },
    refuses: ['not_found'],
  },
} as const
