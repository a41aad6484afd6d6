import { z } from 'zod'
import { serviceWays, waitingKinds, waitingStates } from '../domain/waiting.ts'

const Id = z.coerce.number().int().positive()
const Time = z.iso.datetime({ offset: true })
const OfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

export const WaitingBody = z.object({
  kind: z.enum(waitingKinds),
  instrumentIds: z.array(z.int().positive()).max(100).default([]),
  /** Every open instrument of a class, of one unit or of all, instead of single ones. */
  classCode: z
    .string()
    .regex(/^\d{0,6}$/)
    .default(''),
  unitId: z.int().positive().optional(),
  from: Time,
  until: Time,
  /** For a wish; a slot is as long as it is. */
  minutes: z.int().min(5).max(20_160).optional(),
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  dayFrom: OfDay.default('00:00'),
  dayUntil: OfDay.default('24:00'),
  serviceWay: z.enum(serviceWays).default('self'),
  purpose: z.string().trim().min(1).max(500),
  project: z.string().trim().max(200).default(''),
})

export const WaitingEntryView = z
  .object({
    id: z.int(),
    kind: z.enum(waitingKinds),
    state: z.enum(waitingStates),
    from: z.string(),
    until: z.string(),
    minutes: z.int(),
    weekdays: z.array(z.int()),
    dayFrom: z.string(),
    dayUntil: z.string(),
    classCode: z.string(),
    purpose: z.string(),
    joinedAt: z.string(),
    instruments: z.array(z.object({ id: z.int(), name: z.string(), nameEn: z.string() })),
    /** How many are asked before; only while waiting. */
    ahead: z.int(),
    offer: z
      .object({
        id: z.int(),
        instrumentId: z.int(),
        bookingId: z.int(),
        start: z.string(),
        end: z.string(),
        until: z.string(),
        /** By the clock of the server. */
        secondsLeft: z.int(),
      })
      .optional(),
  })
  .meta({ id: 'WaitingEntry' })
export type WaitingEntryView = z.infer<typeof WaitingEntryView>

/** Waiting lists. */
export const waitingContract = {
  joinWaiting: {
    method: 'POST',
    path: '/api/v1/waiting-entries',
    summary: 'Wait for a slot, or for any time of a length within a span, of one instrument or several',
    access: 'signed-in',
    body: WaitingBody,
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: [
      'allocation.free_now',
      'allocation.waits_already',
      'allocation.too_many_entries',
      'allocation.no_instrument',
      'allocation.too_many_instruments',
      'allocation.time_over',
      'allocation.wish_too_short',
      'allocation.wish_too_wide',
    ],
  },
  myWaiting: {
    method: 'GET',
    path: '/api/v1/account/waiting-entries',
    summary: 'What one waits for, with one’s place and offers',
    access: 'signed-in',
    reply: { status: 200, body: z.object({ items: z.array(WaitingEntryView) }) },
  },
  leaveWaiting: {
    method: 'DELETE',
    path: '/api/v1/waiting-entries/:entryId',
    summary: 'Leave the waiting list; an offer goes to the next',
    access: 'signed-in',
    params: z.object({ entryId: Id }),
    reply: { status: 204 },
    refuses: ['allocation.not_in_state'],
  },
  answerOffer: {
    method: 'POST',
    path: '/api/v1/waiting-offers/:offerId/answer',
    summary: 'Take an offered slot or let it go to the next',
    access: 'signed-in',
    params: z.object({ offerId: Id }),
    body: z.object({ accept: z.boolean() }),
    reply: {
      status: 200,
      body: z.object({ bookingId: z.int(), status: z.enum(['pending', 'confirmed', 'declined']) }),
    },
    refuses: ['allocation.offer_over'],
  },
  waitingAt: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/waiting',
    summary: 'How many wait for time of an instrument; no names',
    access: 'public',
    params: z.object({ instrumentId: Id }),
    query: z.object({ from: Time, until: Time }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(z.object({ start: z.string(), end: z.string(), waiting: z.int() })),
      }),
    },
  },
} as const
