import { z } from 'zod'
import { type SlotQuestion, serviceModes, slotOrders, slotUserKinds } from '#modules/availability/index.ts'
import { dateIn, day, instant, type Instant } from '#kernel/time.ts'

const text = (schema: z.ZodType<string>) => schema.optional().catch(undefined)
const code = text(z.string().regex(/^\d{2,6}$/))
const date = text(z.iso.date())
const hour = text(z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/))
const number = (schema: z.ZodNumber) =>
  z.string().min(1).pipe(z.coerce.number()).pipe(schema).optional().catch(undefined)

/** What a reader's address asks for; whatever it says wrongly is left out, a public address never fails. */
const Address = z.object({
  q: z.string().max(200).catch(''),
  class: code,
  city: code,
  unit: number(z.number().int().positive()),
  mode: z.enum(serviceModes).optional().catch(undefined),
  minutes: number(z.number().int().min(5).max(43_200)),
  from: date,
  to: date,
  hoursFrom: hour,
  hoursTo: hour,
  userKind: z.enum(slotUserKinds).optional().catch(undefined),
  priceCap: number(z.number().min(0)),
  certified: z.literal('true').optional().catch(undefined),
  near: code,
  sort: z.enum(slotOrders).catch('soonest'),
  limit: number(z.number().int().min(1).max(100)),
})

/** Instruments shown at first, and added by "more". */
export const slotsAtOnce = 20
export const mostSlots = 100

/** Half a pair of hours is completed, hours that end before they begin are left out. */
function hoursOf(from: string | undefined, to: string | undefined): SlotQuestion['hours'] {
  if (from === undefined && to === undefined) return undefined
  const hours = { from: from ?? '00:00', to: to ?? '24:00' }
  return hours.from < hours.to ? hours : undefined
}

/** Reads the query of the page of free time; days in the wrong order change places. */
export function readSlotsAddress(url: URL): SlotQuestion {
  const {
    class: classCode,
    certified,
    hoursFrom,
    hoursTo,
    limit,
    ...rest
  } = Address.parse(Object.fromEntries(url.searchParams))
  const turned = rest.from !== undefined && rest.to !== undefined && rest.to < rest.from
  return {
    ...rest,
    ...(turned ? { from: rest.to, to: rest.from } : {}),
    classCode,
    certified: certified === 'true' ? true : undefined,
    hours: hoursOf(hoursFrom, hoursTo),
    limit: limit ?? slotsAtOnce,
  }
}

/** The part of the address that is set and understood, in one order. */
export function slotsAddressOf(question: SlotQuestion): Map<string, string> {
  const { q, classCode, hours, limit, sort, certified, ...rest } = question
  const values: Readonly<Record<string, string | number | undefined>> = {
    q: q === '' ? undefined : q,
    class: classCode,
    ...rest,
    hoursFrom: hours?.from,
    hoursTo: hours?.to,
    certified: certified === true ? 'true' : undefined,
    sort: sort === 'soonest' ? undefined : sort,
    limit: limit === slotsAtOnce ? undefined : limit,
  }
  return new Map(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  )
}

/** Spans and hours people mean most often. */
export const quickNames = [
  'today',
  'tomorrow',
  'tomorrow_morning',
  'this_week',
  'next_week',
  'weekend',
] as const
export interface QuickChoice {
  readonly name: (typeof quickNames)[number]
  readonly changes: Readonly<Record<'from' | 'to' | 'hoursFrom' | 'hoursTo', string | undefined>>
}

/** The quick choices as they are today, in the zone of the site. */
export function quickChoices(now: Instant, zone: string): QuickChoice[] {
  const today = dateIn(now, zone)
  const after = (days: number) => new Date(Date.parse(today) + days * day).toISOString().slice(0, 10)
  const weekday = new Date(instant(Date.parse(today))).getUTCDay() || 7
  const span = (from: number, to: number, hoursFrom?: string, hoursTo?: string) => ({
    ...{ from: after(from), to: after(to) },
    ...{ hoursFrom, hoursTo },
  })
  const spans: Readonly<Record<QuickChoice['name'], QuickChoice['changes']>> = {
    today: span(0, 0),
    tomorrow: span(1, 1),
    tomorrow_morning: span(1, 1, '08:00', '12:00'),
    this_week: span(0, 7 - weekday),
    next_week: span(8 - weekday, 14 - weekday),
    weekend: span(Math.max(0, 6 - weekday), 7 - weekday),
  }
  return quickNames.map((name) => ({ name, changes: spans[name] }))
}
