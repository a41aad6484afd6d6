import { z } from 'zod'

const Moment = z.iso.datetime({ offset: true })
const Id = z.coerce.number().int().min(1)

const DeputyView = z
  .object({
    id: z.int(),
    /** In whose place. */
    name: z.string(),
    deputyName: z.string(),
    from: z.string(),
    until: z.string(),
    /** Whether the reader named them; otherwise the reader is the deputy. */
    mine: z.boolean(),
  })
  .meta({ id: 'BookingDeputy' })
export type DeputyView = z.infer<typeof DeputyView>

/** Deciding about requests: many at once, and in somebody's place. */
export const approvalContract = {
  decideBookings: {
    method: 'POST',
    path: '/api/v1/booking-decisions',
    summary: 'Approve or reject many requests, each on its own',
    access: 'signed-in',
    body: z.object({
      approve: z.boolean(),
      note: z.string().trim().max(500).default(''),
      items: z
        .array(z.object({ bookingId: z.int().min(1), version: z.int().min(1) }))
        .min(1)
        .max(100),
    }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z.object({
            bookingId: z.int(),
            /** Empty when it was decided. */
            refusals: z.array(z.looseObject({ code: z.string(), message: z.string() })),
          }),
        ),
      }),
    },
  },
  bookingDeputies: {
    method: 'GET',
    path: '/api/v1/account/booking-deputies',
    summary: 'Deputies one named for deciding about requests, and people one stands in for',
    access: 'signed-in',
    reply: { status: 200, body: z.object({ items: z.array(DeputyView) }) },
  },
  nameBookingDeputy: {
    method: 'POST',
    path: '/api/v1/account/booking-deputies',
    summary: 'Name who decides about requests in one’s place for a time',
    access: 'signed-in',
    body: z.object({
      /** Login, mail address or phone. */
      deputy: z.string().trim().min(1).max(100),
      from: Moment,
      until: Moment,
    }),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: ['booking.deputy_unknown', 'booking.ends_before_it_starts'],
  },
  dismissBookingDeputy: {
    method: 'DELETE',
    path: '/api/v1/account/booking-deputies/:deputyId',
    summary: 'Take back that somebody decides in one’s place',
    access: 'signed-in',
    params: z.object({ deputyId: Id }),
    reply: { status: 204 },
  },
} as const
