import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contains } from '#kernel/interval.ts'
import { roles as rolesOfTheTable } from '#kernel/permissions.ts'
import { instant, instantOf, isoOf } from '#kernel/time.ts'
import { passwordMatches } from '#platform/security/password.ts'
import { stillClock } from '../../../tests/support/clock.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { bookingStatuses } from '../../modules/booking/domain/booking.ts'
import { closureKinds } from '../../modules/booking/domain/booking-rules.ts'
import { hoursAcross, type RulesVersion } from '../../modules/booking/domain/rules.ts'
import { isCreditCode } from '../../modules/organizations/domain/credit-code.ts'
import { calendarDays } from '../../modules/registry/index.ts'
import { type Elements, instrumentStates } from '../../modules/registry/domain/instrument.ts'
import {
  type ReportState,
  type ReportStep,
  transitionFor,
} from '../../modules/reporting/domain/report-transitions.ts'
import { openJudge } from '../../modules/registry/seed.ts'
import { sumDifferences } from '../../modules/usage/data/year-sums.ts'
import { seedDemonstration } from './seed-demonstration.ts'

const day = '2026-11-23'
const size = { day, instruments: 400, users: 500 }
const clock = stillClock()

const digestOf = async ({ sql }: TestDatabase): Promise<unknown> => {
  const tables = {
    unit: 't',
    centre: 't',
    research_group: 't',
    group_member: 't',
    contact: 't',
    role_grant: 't',
    instrument: 't',
    instrument_version: 't',
    report_step: 't',
    booking_rules: 't',
    closure: 't',
    booking: 't',
    use_log: 't',
    service_record: 't',
    use_correction: 't',
    instrument_year: 't',
    notice: 't',
    campaign: 't',
    campaign_frozen: 't',
    campaign_prompt: 't',
    inbox_notice: 't',
    audit_entry: 't',
    account: '(t.id, t.login, t.display_name, t.unit_id, t.email, t.phone, t.created_at)',
  }
  const digests: Record<string, unknown> = {}
  for (const [table, row] of Object.entries(tables)) {
    const [found] = await sql.unsafe<{ digest: string }[]>(
      `select md5(string_agg(md5((${row})::text), '' order by md5((${row})::text))) as digest from "${table}" t`,
    )
    digests[table] = found?.digest
  }
  return digests
}

describe('The demonstration province', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await seedDemonstration({ database, clock }, size)
  })
  afterAll(() => database.close())
  const values = async (table: string, column: string): Promise<unknown[]> => {
    const rows = await database.sql.unsafe<{ v: unknown }[]>(
      `select distinct ${column} as v from "${table}" order by 1`,
    )
    return rows.map((row) => row.v)
  }
  const count = async (text: string): Promise<number> => {
    const [row] = await database.sql.unsafe<{ n: number }[]>(`select count(*) as n from ${text}`)
    return row?.n ?? -1
  }

  test('is the same for the same day, whatever the clock says', async () => {
    const again = await testDatabase()
    try {
      await seedDemonstration({ database: again, clock: stillClock('2027-01-05T09:00:00+08:00') }, size)
      expect(await digestOf(again)).toEqual(await digestOf(database))
    } finally {
      await again.close()
    }
  })

  test('is not laid over data that are there', async () => {
    await expect(seedDemonstration({ database, clock }, size)).rejects.toThrow('holds data already')
  })

  test('has things in every state of every workflow', async () => {
    expect(await values('instrument', 'state')).toEqual([...instrumentStates].toSorted())
    expect(await values('booking', 'status')).toEqual([...bookingStatuses].toSorted())
    expect(await values('closure', 'kind')).toEqual(
      closureKinds.filter((kind) => kind !== 'holiday').toSorted(),
    )
    expect(await values('service_record', 'state')).toEqual(['complete', 'to_complete'])
    expect(await values('use_log', 'status')).toEqual(['finished', 'running'])
    expect(await values('booking_rules', `rules->>'approval'`)).toEqual(['external', 'lead', 'none'])
    expect(await values('report_step', 'step')).toEqual([
      'accept',
      'amend',
      'reopen',
      'return',
      'return_in_unit',
      'submit_to_province',
      'submit_to_unit',
    ])
    expect(
      await count(`instrument where accepted_version is not null and state <> 'accepted'`),
    ).toBeGreaterThan(0)
    expect(await count(`instrument where secrecy = 'undeclared'`)).toBeGreaterThan(0)
    expect(await count('instrument where worth_fen < 30000000')).toBeGreaterThan(0)
  })

  test('tells of each instrument the steps that led to its state', async () => {
    const wrong = await count(`(
      select from_state, lag(to_state, 1, 'draft') over (partition by instrument_id order by id) as before from report_step
    ) s where from_state <> before`)
    const last = await count(`instrument i left join lateral (
      select to_state from report_step s where s.instrument_id = i.id order by s.id desc limit 1) s on true
      where i.state <> coalesce(s.to_state, 'draft')`)
    expect({ wrong, last }).toEqual({ wrong: 0, last: 0 })
    expect(
      await count(
        `report_step a join report_step b on b.instrument_id = a.instrument_id and b.id > a.id where b.at < a.at`,
      ),
    ).toBe(0)
    expect(await count('audit_entry')).toBeGreaterThan(100)
    expect(await count(`report_step where at > '${isoOf(clock.now())}'`)).toBe(0)
  })

  test('takes only steps that the transition table allows', async () => {
    const taken = await database.sql<{ step: ReportStep; from: ReportState; to: ReportState }[]>`
      select distinct step, from_state as from, to_state as to from report_step`
    expect(taken.filter(({ step, from, to }) => transitionFor(step, from)?.to !== to)).toEqual([])
    expect(taken.length).toBeGreaterThan(6)
  })

  test('keeps bookings of one instrument apart, those that were given up as well', async () => {
    expect(
      await count(`booking a join booking b on b.instrument_id = a.instrument_id and b.id > a.id
        and b.starts_at < a.ends_at and a.starts_at < b.ends_at`),
    ).toBe(0)
  })

  test('books only within opening hours and outside closures', async () => {
    const special = new Map(
      (await calendarDays(database.db)).map((row) => [
        row['date'] ?? '',
        row['kind'] as 'holiday' | 'workday',
      ]),
    )
    const instruments = await database.sql<{ id: number; versions: RulesVersion[] }[]>`
      select instrument_id as id, jsonb_agg(jsonb_build_object('version', version, 'bookable', bookable, 'rules', rules,
        'effectiveFrom', (extract(epoch from effective_from) * 1000)::bigint)) as versions
      from booking_rules where instrument_id % 9 = 0 group by 1`
    const span = { start: instantOf('2025-11-20T00:00:00Z'), end: instantOf('2026-12-20T00:00:00Z') }
    for (const { id, versions } of instruments) {
      const open = hoursAcross(versions, 'Asia/Shanghai', special, span)
      const bookings = await database.sql<{ starts: number; ends: number }[]>`
        select starts_at as starts, ends_at as ends from booking where instrument_id = ${id}`
      const outside = bookings.filter(
        ({ starts, ends }) =>
          !open.some((hours) => contains(hours, { start: instant(starts), end: instant(ends) })),
      )
      expect({ id, outside }).toEqual({ id, outside: [] })
    }
    expect(instruments.length).toBeGreaterThan(20)
    expect(
      await count(`booking b join closure c on c.instrument_id = b.instrument_id
      and b.starts_at < c.ends_at and c.starts_at < b.ends_at`),
    ).toBe(0)
  })

  test('has sums that are those of its records', async () => {
    expect(await sumDifferences(database.db)).toEqual([])
    expect(await count('instrument_year')).toBeGreaterThan(300)
  })

  test('has a week with its quiet end, and no bookings on the national day', async () => {
    const perDay = async (weekday: number) =>
      count(`booking where extract(isodow from starts_at at time zone 'Asia/Shanghai') = ${weekday}`)
    expect(await perDay(3)).toBeGreaterThan(5 * (await perDay(7)))
    expect(
      await count(`booking b join booking_rules r using (unit_id, instrument_id) where r.version = 1
      and (r.rules->>'observesHolidays')::boolean and (starts_at at time zone 'Asia/Shanghai')::date = '2026-10-01'`),
    ).toBe(0)
  })

  test('gives every unit a valid credit code, and every acceptance complete elements', async () => {
    const codes = await database.sql<{ code: string }[]>`select credit_code as code from unit`
    expect(codes.filter(({ code }) => !isCreditCode(code))).toEqual([])
    const judge = await openJudge(database.db, day)
    const accepted = await database.sql<{ elements: Elements }[]>`
      select v.elements from instrument i join instrument_version v
        on v.unit_id = i.unit_id and v.instrument_id = i.id and v.version = i.accepted_version`
    expect(accepted.length).toBeGreaterThan(250)
    expect(accepted.filter(({ elements }) => judge.problems(elements) > 0)).toEqual([])
  })

  test('can be found in the catalogue as far as it was accepted and not disposed of', async () => {
    expect(await count('catalogue_entry where not withdrawn')).toBe(
      await count('instrument where accepted_version is not null and disposed_on is null'),
    )
  })

  test('has people for every role, with one password, the shown ones by short names', async () => {
    const roles = await values('role_grant', 'role')
    expect(roles).toEqual([...rolesOfTheTable].toSorted())
    const [setting] = await database.sql<{ value: { password: string } }[]>`
      select value from site_setting where key = 'demonstration'`
    const [shown] = await database.sql<{ value: { login: string }[] }[]>`
      select value from site_setting where key = 'demonstration_accounts'`
    const logins = shown?.value.map(({ login }) => login) ?? []
    const accounts = await database.sql<{ login: string; hash: string; demonstration: boolean }[]>`
      select login, password_hash as hash, demonstration from account where login = any(${logins})`
    expect(accounts.map(({ login }) => login).toSorted()).toEqual(logins.toSorted())
    expect(logins).toContain('operator')
    expect(accounts.every(({ demonstration }) => demonstration)).toBe(true)
    expect(await passwordMatches(setting?.value.password ?? '', accounts[0]?.hash ?? '')).toBe(true)
  })

  test('goes on counting after its last row', async () => {
    const [row] = await database.sql<{ id: number; last: number }[]>`
      insert into account (login, display_name, password_hash) values ('newcomer', 'Newcomer', 'none')
      returning id, (select max(id) from account) as last`
    expect(row?.id).toBe((row?.last ?? 0) + 1)
  })
})
