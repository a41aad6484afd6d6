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
