import { Agent } from 'node:http'
import { loadReference } from '#modules/registry/module.ts'
import { atMost, type BenchResult, openStand, percentile, say, sessionsOf, shoot } from './harness.ts'

const unitCount = 300
const instrumentsEach = 40
const rounds = 60

/** 300 units with 40 instruments each in every state, called by one open campaign. */
async function fill(
  stand: Awaited<ReturnType<typeof openStand>>,
): Promise<{ operator: number; campaign: number }> {
  const { sql } = stand.database
  await loadReference({ db: stand.database.db })
  await sql`insert into department (key, name, kind) select 'd' || n, 'Department ' || n, 'other' from generate_series(1, 20) n`
  await sql`insert into unit (name, kind, managing, department_id, city_code)
    select 'Unit ' || n, 'university', true, 1 + n % 20, (array['440100', '440300', '441900', '440600'])[1 + n % 4]
    from generate_series(1, ${unitCount}::int) n`
  await sql`insert into instrument (unit_id, inner_id, dictionary, elements, state, accepted_version, name, worth_fen, booked_on,
      created_at, updated_at)
    select u.id, 'B-' || n, 'g2-4-2019',
      jsonb_build_object('cname', 'Example ' || n, 'instrVersion', 'EX-' || n, 'technical', repeat('x', 1500),
        'funds', case n % 5 when 0 then '[]' when 1 then '["单位自有资金"]' else '["中央财政资金"]' end::jsonb),
      (array['draft', 'unit_review', 'province_review', 'accepted', 'returned'])[1 + (n + u.id) % 5],
      case when (n + u.id) % 5 = 3 then 1 end, 'Example ' || n, case when n % 7 > 0 then 20000000 + n * 2000000 end,
      '2025-01-01'::date + n::int, now(), now()
    from unit u, generate_series(1, ${instrumentsEach}::int) n`
  const [account] = await sql<{ id: number }[]>`insert into account (login, display_name, password_hash)
    values ('bench', 'Bench', 'none') returning id`
  const operator = account?.id ?? 0
  await sql`insert into role_grant (account_id, role, scope) values (${operator}, 'province_operator', 'site')`
  const [made] = await sql<
    { id: number }[]
  >`insert into campaign (name, state, rule_set, kinds, called, report_by,
      prompt_before_days, prompt_every_days, created_by_name, created_at, opened_at)
    values ('Bench', 'open', '2022.1', '{4}', 'all', '2099-12-31', '{7}', 7, 'Bench', now(), now()) returning id`
  const campaign = made?.id ?? 0
  await sql`insert into campaign_unit (campaign_id, unit_id, department_id, city_code)
    select ${campaign}, id, department_id, city_code from unit`
  // What autovacuum does within a minute of such a load.
  await sql`vacuum analyze`
  return { operator, campaign }
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** How long the board of a campaign takes to open: by unit, by department, by city, and one unit's instruments. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_campaign')
  const agent = new Agent({ keepAlive: true })
  try {
    const { operator, campaign } = await fill(stand)
    const [cookie = ''] = await sessionsOf(stand.database, [operator])
    const { base } = await stand.serve('web')
    const measure = async (path: string) => {
      const times: number[] = []
      let bytes = 0
      for (let n = 0; n < rounds; n++) {
        const answer = await shoot(agent, base, { path, cookie })
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`)
        bytes = answer.bytes
        if (n >= 5) times.push(answer.milliseconds)
      }
      const sorted = times.toSorted((a, b) => a - b)
      const seen = { p50: rounded(percentile(sorted, 0.5)), p95: rounded(percentile(sorted, 0.95)), bytes }
      say(`${path}  p50 ${seen.p50} ms, p95 ${seen.p95} ms, ${bytes} bytes`)
      return seen
    }
    const whole = await measure(`/api/v1/campaigns/${campaign}`)
    const units = await measure(`/api/v1/campaigns/${campaign}/board?by=unit`)
    const departments = await measure(`/api/v1/campaigns/${campaign}/board?by=department`)
    const cities = await measure(`/api/v1/campaigns/${campaign}/board?by=city`)
    const one = await measure(`/api/v1/campaigns/${campaign}/units/7/instruments?show=all`)
    return {
      metrics: {
        units: unitCount,
        instruments: unitCount * instrumentsEach,
        whole,
        board: { units, departments, cities },
        one,
      },
      bars: [
        atMost('the board by unit, p95', units.p95, 'ms', 200),
        atMost('the page of the campaign, p95', whole.p95, 'ms', 200),
      ],
    }
  } finally {
    agent.destroy()
    await stand.close()
  }
}
