import { z } from 'zod'
import { type CatalogueQuery, serviceModes, sortOrders, userKinds } from '#modules/catalogue/index.ts'

const text = (schema: z.ZodType<string>) => schema.optional().catch(undefined)
const code = text(z.string().regex(/^\d{2,6}$/))
const wan = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,2})?$/)
  .transform(Number)
  .optional()
  .catch(undefined)

/** What a reader's address asks for; whatever it says wrongly is left out, a public address never fails. */
const Address = z.object({
  q: z.string().max(200).catch(''),
  class: code,
  city: code,
  unit: z.coerce.number().int().positive().optional().catch(undefined),
  maker: z.coerce.number().int().positive().optional().catch(undefined),
  discipline: code,
  priceFrom: wan,
  priceTo: wan,
  openTo: z.enum(userKinds).optional().catch(undefined),
  mode: z.enum(serviceModes).optional().catch(undefined),
  sort: z.enum(sortOrders).catch('relevance'),
  page: z.coerce.number().int().min(1).max(500).catch(1),
})

export const resultsPerPage = 20

/** The filters in the order in which they are shown as chosen. */
export const filterNames = [
  'class',
  'city',
  'unit',
  'maker',
  'discipline',
  'openTo',
  'mode',
  'priceFrom',
  'priceTo',
] as const
export type FilterName = (typeof filterNames)[number]

/** Reads the query of the results page. */
export function readAddress(url: URL): CatalogueQuery {
  const { class: classCode, ...rest } = Address.parse(Object.fromEntries(url.searchParams))
  return { ...rest, classCode, size: resultsPerPage }
}

/** The part of the address that is set and understood, in one order; the canonical address is made of it. */
export function chosenOf(query: CatalogueQuery): Map<string, string> {
  const values: Readonly<Record<FilterName, string | number | undefined>> = {
    class: query.classCode,
    city: query.city,
    unit: query.unit,
    maker: query.maker,
    discipline: query.discipline,
    openTo: query.openTo,
    mode: query.mode,
    priceFrom: query.priceFrom,
    priceTo: query.priceTo,
  }
  return new Map(
    filterNames.flatMap((name) => {
      const value = values[name]
      return value === undefined ? [] : [[name, String(value)] as const]
    }),
  )
}
