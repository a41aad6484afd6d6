import type { APIRequestContext } from 'playwright-core'
import { now } from './browser.ts'

/** Hours and rules a story can count on: every day from 8 to 20, holidays too, one to four hours at a time. */
const hours = {
  observesHolidays: false,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
  granularityMinutes: 30,
  shortestMinutes: 60,
  longestMinutes: 240,
  noticeMinutes: 0,
  horizonDays: 60,
  cancellationLimitMinutes: 60,
  openTo: ['own_unit', 'university', 'institute', 'company', 'society', 'individual'],
}

export interface Bookable {
  readonly id: number
  readonly name: string
  /** A day about three weeks ahead with nothing in it, and the two after it. */
  readonly day: string
}

/** Opens the lead's first instrument by known rules and finds an empty day. */
export async function openInstrument(
  request: APIRequestContext,
  url: string,
  approval: 'none' | 'external',
): Promise<Bookable> {
  const read = async (path: string): Promise<unknown> => (await request.get(url + path)).json()
  const managed = (await read('/api/v1/booking-instruments')) as {
    items: { instrumentId: number; name: string; version: number }[]
  }
  const one = managed.items[0]
  if (one === undefined) throw new Error('the lead has no instrument')
  const path = `/api/v1/instruments/${String(one.instrumentId)}`
  const set = await request.put(`${url}${path}/booking-rules`, {
    data: { version: one.version, bookable: true, rules: { ...hours, approval } },
  })
  if (!set.ok()) throw new Error(await set.text())
  for (let ahead = 20; ahead < 50; ahead += 3) {
    const [day, end] = [ahead, ahead + 3].map((days) =>
      new Date(now() + days * 86_400_000).toISOString().slice(0, 10),
    )
    const calendar = (await read(`${path}/calendar?from=${day ?? ''}&to=${end ?? ''}`)) as {
      bookings: unknown[]
      closures: unknown[]
    }
    if (calendar.bookings.length + calendar.closures.length === 0)
      return { id: one.instrumentId, name: one.name, day: day ?? '' }
  }
  throw new Error('no empty day within the horizon')
}

export interface BookedNow {
  readonly instrumentId: number
  readonly instrumentName: string
}

const halfHour = 1_800_000
const wire = (moment: number) => new Date(moment).toISOString()

interface Managed {
  readonly instrumentId: number
  readonly name: string
  readonly version: number
  readonly published: boolean
}

const managedBy = async (manager: APIRequestContext, url: string): Promise<readonly Managed[]> =>
  ((await (await manager.get(`${url}/api/v1/booking-instruments`)).json()) as { items: Managed[] }).items

/** Opens an instrument round the clock and books its next half hour; else says why not. */
async function bookNext(
  manager: APIRequestContext,
  user: APIRequestContext,
  url: string,
  { instrumentId, version }: Pick<Managed, 'instrumentId' | 'version'>,
): Promise<string | undefined> {
  const path = `${url}/api/v1/instruments/${String(instrumentId)}`
  const weekly = hours.weekly.map(({ weekday }) => ({ weekday, from: '00:00', to: '24:00' }))
  const set = await manager.put(`${path}/booking-rules`, {
    data: { version, bookable: true, rules: { ...hours, weekly, approval: 'none' } },
  })
  if (!set.ok()) throw new Error(await set.text())
  const start = Math.ceil(now() / halfHour) * halfHour
  const data = { start: wire(start), end: wire(start + 2 * halfHour), purpose: '能谱分析' }
  const booked = await user.post(`${path}/bookings`, { data })
  return booked.ok() ? undefined : booked.text()
}

/** A booking of the next half hour at an instrument that has been idle for three hours. */
export async function bookNow(
  manager: APIRequestContext,
  user: APIRequestContext,
  url: string,
): Promise<BookedNow> {
  const since = wire(now() - 6 * halfHour)
  for (const one of (await managedBy(manager, url)).filter(({ published }) => published)) {
    const uses = await manager.get(
      `${url}/api/v1/uses?instrumentId=${String(one.instrumentId)}&from=${since}`,
    )
    if (((await uses.json()) as { items: unknown[] }).items.length > 0) continue
    if ((await bookNext(manager, user, url, one)) === undefined)
      return { instrumentId: one.instrumentId, instrumentName: one.name }
  }
  throw new Error('no instrument is free now')
}

/** A booking of the next half hour at one instrument that nobody has booked yet. */
export async function bookInstrumentNow(
  manager: APIRequestContext,
  user: APIRequestContext,
  url: string,
  instrumentId: number,
): Promise<void> {
  const rules = await manager.get(`${url}/api/v1/instruments/${String(instrumentId)}/booking-rules`)
  const { version = 0 } = rules.ok() ? ((await rules.json()) as { version?: number }) : {}
  const refusal = await bookNext(manager, user, url, { instrumentId, version })
  if (refusal !== undefined) throw new Error(`instrument ${instrumentId} cannot be booked now: ${refusal}`)
}
