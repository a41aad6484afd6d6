import { setTimeout as pause } from 'node:timers/promises'

/** A slot somebody wants, and what became of the wish. */
export interface Wish {
  readonly instrumentId: number
  readonly start: number
  readonly cookie: string
}
export interface Outcome extends Wish {
  /** Set when the site said yes; it must be there for ever after. */
  readonly bookingId: number | undefined
  /** True when the site took the slot but its answer was lost on the way: the repeat heard "taken". */
  readonly foundTaken: boolean
}

const halfHour = 30 * 60_000

/** One try: the id, `taken`, or nothing heard. */
async function ask(base: string, wish: Wish): Promise<number | 'taken' | 'nothing heard'> {
  const response = await fetch(`${base}/api/v1/instruments/${wish.instrumentId}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: wish.cookie },
    body: JSON.stringify({
      start: new Date(wish.start).toISOString(),
      end: new Date(wish.start + halfHour).toISOString(),
      purpose: 'Fault test',
    }),
  }).catch(() => undefined)
  if (response === undefined || response.status >= 500) return 'nothing heard'
  const text = await response.text().catch(() => undefined)
  if (text === undefined) return 'nothing heard'
  if (response.status === 201) return (JSON.parse(text) as { id: number }).id
  if (text.includes('booking.slot_taken')) return 'taken'
  throw new Error(`Unexpected answer ${response.status}: ${text}`)
}

/** Asks for a slot until the site answers, as a person with a bad line does. */
async function insist(base: string, wish: Wish): Promise<Outcome> {
  for (let lost = 0; lost < 400; lost++) {
    const heard = await ask(base, wish)
    if (typeof heard === 'number') return { ...wish, bookingId: heard, foundTaken: false }
    if (heard === 'taken') {
      if (lost === 0) throw new Error(`Nobody else wanted ${wish.instrumentId} at ${wish.start}`)
      return { ...wish, bookingId: undefined, foundTaken: true }
    }
    await pause(50)
  }
  throw new Error('The site did not come back')
}

/** Many people booking without end, every wish for another slot; `stop` lets them finish the wish they are at. */
export function bookingCrowd(
  base: string,
  users: readonly string[],
  instruments: readonly number[],
  from: number,
): { readonly outcomes: readonly Outcome[]; stop(): Promise<void> } {
  const outcomes: Outcome[] = []
  let next = 0
  let going = true
  const person = async (cookie: string) => {
    while (going) {
      const n = next++
      const instrumentId = instruments[n % instruments.length] ?? 0
      const start = from + Math.floor(n / instruments.length) * halfHour
      outcomes.push(await insist(base, { instrumentId, start, cookie }))
    }
  }
  const people = Promise.all(users.map(person))
  // A failure is reported by stop, not as an unhandled rejection while somebody waits for something else.
  people.catch(() => undefined)
  return {
    outcomes,
    async stop() {
      going = false
      await people
    },
  }
}
