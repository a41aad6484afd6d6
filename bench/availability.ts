import { Agent } from 'node:http'
import { readFileSync } from 'node:fs'
import { day, instant, isoOf, type Clock } from '#kernel/time.ts'
import { loadReference } from '#modules/registry/index.ts'
import type { Database } from '#platform/db/connect.ts'
import { liveFreeTime } from '../src/modules/availability/use-cases/live-free-time.ts'
import { liftLimits, openRules } from '../tests/support/open-rules.ts'
import {
  atMost,
  type BenchResult,
  load,
  openStand,
  percentile,
  say,
  sessionsOf,
  shoot,
  watchMemory,
} from './harness.ts'

/** `npm run bench -- availability 200000` */
const instruments = Number(process.argv[3] ?? 14_300)
const bookings = Number(process.argv[4] ?? 500_000)
const mostMs = instruments > 50_000 ? 120 : 25
const units = 400
/** Units with one instrument only. */
const alone = 8
const concurrency = 4
const seconds = 15

const week = (from: string, to: string, days = [1, 2, 3, 4, 5]) =>
  days.map((weekday) => ({ weekday, from, to }))
/** Ways instruments are opened: office hours, long days, round the clock, two halves, few days, with notice and gaps. */
const waysToOpen = [
  { weekly: week('08:30', '17:30') },
  { weekly: week('08:00', '22:00', [1, 2, 3, 4, 5, 6]), setupMinutes: 15, cleanupMinutes: 15 },
  { weekly: week('00:00', '24:00', [1, 2, 3, 4, 5, 6, 7]), observesHolidays: false },
  { weekly: [...week('08:30', '12:00'), ...week('14:00', '18:00')], noticeMinutes: 1_440 },
  { weekly: week('09:00', '17:00', [2, 4]), approval: 'lead', shortestMinutes: 60 },
  { weekly: week('09:00', '21:00'), openTo: ['own_unit', 'university', 'institute'], horizonDays: 14 },
].map((way) => ({ ...openRules, horizonDays: 60, observesHolidays: true, ...way }))

const names = [
  '扫描电子显微镜',
  '透射电子显微镜',
  '核磁共振波谱仪',
  '液相色谱仪',
  '气相色谱质谱联用仪',
  '拉曼光谱仪',
  'X射线衍射仪',
  '激光共聚焦显微镜',
  '基因测序仪',
  '流式细胞仪',
]

async function fill({ sql }: Database): Promise<void> {
  await sql`insert into unit (name, kind, managing, city_code)
    select '示例单位第' || n || '研究院', 'institute', true, (array['440100', '440300', '440600', '441900', '440500'])[1 + n % 5]
    from generate_series(1, ${units + alone}::int) n`
  await sql`insert into instrument (unit_id, inner_id, dictionary, elements, state, accepted_version, name, created_at, updated_at)
    select case when n <= ${alone}::int then ${units}::int + n else 1 + n % ${units}::int end, 'B-' || n, 'g2', '{}', 'accepted', 1, 'Bench ' || n, now(), now()
    from generate_series(1, ${instruments}::int) n`
  await sql`insert into booking_rules (unit_id, instrument_id, version, effective_from, bookable, rules, changed_at)
    select unit_id, id, 1, '2020-01-01', true, ${JSON.stringify(waysToOpen)}::jsonb -> (id % ${waysToOpen.length}::int)::int, now()
    from instrument`
  await sql`insert into catalogue_entry (unit_id, instrument_id, name, name_en, model, maker, summary, class_code, city_code,
      disciplines, worth_fen, open_to, modes, unit_name, accepted_at, price, bookable)
    select i.unit_id, i.id, (${names}::text[])[1 + i.id % ${names.length}::int], '', 'M-' || i.id % 997, '', '', '0101' || lpad((1 + i.id % 9)::text, 2, '0'),
      u.city_code, '{}', 30000000, '{university,company}', case when i.id % 2 = 0 then '{self,guided}'::text[] else '{commissioned}' end,
      u.name, now(), case when i.id % 4 = 0 then '' else '单位内部' || (i.id % 50) * 10 || '元/小时，外部' || (i.id % 50) * 20 || '元/小时' end, true
    from instrument i join unit u on u.id = i.unit_id`
  await sql`insert into closure (unit_id, instrument_id, starts_at, ends_at, kind, created_at)
    select unit_id, id, now() + make_interval(days => (id % 40)::int), now() + make_interval(days => (id % 40 + 2)::int), 'maintenance', now()
    from instrument where id % 10 = 0`
  // Spread over sixty days and the hours of work; each instrument's bookings lie on slots of their own.
  await sql`insert into booking (unit_id, instrument_id, account_id, user_unit_id, starts_at, ends_at, status, purpose, created_at)
    select i.unit_id, i.id, 1, 1, at, at + make_interval(mins => 60 + 30 * (n % 3)), 'confirmed', 'Bench', now()
    from (select n, 1 + n % ${instruments}::int as id, date_trunc('day', now()) + make_interval(
      days => ((n / ${instruments}::int) * 7 + n * 13) % 60, hours => 1 + 2 * ((n / ${instruments}::int + n % 3) % 5)) as at
      from generate_series(0, ${bookings - 1}::int) n) spread join instrument i on i.id = spread.id
    on conflict do nothing`
}

const ahead = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)
/** What people ask: nothing but a length, words, days, hours, places, prices. */
const questions = [
  '',
  'minutes=60',
  'minutes=240',
  'q=电子显微镜&minutes=120',
  'q=核磁&minutes=60',
  'q=色谱&minutes=120&city=440100',
  'q=显微镜&hoursFrom=18:00&hoursTo=22:00&minutes=120',
  `from=${ahead(1)}&to=${ahead(1)}&hoursFrom=08:00&hoursTo=12:00&minutes=60`,
  `from=${ahead(7)}&to=${ahead(13)}&minutes=180`,
  `from=${ahead(40)}&minutes=60&city=440300`,
  'userKind=company&minutes=60&mode=self',
  'userKind=university&minutes=480',
  'q=测序&priceCap=300&userKind=company&minutes=60',
  'sort=price&minutes=120',
  'sort=price&q=光谱&userKind=university',
  'sort=distance&near=440300&minutes=60',
  'class=0101&city=440600&minutes=60',
  'q=流式&mode=commissioned&minutes=60',
  `q=衍射&from=${ahead(3)}&to=${ahead(5)}`,
  'minutes=60&priceCap=100&sort=distance&near=440100',
]
const pathOf = (n: number) => `/api/v1/slots?${encodeURI(questions[n % questions.length] ?? '')}`

/** The soonest twenty slots as one would ask SQL for them: open windows of the days minus what is taken, in ranges. */
async function askSql({ sql }: Database, word: string, minutes: number): Promise<void> {
  await sql`
    select c.instrument_id, lower(gap) as at from catalogue_entry c
    join lateral (select r.rules from booking_rules r where r.unit_id = c.unit_id and r.instrument_id = c.instrument_id
      and r.effective_from <= now() order by version desc limit 1) r on true
    join lateral (select range_agg(tstzrange((d + (w ->> 'from')::interval) at time zone 'Asia/Shanghai',
        (d + (w ->> 'to')::interval) at time zone 'Asia/Shanghai', '[)')) as open
      from generate_series(current_date::timestamp, current_date + 60, '1 day') d, jsonb_array_elements(r.rules -> 'weekly') w
      where extract(isodow from d) = (w ->> 'weekday')::int) o on true
    left join lateral (select range_agg(tstzrange(b.starts_at, b.ends_at, '[)')) as taken from booking b
      where b.unit_id = c.unit_id and b.instrument_id = c.instrument_id and b.ends_at > now()
        and b.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed')) t on true
    left join lateral (select range_agg(tstzrange(x.starts_at, x.ends_at, '[)')) as closed from closure x
      where x.unit_id = c.unit_id and x.instrument_id = c.instrument_id and x.ends_at > now()) k on true
    cross join lateral unnest(o.open * tstzmultirange(tstzrange(now(), null)) - coalesce(t.taken, '{}') - coalesce(k.closed, '{}')) gap
    where not c.withdrawn and c.name like ${`%${word}%`} and upper(gap) - lower(gap) >= make_interval(mins => ${minutes})
    order by at limit 20`
}

async function measureSql(database: Database): Promise<{ p50: number; p95: number; asked: number }> {
  await database.sql`analyze`
  const times: number[] = []
  const until = performance.now() + 60_000
  for (let i = 0; i < 10 && performance.now() < until; i++) {
    const start = performance.now()
    await askSql(database, ['核磁', '色谱', '显微镜', '测序', '流式'][i % 5] ?? '', 60 + 60 * (i % 3))
    times.push(performance.now() - start)
  }
  const sorted = times.toSorted((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), asked: times.length }
}

interface Slots {
  readonly items: readonly { instrumentId: number; slots: readonly { start: string; end: string }[] }[]
}

/** A slot is booked and given back in one process; how long until another one offers it again, and whether it ever offered it taken. */
async function measureReflection(here: string, there: string, cookie: string, rounds: number) {
  const agent = new Agent({ keepAlive: true })
  const ask = async (path: string) => JSON.parse((await shoot(agent, here, { path })).text) as Slots
  const times: number[] = []
  let stale = 0
  for (let round = 0; round < rounds; round++) {
    // The only instrument of its unit, so that nobody else's time makes the rules look at its own.
    const path = `/api/v1/slots?unit=${units + 1 + round}&minutes=60&userKind=individual&from=${ahead(2)}`
    const [offer] = (await ask(path)).items
    const slot = offer?.slots[0]
    if (offer === undefined || slot === undefined) continue
    const firstOf = async () =>
      (await ask(path)).items.find((item) => item.instrumentId === offer.instrumentId)?.slots[0]?.start
    const bookings = `/api/v1/instruments/${offer.instrumentId}/bookings`
    const made = await shoot(agent, there, {
      method: 'POST',
      path: bookings,
      cookie,
      body: { ...slot, purpose: 'Bench' },
    })
    const booked = JSON.parse(made.text) as { id?: number }
    if ((await firstOf()) === slot.start) stale++
    await new Promise((done) => setTimeout(done, 1_500))
    await shoot(agent, there, {
      method: 'POST',
      path: `/api/v1/bookings/${booked.id}/cancellation`,
      cookie,
      body: { version: 1 },
    })
    const start = performance.now()
    while ((await firstOf()) !== slot.start && performance.now() - start < 10_000);
    times.push(performance.now() - start)
  }
  agent.destroy()
  return {
    rounds: times.length,
    stale,
    p50: percentile(
      times.toSorted((a, b) => a - b),
      0.5,
    ),
    most: Math.max(...times),
  }
}

/** Seconds of processor time a process has used; Linux only. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** What a booking costs more because changes are noted, as PostgreSQL itself counts it, and what each web process spends on reading it. */
async function measureCost({ sql }: Database, pid: number) {
  const many = 400
  const noting: number[] = []
  const whole: number[] = []
  const cpuBefore = cpuOf(pid)
  const start = performance.now()
  for (let i = 0; i < many; i++) {
    const lines = await sql<{ 'QUERY PLAN': string }[]>`explain (analyze)
      insert into booking (unit_id, instrument_id, account_id, starts_at, ends_at, status, purpose, created_at)
      select unit_id, id, 1, now() + interval '400 days' + make_interval(mins => ${i}::int), now() + interval '400 days'
        + make_interval(mins => ${i + 1}::int), 'confirmed', 'Cost', now() from instrument where id = ${1 + ((i * 37) % instruments)}`
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n')
    noting.push(Number(/Trigger booking_added: time=([\d.]+)/.exec(plan)?.[1] ?? Number.NaN))
    whole.push(Number(/Execution Time: ([\d.]+)/.exec(plan)?.[1] ?? Number.NaN))
  }
  await new Promise((done) => setTimeout(done, 2_000))
  const readingMillisPerBooking = ((cpuOf(pid) - cpuBefore) * 1_000) / many
  const middle = (list: number[]) =>
    percentile(
      list.toSorted((a, b) => a - b),
      0.5,
    ) * 1_000
  const seconds = (performance.now() - start) / 1_000
  return {
    notingMicros: middle(noting),
    insertMicros: middle(whole),
    readingMillisPerBooking,
    bookingsPerSecond: many / seconds,
  }
}

/** The same index filled in this process: how long, how large. */
async function measureIndex({ db }: Database) {
  const clock: Clock = { now: () => instant(Date.now()) }
  const start = performance.now()
  const index = await liveFreeTime({ db, clock })
  return {
    fillSeconds: (performance.now() - start) / 1_000,
    mebibytes: index.bytes / 2 ** 20,
    rows: index.rows,
  }
}

/** Free time over all instruments through HTTP, beside the same question in SQL; how fast and at what cost it follows bookings. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_availability')
  try {
    await loadReference({ db: stand.database.db })
    await liftLimits(stand.database)
    say(`filling ${instruments} instruments, ${bookings} bookings, from ${isoOf(instant(Date.now()))}`)
    await stand.database
      .sql`insert into account (login, display_name, unit_id, password_hash) values ('bench', 'Bench', null, 'none')`
    await fill(stand.database)
    const [counted] = await stand.database.sql<{ n: number }[]>`select count(*) as n from booking`
    await stand.database.sql`delete from calendar_change`
    const [cookie = ''] = await sessionsOf(stand.database, [1])
    const server = await stand.serve()
    const memory = watchMemory(server.pid)
    const starting = performance.now()
    const agent = new Agent({ keepAlive: true })
    await shoot(agent, server.base, { path: pathOf(1) })
    const readySeconds = (performance.now() - starting) / 1_000
    await load(server.base, { concurrency, seconds: 4, next: (n) => ({ path: pathOf(n) }) })
    say('asking')
    const oneByOne = await load(server.base, {
      concurrency: 1,
      seconds: 8,
      next: (n) => ({ path: pathOf(n) }),
    })
    const found = await load(server.base, { concurrency, seconds, next: (n) => ({ path: pathOf(n) }) })
    const each: Record<string, number> = {}
    for (const [n, question] of questions.entries())
      each[question] =
        Math.round((await shoot(agent, server.base, { path: pathOf(n) })).milliseconds * 10) / 10
    agent.destroy()
    const peakMiB = memory.stop()
    say('another process')
    const other = await stand.serve()
    const reflection = await measureReflection(server.base, other.base, cookie, alone)
    await other.end()
    const cost = await measureCost(stand.database, server.pid)
    say('the same in SQL, and the index by itself')
    const inSql = await measureSql(stand.database)
    const index = await measureIndex(stand.database)
    const failed = found.requests - (found.statuses[200] ?? 0)
    return {
      metrics: {
        ...{ instruments, bookings: counted?.n ?? 0, readySeconds, oneByOne, found, each, reflection, cost },
        ...{ inSql, index, peakMiB, failed },
      },
      bars: [
        atMost(`p95 over ${instruments} instruments at ${concurrency} concurrent`, found.p95, 'ms', mostMs),
        atMost('what another process changed is offered after', reflection.most, 'ms', 2_000),
        atMost('taken slots offered', reflection.stale, '', 0),
        atMost('share of what the same costs in SQL (p95)', (found.p95 / inSql.p95) * 100, '%', 100),
        atMost('failed requests', failed, '', 0),
      ],
    }
  } finally {
    await stand.close()
  }
}
