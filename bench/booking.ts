import autocannon from 'autocannon'
import { Kysely } from 'kysely'
import { type Clock, instant, minute } from '#kernel/time.ts'
import { authenticate } from '#modules/identity/module.ts'
import type { Db } from '#platform/db/connect.ts'
import { leaseDialect } from '#platform/db/lease-dialect.ts'
import { bookInstrument } from '../src/modules/booking/use-cases/book-instrument.ts'
import { openStand, type Stand } from './booking-stand.ts'
import { atLeast, type BenchResult } from './harness.ts'

const instrumentCount = 200
const concurrency = 8
const seconds = 10

/** The n-th slot of the run: every instrument in turn, half an hour later each round; never the same twice. */
const slotNo = (n: number, firstInstrument: number, from: number) => {
  const start = from + Math.floor(n / instrumentCount) * 30 * minute
  return { instrumentId: firstInstrument + (n % instrumentCount), start, end: start + 30 * minute }
}

interface Statement {
  readonly text: string
  readonly parameters: readonly unknown[]
}

/** Makes one booking as the server does and keeps every statement it sent. */
async function statementsOf(
  stand: Stand,
  cookie: string,
  slot: ReturnType<typeof slotNo>,
): Promise<Statement[]> {
  const sent: Statement[] = []
  const db: Db = new Kysely<object>({
    dialect: leaseDialect({
      reserve: async () => await stand.database.sql.reserve(),
      end: async () => {},
    }),
    log: (event) => void sent.push({ text: event.query.sql, parameters: event.query.parameters }),
  })
  const clock: Clock = { now: () => instant(Date.now()) }
  const actor = await authenticate({ db, clock }, cookie.replace('gongyi_session=', ''))
  const wish = {
    slot: { start: instant(slot.start), end: instant(slot.end) },
    purpose: 'Bench',
    project: '',
    serviceWay: 'self',
  } as const
  await bookInstrument({ db, clock }, actor, slot.instrumentId, wish)
  return sent.filter((statement) => !statement.text.includes('reference_version'))
}

/** Sends the same statements with other slots straight through the driver, in as many lines at once. */
async function throughDriver(
  stand: Stand,
  statements: readonly Statement[],
  first: ReturnType<typeof slotNo>,
  slotOf: (n: number) => ReturnType<typeof slotNo>,
): Promise<number> {
  const sql = stand.database.sql
  const shifted = (value: unknown, to: ReturnType<typeof slotNo>): unknown => {
    if (value === first.instrumentId) return to.instrumentId
    const near = typeof value === 'number' && Math.abs(value - first.start) <= 300 * minute
    return near ? value - first.start + to.start : value
  }
  let next = 1
  const until = performance.now() + seconds * 1000
  const line = async () => {
    while (performance.now() < until) {
      const to = slotOf(next++)
      for (const { text, parameters } of statements)
        await sql.unsafe(text, parameters.map((value) => shifted(value, to)) as never[], { prepare: true })
    }
  }
  await Promise.all(Array.from({ length: concurrency }, line))
  return (next - 1) / seconds
}

/** Bookings through HTTP, each a free slot, by several people at once. */
async function throughHttp(
  base: string,
  cookies: readonly string[],
  slotOf: (n: number) => ReturnType<typeof slotNo>,
  duration: number,
  offset: number,
) {
  let next = offset
  const result = await autocannon({
    url: base,
    connections: concurrency,
    duration,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const slot = slotOf(next)
          const cookie = cookies[next++ % cookies.length] ?? ''
          return {
            ...request,
            path: `/api/v1/instruments/${slot.instrumentId}/bookings`,
            headers: { 'content-type': 'application/json', cookie },
            body: JSON.stringify({
              start: new Date(slot.start).toISOString(),
              end: new Date(slot.end).toISOString(),
              purpose: 'Bench',
            }),
          }
        },
      },
    ],
  })
  return { result, next }
}

/** Bookings through HTTP with session, rules, audit and event, against the same statements through the driver. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_booking')
  try {
    const cookies = await stand.people(64)
    const firstInstrument = await stand.instruments(instrumentCount * 2)
    const tomorrow = Math.ceil((Date.now() + 24 * 60 * minute) / (30 * minute)) * 30 * minute
    const httpSlot = (n: number) => slotNo(n, firstInstrument, tomorrow)
    const driverSlot = (n: number) => slotNo(n, firstInstrument + instrumentCount, tomorrow)
    const base = await stand.serve()
    const warm = await throughHttp(base, cookies, httpSlot, 3, 0)
    const first = driverSlot(0)
    const statements = await statementsOf(stand, cookies[0] ?? '', first)
    const { result } = await throughHttp(base, cookies, httpSlot, seconds, warm.next)
    const direct = await throughDriver(stand, statements, first, driverSlot)
    const [stored] = await stand.database.sql<
      { n: number }[]
    >`select count(*) as n from booking where instrument_id < ${firstInstrument + instrumentCount}`
    const perSecond = result['2xx'] / result.duration
    return {
      metrics: {
        perSecond,
        directPerSecond: direct,
        refused: result.non2xx,
        p50Ms: result.latency.p50,
        p99Ms: result.latency.p99,
        storedBookings: stored?.n ?? 0,
        statementsPerBooking: statements.length,
      },
      bars: [
        atLeast('bookings through HTTP at 8 concurrent', perSecond, '/s', 500),
        atLeast('share of the same statements through the driver', (perSecond / direct) * 100, '%', 50),
      ],
    }
  } finally {
    await stand.close()
  }
}
