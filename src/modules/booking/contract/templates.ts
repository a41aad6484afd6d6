import { z } from 'zod'
import { rulesParts } from '../domain/template-parts.ts'
import { BookingRulesShape, TouchedBookingView } from './views.ts'

const Id = z.coerce.number().int().min(1)
const params = z.object({ templateId: Id })
const Name = z.string().trim().min(1).max(60)
const Parts = z.array(z.enum(rulesParts))

const TemplateView = z
  .object({
    id: z.int(),
    unitId: z.int(),
    centreId: z.int().optional(),
    name: z.string(),
    version: z.int(),
    changedAt: z.string(),
    rules: BookingRulesShape,
  })
  .meta({ id: 'BookingTemplate' })

const PlaceView = z.object({
  unitId: z.int(),
  /** Absent when it is a whole unit. */
  centreId: z.int().optional(),
  name: z.string(),
  nameEn: z.string(),
})

const rulesRefused = [
  'booking.rules_granularity',
  'booking.rules_shortest_over_longest',
  'booking.rules_lengths_off_grid',
  'booking.rules_hours_off_grid',
  'booking.rules_empty_window',
  'booking.rules_buffer_too_long',
  'booking.rules_quota_empty',
  'booking.rules_night_incomplete',
  'booking.rules_term_ends_before_it_starts',
  'booking.rules_terms_overlap',
] as const

/** Rules of a centre under a name, and their way to its instruments. */
export const bookingTemplateContract = {
  bookingTemplates: {
    method: 'GET',
    path: '/api/v1/booking-templates',
    summary: 'Templates of rules one may apply, and where one may keep new ones',
    access: 'booking.manage',
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          TemplateView.extend({ placeName: z.string(), placeNameEn: z.string(), instruments: z.int() }),
        ),
        places: z.array(PlaceView),
        /** What a new template starts from. */
        proposal: BookingRulesShape,
      }),
    },
  },
  bookingTemplate: {
    method: 'GET',
    path: '/api/v1/booking-templates/:templateId',
    summary: 'A template, and the instruments it may be applied to with what each has differently',
    access: 'booking.manage',
    params,
    reply: {
      status: 200,
      body: z.object({
        template: TemplateView,
        instruments: z.array(
          z.object({
            instrumentId: z.int(),
            name: z.string(),
            nameEn: z.string(),
            version: z.int(),
            bookable: z.boolean(),
            follows: z.boolean(),
            differs: Parts,
          }),
        ),
      }),
    },
  },
  createBookingTemplate: {
    method: 'POST',
    path: '/api/v1/booking-templates',
    summary: 'Keep rules as a template of a centre or a unit',
    access: 'booking.manage',
    body: z.object({ unitId: Id, centreId: Id.optional(), name: Name, rules: BookingRulesShape }),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: [...rulesRefused, 'booking.template_name_taken'],
  },
  changeBookingTemplate: {
    method: 'PUT',
    path: '/api/v1/booking-templates/:templateId',
    summary: 'Change a template; instruments follow when it is applied anew',
    access: 'booking.manage',
    params,
    body: z.object({ version: z.int().min(1), name: Name, rules: BookingRulesShape }),
    reply: { status: 204 },
    refuses: [...rulesRefused, 'booking.template_name_taken', 'changed_meanwhile'],
  },
  deleteBookingTemplate: {
    method: 'DELETE',
    path: '/api/v1/booking-templates/:templateId',
    summary: 'Drop a template; instruments keep the rules they took from it',
    access: 'booking.manage',
    params,
    reply: { status: 204 },
  },
  applyBookingTemplate: {
    method: 'POST',
    path: '/api/v1/booking-templates/:templateId/applications',
    summary:
      'Make a template a new dated version of the rules of instruments, all or none; lists the bookings it touches',
    access: 'booking.manage',
    params,
    body: z.object({
      instrumentIds: z.array(z.int().min(1)).min(1).max(200),
      /** Leave what each instrument has set for itself since it took the template. */
      keepOwn: z.boolean().default(true),
      effectiveFrom: z.iso.datetime({ offset: true }).optional(),
      /** Only list what would be touched. */
      dryRun: z.boolean().default(false),
    }),
    reply: {
      status: 200,
      body: z.object({
        applied: z.array(
          z.object({
            instrumentId: z.int(),
            name: z.string(),
            version: z.int(),
            touched: z.array(TouchedBookingView),
          }),
        ),
      }),
    },
    refuses: [...rulesRefused, 'booking.effective_in_the_past', 'changed_meanwhile'],
  },
} as const
