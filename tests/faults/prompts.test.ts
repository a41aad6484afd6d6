import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { faultScene, type FaultScene } from '../support/fault-scene.ts'
import { type MailServer, mailServer } from '../support/mail-server.ts'

const units = 300
const instrumentsEach = 40

let scene: FaultScene
let mail: MailServer
beforeAll(async () => {
  scene = await faultScene()
  mail = await mailServer()
  await mail.up()
  // The database belongs to the processes under test; this one keeps it up while workers die.
  await scene.start('web')
  await scene.query(`
    with made as (insert into unit (name, kind, managing) select 'Prompted ' || n, 'university', true
      from generate_series(1, ${units}) n returning id),
    person as (insert into account (login, display_name, unit_id, email, password_hash)
      select 'prompted-' || id, 'Reporter', id, 'u' || id || '@example.org', 'none' from made returning id, unit_id),
    granted as (insert into role_grant (account_id, role, scope, scope_id)
      select id, 'unit_reporter', 'unit', unit_id::text from person)
    insert into instrument (unit_id, inner_id, dictionary, elements, state, name, worth_fen, booked_on, created_at, updated_at)
      select made.id, 'P-' || n, 'g2-4-2019', '{"funds": ["中央财政资金"]}', 'draft', 'Example', 40000000, '2025-01-01', now(), now()
      from made, generate_series(1, ${instrumentsEach}) n`)
  await scene.query(`update campaign set state = 'closed', closed_at = now() where state = 'open'`)
  await scene.query(`insert into campaign (name, state, rule_set, kinds, called, called_ids, report_by, prompt_before_days,
      prompt_every_days, created_by_name, created_at, opened_at)
    select 'Prompts', 'open', '2022.1', '{4}', 'units', array_agg(id::text), current_date + 3, '{3, 4, 5}', 7, 'x',
      now() - interval '9 days', now() - interval '9 days' from unit where name like 'Prompted %'`)
})
afterAll(async () => {
  await mail.down()
  await scene.close()
})

const waitFor = (what: () => Promise<boolean>) => vi.waitUntil(what, { timeout: 100_000, interval: 20 })
const count = async (text: string) =>
  (await scene.query<{ n: number }>(`select (${text})::int as n`))[0]?.n ?? 0
const told = () =>
  count(`select count(*) from inbox_notice where code = 'campaign.due' and details ->> 'name' = 'Prompts'`)

test('a worker killed with -9 among 300 units leaves every unit prompted once, in the product and by mail', async () => {
  const environment = { SMTP_URL: mail.url }
  const worker = await scene.start('worker', environment)
  await scene.enqueue('reporting.prompt-campaigns')
  await waitFor(async () => (await told()) > 0)
  await worker.end('SIGKILL')
  const half = await told()
  expect(half).toBeLessThan(units)
  const other = await scene.start('worker', environment)
  await scene.giveUpDeadWorkers()
  await waitFor(async () => (await told()) === units)
  await waitFor(
    async () =>
      (await count(
        `select count(*) from mail_outbox where state in ('waiting', 'sending') and subject like '%Prompts%'`,
      )) <= 1,
  )
  await other.end()
  const [seen] = await scene.query<Record<string, number>>(`select
    (select count(distinct account_id) from inbox_notice where code = 'campaign.due' and details ->> 'name' = 'Prompts')::int as people,
    (select count(*) from campaign_prompt p join campaign c on c.id = p.campaign_id where c.name = 'Prompts')::int as prompts,
    (select count(*) from mail_outbox where subject like '%Prompts%')::int as mails`)
  expect(seen).toEqual({ people: units, prompts: units, mails: units })
  expect(await told()).toBe(units)
  const addresses = mail.taken.map(({ to }) => to)
  expect(new Set(addresses).size).toBe(addresses.length)
  // One mail at most was being handed over when the worker died.
  expect(addresses.length).toBeGreaterThanOrEqual(units - 1)
})
