import type { APIRequestContext } from 'playwright-core'

/** Hours and rules a story can count on: every day from 8 to 20, one to four hours at a time. */
const hours = {
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
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
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

/** A booking of the next half hour at an instrument that has been idle for three hours. */
export async function bookNow(
  manager: APIRequestContext,
  user: APIRequestContext,
  url: string,
): Promise<BookedNow> {
  const read = async (path: string): Promise<unknown> => (await manager.get(url + path)).json()
  const managed = (await read('/api/v1/booking-instruments')) as {
    items: { instrumentId: number; name: string; version: number; published: boolean }[]
  }
  const start = Math.ceil(Date.now() / 1_800_000) * 1_800_000
  const wire = (moment: number) => new Date(moment).toISOString()
  const data = { start: wire(start), end: wire(start + 3_600_000), purpose: '能谱分析' }
  const since = wire(Date.now() - 3 * 3_600_000)
  for (const { instrumentId, name, version } of managed.items.filter(({ published }) => published)) {
    const uses = (await read(`/api/v1/uses?instrumentId=${String(instrumentId)}&from=${since}`)) as {
      items: unknown[]
    }
    if (uses.items.length > 0) continue
    const path = `${url}/api/v1/instruments/${String(instrumentId)}`
    const weekly = hours.weekly.map(({ weekday }) => ({ weekday, from: '00:00', to: '24:00' }))
    await manager.put(`${path}/booking-rules`, {
      data: { version, bookable: true, rules: { ...hours, weekly, approval: 'none' } },
    })
    if ((await user.post(`${path}/bookings`, { data })).ok()) return { instrumentId, instrumentName: name }
  }
  throw new Error('no instrument is free now')
}
