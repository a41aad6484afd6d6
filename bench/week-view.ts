import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { openStand } from './booking-stand.ts'
import { atMost, type BenchResult, percentile } from './harness.ts'

const bookings = 40
const rounds = 15
const limitMs = 300
const executablePath =
  process.env['CHROMIUM'] ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined)

/**
 * Runs in the page: marks when the calendar's answer has been read and when the frame with every booking in it is on the
 * screen (the task after the frame in which they first stand there).
 */
const marks = `{
  const fetched = globalThis.fetch
  globalThis.fetch = async (...asked) => {
    const answer = await fetched(...asked)
    if (!String(asked[0]).includes('/calendar?')) return answer
    const text = await answer.text()
    performance.mark('data')
    return new Response(text, { status: answer.status, headers: answer.headers })
  }
  const watch = () => {
    if (document.querySelectorAll('.week-taken').length >= ${bookings})
      setTimeout(() => { if (performance.getEntriesByName('painted').length === 0) performance.mark('painted') })
    else requestAnimationFrame(watch)
  }
  requestAnimationFrame(watch)
}`

async function paintMs(page: Page, address: string): Promise<number> {
  await page.goto(address)
  await page.waitForFunction('performance.getEntriesByName("painted").length > 0')
  return page.evaluate<number>(
    'performance.getEntriesByName("painted")[0].startTime - performance.getEntriesByName("data")[0].startTime',
  )
}

/** From the answer of a week with 40 bookings to the frame that shows them, in Chromium. Needs a built workbench. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_week_view')
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking'],
  })
  try {
    const [, cookie = ''] = await stand.people(2)
    const id = await stand.instruments(1)
    const { sql } = stand.database
    await sql`insert into booking (unit_id, instrument_id, account_id, user_unit_id, starts_at, ends_at, status, purpose, created_at)
      select 1, ${id}::bigint, 1, 1, at, at + interval '2 hours', case when b % 7 = 6 then 'pending' else 'confirmed' end, 'Bench', now()
      from generate_series(0, ${bookings - 1}::int) b,
        lateral (select date_trunc('week', now()) + make_interval(days => 7 + b % 7, hours => (b / 7) * 3) as at) as slot`
    const base = await stand.serve()
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      timezoneId: 'Asia/Shanghai',
    })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: base }])
    await context.addInitScript({ content: marks })
    const page = await context.newPage()
    const [row] = await sql<{ monday: string }[]>`
      select to_char(date_trunc('week', now()) + interval '7 days', 'YYYY-MM-DD') as monday`
    const address = `${base}/app/book/${id}?from=${row?.monday ?? ''}`
    await paintMs(page, address)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await paintMs(page, address))
    const sorted = times.toSorted((a, b) => a - b)
    const [p50, p95] = [percentile(sorted, 0.5), percentile(sorted, 0.95)]
    return {
      metrics: { bookings, rounds, p50Ms: p50, p95Ms: p95, ratioToLimit: p95 / limitMs },
      bars: [atMost('p95 from data to paint of a week with 40 bookings', p95, 'ms', limitMs)],
    }
  } finally {
    await browser.close()
    await stand.close()
  }
}
