import { z } from 'zod'
import { facetNames } from './domain/facets.ts'
import { serviceModes, sortOrders, userKinds } from './domain/query.ts'

const Named = z.object({ zh: z.string(), en: z.string() })
const Code = z.string().regex(/^\d{2,6}$/)

export const CatalogueSearch = z.object({
  q: z.string().max(200).default(''),
  /** Two, four or six digits of the class table. */
  class: Code.optional(),
  city: Code.optional(),
  unit: z.coerce.number().int().positive().optional(),
  /** The record of a maker, whatever the units write. */
  maker: z.coerce.number().int().positive().optional(),
  discipline: Code.optional(),
  /** Original value in 万元. */
  priceFrom: z.coerce.number().min(0).optional(),
  priceTo: z.coerce.number().min(0).optional(),
  openTo: z.enum(userKinds).optional(),
  mode: z.enum(serviceModes).optional(),
  sort: z.enum(sortOrders).default('relevance'),
  page: z.coerce.number().int().min(1).max(500).default(1),
})

export const InstrumentRow = z
  .object({
    id: z.int(),
    name: z.string(),
    nameEn: z.string(),
    model: z.string(),
    /** As the unit wrote it. */
    maker: z.string(),
    makerId: z.int().optional(),
    /** The unified names, '' when the maker is not known. */
    makerName: z.string(),
    makerNameEn: z.string(),
    summary: z.string(),
    unitId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    classCode: z.string().optional(),
    cityCode: z.string().optional(),
    city: Named.optional(),
    worthWan: z.number().optional(),
    openTo: z.array(z.enum(userKinds)),
    modes: z.array(z.enum(serviceModes)),
    bookable: z.boolean(),
  })
  .meta({ id: 'InstrumentRow' })
export type InstrumentRow = z.infer<typeof InstrumentRow>

const Facet = z.object({ value: z.string(), name: Named, count: z.int() })

const Suggestion = z.object({
  kind: z.enum(['without_filters', 'without_word', 'same_sound', 'like_this']),
  q: z.string().optional(),
  word: z.string().optional(),
  count: z.int().optional(),
})

export const catalogueContract = {
  search: {
    method: 'GET',
    path: '/api/v1/instruments',
    summary:
      'Find accepted instruments by words, class, city, unit, discipline, value, user and way of service',
    access: 'public',
    query: CatalogueSearch,
    reply: {
      status: 200,
      body: z.object({
        total: z.int(),
        page: z.int(),
        size: z.int(),
        items: z.array(InstrumentRow),
        facets: z.record(z.enum(facetNames), z.array(Facet)),
        understood: z.array(z.object({ typed: z.string(), meant: z.string() })),
        suggestions: z.array(Suggestion),
      }),
    },
  },
  suggest: {
    method: 'GET',
    path: '/api/v1/instruments/suggest',
    summary: 'Names that go on from what is being typed',
    access: 'public',
    query: z.object({ q: z.string().min(1).max(100) }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(z.object({ name: z.string(), count: z.int() })) }),
    },
  },
  instrument: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId',
    summary: 'What the public may read about an accepted instrument',
    access: 'public',
    params: z.object({ instrumentId: z.coerce.number().int() }),
    reply: {
      status: 200,
      body: InstrumentRow.extend({
        englishName: z.string(),
        classPath: z.array(z.object({ prefix: z.string(), name: Named })),
        disciplines: z.array(Named),
        centreId: z.int().optional(),
        centreName: z.string().optional(),
        timeZone: z.string(),
        country: Named,
        bookedOn: z.string(),
        department: z.string(),
        address: z.string(),
        technical: z.string(),
        does: z.string(),
        services: z.string(),
        achievement: z.string(),
        rules: z.string(),
        price: z.string(),
        /** Phone and e-mail, where `reachable`, are read one at a time with `readContact`. */
        contact: z.object({ name: z.string(), address: z.string(), reachable: z.boolean() }),
      }).meta({ id: 'PublicInstrument' }),
    },
  },
  readContact: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/contact-readings',
    summary: 'Phone and e-mail of the people of an accepted instrument; each reading is logged and counted',
    access: 'public',
    params: z.object({ instrumentId: z.coerce.number().int() }),
    reply: {
      status: 200,
      body: z.object({ name: z.string(), phone: z.string(), email: z.string(), address: z.string() }),
    },
    refuses: ['catalogue.too_many_contacts'],
  },
} as const
