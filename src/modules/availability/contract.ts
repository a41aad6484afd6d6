import { z } from 'zod'
import { serviceModes, slotOrders, slotUserKinds, slotWishes } from './domain/wish.ts'

const Named = z.object({ zh: z.string(), en: z.string() })
const Code = z.string().regex(/^\d{2,6}$/)
const Hour = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
const Span = z.object({ start: z.string(), end: z.string() })

export const SlotSearch = z.object({
  q: z.string().max(200).default(''),
  /** Two, four or six digits of the class table. */
  class: Code.optional(),
  city: Code.optional(),
  unit: z.coerce.number().int().positive().optional(),
  mode: z.enum(serviceModes).optional(),
  /** The shortest each instrument allows when absent. */
  minutes: z.coerce.number().int().min(5).max(43_200).optional(),
  /** First and last local date; not further than 60 days ahead. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Hours of the local day within which the slot lies; both or none. */
  hoursFrom: Hour.optional(),
  hoursTo: Hour.optional(),
  /** Of which kind the asker is; who is signed in is judged as themselves. */
  userKind: z.enum(slotUserKinds).optional(),
  /** Yuan for an hour at most; instruments whose price cannot be read are left out. */
  priceCap: z.coerce.number().min(0).optional(),
  /** Only what a qualification of its unit covers (CMA, CNAS and the like). */
  certified: z.stringbool().optional(),
  /** City from which distance is counted. */
  near: Code.optional(),
  sort: z.enum(slotOrders).default('soonest'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export const FoundSlotView = z
  .object({
    instrumentId: z.int(),
    name: z.string(),
    nameEn: z.string(),
    model: z.string(),
    unitId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    cityCode: z.string().optional(),
    city: Named.optional(),
    km: z.int().optional(),
    timeZone: z.string(),
    /** Soonest first; each can be booked at this moment. */
    slots: z.array(Span),
    /** As which kind of user the slots were judged. */
    userKind: z.enum(slotUserKinds),
    /** What is still needed to have it. */
    needs: z.array(z.enum(['sign_in', 'approval'])),
    /** What is asked of you before the first slot is yours: a certificate, for example, and how to get it. */
    gates: z.array(z.looseObject({ code: z.string(), message: z.string() })),
    hourlyYuan: z.number().optional(),
    /** The price as the unit words it. */
    price: z.string(),
  })
  .meta({ id: 'FoundSlot' })
export type FoundSlotView = z.infer<typeof FoundSlotView>

export const availabilityContract = {
  findSlots: {
    method: 'GET',
    path: '/api/v1/slots',
    summary: 'Where and when is the next free time: bookable slots over all instruments, no names',
    access: 'public',
    query: SlotSearch,
    reply: {
      status: 200,
      body: z.object({
        items: z.array(FoundSlotView),
        /** Instruments with time. */
        total: z.int(),
        asOf: z.string(),
        /** When nothing was found: the wishes without which there would be something, the one that excludes most first. */
        loosen: z.array(z.object({ wish: z.enum(slotWishes), count: z.int() })),
      }),
    },
    refuses: ['availability.hours_both_or_none', 'availability.ends_before_it_starts'],
  },
} as const
