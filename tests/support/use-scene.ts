import type { Grant } from '#kernel/permissions.ts'
import { minute, plus } from '#kernel/time.ts'
import { testApplication, type TestApplication } from './application.ts'

/** Two managing units, two instruments of the first and one of the second, their leads, and users of every kind. */
export async function useScene(options: { now?: string } = {}) {
  const app = await testApplication(options)
  const { sql } = app.database
  const unit = async (name: string, cityCode = '440100') => {
    const [row] = await sql<{ id: number }[]>`insert into unit (name, kind, managing, city_code, ins_code)
      values (${name}, 'university', true, ${cityCode}, ${`gdins${String(
        name.length * 1000 + name.charCodeAt(0),
      )
        .slice(0, 5)
        .padStart(5, '0')}`})
      returning id`
    return row?.id ?? 0
  }
  const instrument = async (
    unitId: number,
    innerId: string,
    worthYuan = 500_000,
    funds = ['中央财政资金'],
  ) => {
    const [row] = await sql<
      { id: number }[]
    >`insert into instrument (unit_id, inner_id, dictionary, elements, state, name,
        worth_fen, booked_on, accepted_version, accepted_at, secrecy, created_at, updated_at)
      values (${unitId}, ${innerId}, 'g2-4-2019', ${JSON.stringify({ cname: `仪器 ${innerId}`, funds })}::jsonb, 'accepted',
        ${`仪器 ${innerId}`}, ${worthYuan * 100}, '2020-01-01', 1, '2021-01-01', 'not_secret', now(), now()) returning id`
    return row?.id ?? 0
  }
  const alpha = await unit('示范大学甲')
  const beta = await unit('乙示范研究院', '440300')
  const [first, second, foreign] = [
    await instrument(alpha, 'A-1'),
    await instrument(alpha, 'A-2', 200_000),
    await instrument(beta, 'B-1'),
  ]
  const lead = (instrumentId: number): Grant => ({
    role: 'instrument_lead',
    scope: 'instrument',
    scopeId: String(instrumentId),
  })
  const people = {
    lead: await app.person({ name: '陈负责', unitId: alpha, grants: [lead(first), lead(second)] }),
    otherLead: await app.person({ unitId: beta, grants: [lead(foreign)] }),
    reporter: await app.person({
      unitId: alpha,
      grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(alpha) }],
    }),
    otherReporter: await app.person({
      unitId: beta,
      grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(beta) }],
    }),
    inside: await app.person({ name: '李明', unitId: alpha }),
    outside: await app.person({ name: '王芳', unitId: beta }),
    alone: await app.person({ name: '赵强' }),
  }
  const booking = async (
    accountId: number,
    span: { startsIn: number; minutes: number },
    options: { instrumentId?: number; userUnitId?: number; project?: string } = {},
  ) => {
    const start = plus(app.clock.now(), span.startsIn * minute)
    const [row] = await sql<
      { id: number }[]
    >`insert into booking (unit_id, instrument_id, account_id, user_unit_id, starts_at,
        ends_at, status, purpose, project, created_at)
      values (${alpha}, ${options.instrumentId ?? first}, ${accountId}, ${options.userUnitId ?? null}, ${start},
        ${plus(start, span.minutes * minute)}, 'confirmed', '样品测试', ${options.project ?? ''}, ${app.clock.now()})
      returning id`
    return row?.id ?? 0
  }
  /** Time passes, and nobody is signed out by it. */
  const later = async (minutes: number) => {
    app.clock.advance(minutes * minute)
    await sql`update session set last_seen_at = ${app.clock.now()}`
  }
  return { app, later, units: { alpha, beta }, instruments: { first, second, foreign }, people, booking }
}
export type UseScene = Awaited<ReturnType<typeof useScene>>

/** Prepared sums beside the sums of the records themselves. */
export async function sumsOf(app: TestApplication) {
  const prepared = await app.database
    .sql`select unit_id, instrument_id, year, records, effective_minutes, external_minutes,
      external_records, amount_fen from instrument_year where records <> 0 order by 1, 2, 3`
  const recorded = await app.database.sql`select unit_id, instrument_id, year, count(*) as records,
      sum(effective_minutes) as effective_minutes,
      coalesce(sum(effective_minutes) filter (where service_type = 130), 0) as external_minutes,
      count(*) filter (where service_type = 130) as external_records, sum(amount_fen) as amount_fen
    from service_record where state <> 'void' group by 1, 2, 3 order by 1, 2, 3`
  return { prepared: [...prepared], recorded: [...recorded] }
}
