import autocannon from 'autocannon'
import { day } from '#kernel/time.ts'
import { openStand } from './booking-stand.ts'
import { atLeast, atMost, type BenchResult } from './harness.ts'

const instrumentCount = 20_000
const bookingsEach = 50
const concurrency = 8
const seconds = 10

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** One instrument's week among a million bookings, through HTTP, by visitors and by people with a session. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_calendar')
  try {
    const [cookie = ''] = await stand.people(1)
    const first = await stand.instruments(instrumentCount)
    const { sql } = stand.database
    await sql`insert into booking (unit_id, instrument_id, account_id, user_unit_id, starts_at, ends_at, status, purpose, created_at)
      select 1, ${first}::bigint + i, 1, 1, date_trunc('day', now()) + make_interval(hours => b * 4), date_trunc('day', now())
        + make_interval(hours => b * 4 + 2), case when b % 7 = 6 then 'pending' else 'confirmed' end, 'Bench', now()
      from generate_series(0, ${instrumentCount - 1}::int) i, generate_series(0, ${bookingsEach - 1}::int) b`
    const base = await stand.serve()
    const now = Date.now()
    let next = 0
    const path = () => {
      const id = first + ((next++ * 7919) % instrumentCount)
      return `/api/v1/instruments/${id}/calendar?from=${dateOf(now)}&to=${dateOf(now + 7 * day)}`
    }
    const measure = (duration: number, connections: number, headers: Record<string, string>) =>
      autocannon({
        url: base,
        connections,
        duration,
        requests: [{ method: 'GET', headers, setupRequest: (request) => ({ ...request, path: path() }) }],
      })
    await measure(3, concurrency, {})
    const visitors = await measure(seconds, concurrency, {})
    const alone = await measure(3, 1, {})
    const people = await measure(5, concurrency, { cookie })
    const perSecond = visitors['2xx'] / visitors.duration
    return {
      metrics: {
        perSecond,
        p50Ms: visitors.latency.p50,
        p99Ms: visitors.latency.p99,
        aloneP50Ms: alone.latency.p50,
        signedInPerSecond: people['2xx'] / people.duration,
        signedInP50Ms: people.latency.p50,
        failed: visitors.non2xx + people.non2xx,
        bytes: visitors.throughput.average / Math.max(1, perSecond),
      },
      bars: [
        atMost('p50 of one week at 8 concurrent', visitors.latency.p50, 'ms', 5),
        atLeast('weeks at 8 concurrent', perSecond, '/s', 1_000),
      ],
    }
  } finally {
    await stand.close()
  }
}
