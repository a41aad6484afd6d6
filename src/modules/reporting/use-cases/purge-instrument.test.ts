import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#kernel/permissions.ts'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { type LedgerDesk, ledgerDesk } from '../../../../tests/support/ledger-desk.ts'
import type { DeclarationView, PurgeView, ReportView } from '../contract.ts'

const marker = 'ZQ7MARKER9'
let app: TestApplication
let unitId = 0
let instrumentId = 0
let otherId = 0
let reporter: Person
let reviewer: Person
let operator: Person
let leader: Person

const innerId = `${marker}-1`
const told = (what: string) => `${marker} ${what}`
const elements = {
  ...{
    cname: told('name'),
    ename: told('English'),
    instrVersion: told('model'),
    technical: told('technical'),
  },
  ...{
    function: told('function'),
    serviceContent: told('service'),
    requirement: told('rules'),
    fee: told('fee'),
  },
  ...{ manufacturer: told('maker'), street: told('street'), contact: told('who'), address: told('address') },
  ...{
    insideDepart: told('office'),
    worth: 412.4,
    funds: ['中央财政资金'],
    beginDate: '2020-05-06',
    nation: '日本',
  },
  ...{ instrCategory: '010101', instrSource: '购置', instrSupervise: '否', type: '通用', subject: ['430'] },
  ...{ instrBelongsType: '无', province: '440000', city: '440100', county: '440106', postalcode: '510000' },
  ...{ phone: '020-12345678', email: 'demo@example.org' },
}

const id = async (text: string, values: readonly unknown[] = []): Promise<number> => {
  const [row] = await app.database.sql.unsafe<{ id: number }[]>(text, values as never[])
  return row?.id ?? 0
}
const ok = <T>(answer: Answer<T>): T => {
  expect([answer.status, answer.status < 300 ? '' : answer.body]).toEqual([answer.status, ''])
  return answer.body
}

/** Every table of every schema that holds the marker, as text or as bytes. */
async function whereItStands(): Promise<string[]> {
  const tables = await app.database.sql<
    { name: string }[]
  >`select format('%I.%I', schemaname, tablename) as name
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`
  const hex = Buffer.from(marker).toString('hex')
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await app.database.sql.unsafe<{ count: number }[]>(
      `select count(*) as count from ${name} t where t::text ilike $1 or t::text ilike $2`,
      [`%${marker}%`, `%${hex}%`] as never[],
    )
    if ((row?.count ?? 0) > 0) found.push(name)
  }
  return found
}

async function importLedger(desk: LedgerDesk) {
  const other = '普通光谱仪,X-1,示例厂,500000,2021-01-02,其他'
  const csv = [
    '资产编号,仪器名称,规格型号,生产厂家,单价(元),购置日期,国别,备注',
    `${innerId},${told('ledger name')},${told('ledger model')},${told('ledger maker')},4124000,2020-05-06,${told('nowhere')},${told('note')}`,
    `OTHER-1,${other.replace(',其他', ',中国,其他')}`,
    `OTHER-2,${other.replace('500000', 'not a number').replace(',其他', ',中国,其他')}`,
  ].join('\n')
  const one = await desk.checked(csv)
  const fixes = [{ element: 'nation', from: told('nowhere'), to: '日本' }]
  ok(await desk.person.call('POST', `${one}/fixes`, { fixes }))
  await app.settle()
  expect(await desk.taken(one)).toMatchObject({ state: 'done', created: 2 })
  const broken = `PK\u0003\u0004 ${told('unread')}`
  await desk.uploaded(new TextEncoder().encode(broken), `${marker}.xlsx`)
}

async function report() {
  const read = async () => ok(await reporter.call<ReportView>('GET', `/api/v1/reports/${instrumentId}`))
  const items = async () => [{ instrumentId, version: (await read()).version }]
  const save = async (more: object) =>
    ok(
      await reporter.call('PUT', `/api/v1/reports/${instrumentId}/elements`, {
        revision: (await read()).revision,
        elements: { ...elements, ...more },
      }),
    )
  const step = async (who: Person, path: string, more: object = {}) =>
    ok(await who.call('POST', `/api/v1/report-steps/${path}`, { items: await items(), ...more }))
  await save({})
  ok(
    await reporter.call('POST', '/api/v1/reports/not-secret', {
      instrumentIds: [instrumentId],
      declared: true,
    }),
  )
  await step(reporter, 'submit-to-unit', { comment: told('comment') })
  await step(reviewer, 'review-in-unit', {
    step: 'return_in_unit',
    reasons: [{ element: 'cname', reason: told('reason') }],
  })
  await save({ technical: told('again') })
  await step(reporter, 'submit-to-unit')
  await step(reviewer, 'review-in-unit', { step: 'submit_to_province' })
  await step(operator, 'review-in-province', { step: 'accept' })
  await app.settle()
}

async function declare() {
  const body = {
    unitId,
    reason: 'other',
    explanation: told('why'),
    validFrom: '2026-11-01',
    validUntil: '2027-10-31',
  }
  const made = ok(
    await reporter.call<DeclarationView>('POST', '/api/v1/declarations', {
      ...body,
      instrumentIds: [instrumentId, otherId],
    }),
  )
  const pdf = new TextEncoder().encode(`%PDF-1.4 ${told('evidence')}`)
  const address = `/api/v1/declarations/${made.declarationId}`
  const { revision } = ok(
    await reporter.call<DeclarationView>('POST', `${address}/files?kind=evidence&name=${marker}.pdf`, pdf),
  )
  ok(await reporter.call('POST', `${address}/steps`, { step: 'hand_in', revision }))
  const handed = ok(await leader.call<DeclarationView>('GET', address))
  ok(
    await leader.call('POST', `${address}/steps`, {
      step: 'return',
      revision: handed.revision,
      comment: told('returned'),
    }),
  )
  return made.declarationId
}

/** What has no short way through the API. */
async function plant() {
  const at = '2026-11-20T02:00:00Z'
  await id(
    `insert into booking (unit_id, instrument_id, account_id, starts_at, ends_at, status, purpose, project, decision_note,
       cancel_reason, source_no, guest_name, created_at)
     values ($1, $2, $3, '2026-12-01T02:00:00Z', '2026-12-01T03:00:00Z', 'confirmed', $4, $4, $4, $4, $4, $4, $5)`,
    [unitId, instrumentId, reporter.accountId, told('booking'), at],
  )
  const use = await id(
    `insert into use_log (unit_id, instrument_id, account_id, started_at, ended_at, measuring_minutes, evidence, status, note, created_at)
     values ($1, $2, $3, '2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z', 60, 'logged', 'finished', $4, $5) returning id`,
    [unitId, instrumentId, reporter.accountId, told('use'), at],
  )
  const text = JSON.stringify({ note: told('corrected') })
  await id(
    `insert into use_correction (unit_id, use_id, version, before, after, reason, corrected_by_name, corrected_at)
     values ($1, $2, 1, $3::text::jsonb, $3::text::jsonb, $4, 'x', $5)`,
    [unitId, use, text, told('correction'), at],
  )
  const record = await id(
    `insert into service_record (unit_id, record_no, instrument_id, use_id, account_id, service_type, started_at, ended_at, year,
       effective_minutes, evidence, state, elements, created_at, updated_at)
     values ($1, 'R-1', $2, $3, $4, 130, '2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z', 2026, 60, 'logged', 'complete', $5::text::jsonb, $6, $6)
     returning id`,
    [unitId, instrumentId, use, reporter.accountId, text, at],
  )
  await id(
    `insert into closure (unit_id, instrument_id, starts_at, ends_at, kind, reason, created_at)
     values ($1, $2, '2026-12-25T02:00:00Z', '2026-12-25T03:00:00Z', 'closure', $3, $4)`,
    [unitId, instrumentId, told('closure'), at],
  )
  const campaign = await id(
    `insert into campaign (name, state, rule_set, kinds, called, called_ids, report_by, guidance, prompt_before_days, prompt_every_days,
       created_by_name, created_at)
     values ('x', 'draft', '2022.1', '{4}', 'all', '{}', '2026-01-01', '', '{}', 7, 'x', $1) returning id`,
    [at],
  )
  await id(
    `insert into campaign_frozen (campaign_id, unit_id, id, inner_id, name, model, excused, secrecy, state, updated_at)
     values ($1, $2, $3, $4, $4, $4, false, 'not_secret', 'draft', $5)`,
    [campaign, unitId, instrumentId, told('frozen'), at],
  )
  await id(
    `insert into suggestion_refusal (unit_id, instrument_id, element, value, refused_at) values ($1, $2, 'nation', $3, $4)`,
    [unitId, instrumentId, told('refused'), at],
  )
  await id(
    `insert into suggestion_taken (unit_id, instrument_id, element, value, taken_by_name, taken_at) values ($1, $2, 'ename', $3, 'x', $4)`,
    [unitId, instrumentId, told('taken'), at],
  )
  await id(
    `insert into ledger_number (unit_id, number, instrument_id, linked_in, linked_by_name, linked_at) values ($1, $2, $3, 1, 'x', $4)`,
    [unitId, `${marker}-0`, instrumentId, at],
  )
  await id(
    `insert into inbox_notice (account_id, once_key, topic, code, details, link, created_at)
     values ($1, $2, 'report', 'x', $3::text::jsonb, $4, $5)`,
    [
      reporter.accountId,
      'planted',
      JSON.stringify({ name: told('notice') }),
      `/reports/${instrumentId}?tab=comments`,
      at,
    ],
  )
  await id(
    `insert into mail_outbox (once_key, to_address, subject, body, due_at, created_at) values ($1, 'a@example.org', $2, $2, $3, $3)`,
    [`notice ${reporter.accountId} planted`, told('mail'), at],
  )
  for (const [subject, of] of [
    ['instrument', instrumentId],
    ['use', use],
    ['service_record', record],
  ] as const)
    await id(
      `insert into audit_entry (at, actor_name, action, subject, subject_id, unit_id, changes) values ($1, 'x', 'y', $2, $3, $4, $5::text::jsonb)`,
      [at, subject, String(of), unitId, text],
    )
  await id(
    `insert into outbox_event (type, unit_id, payload, retry_at) values ('x.said', $1, $2::text::jsonb, '2100-01-01')`,
    [unitId, JSON.stringify({ instrumentId, name: told('event') })],
  )
}

beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T10:00:00+08:00' })
  const desk = await ledgerDesk(app)
  unitId = desk.unitId
  reporter = desk.person
  const department = await id(
    `insert into department (key, name, kind) values ('d', '主管', 'other') returning id`,
  )
  await id(`update unit set department_id = $1 where id = $2`, [department, unitId])
  const inUnit = (role: Role) =>
    app.person({ unitId, grants: [{ role, scope: 'unit', scopeId: String(unitId) }] })
  reviewer = await inUnit('unit_reviewer')
  leader = await inUnit('unit_administrator')
  operator = await app.person({
    name: '运行人员',
    grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }],
  })
  await importLedger(desk)
  instrumentId = await id(`select id from instrument where unit_id = $1 and inner_id = $2`, [unitId, innerId])
  otherId = await id(`select id from instrument where unit_id = $1 and inner_id = 'OTHER-1'`, [unitId])
}, 60_000)
afterAll(() => app.close())

describe('Purging what turned out to be secret', () => {
  test('leaves no trace of it in any table, and everything else as it was', { timeout: 60_000 }, async () => {
    expect([instrumentId > 0, otherId > 0]).toEqual([true, true])
    const declarationId = await declare()
    await report()
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    ok(
      await reporter.call(
        'POST',
        `/api/v1/instruments/${instrumentId}/pictures?name=${marker}.png`,
        new Uint8Array(png),
      ),
    )
    ok(
      await operator.call('POST', `/api/v1/reports/${instrumentId}/comments`, {
        audience: 'everybody',
        body: told('a comment'),
      }),
    )
    await plant()
    await app.settle()
    const found = async () =>
      (await app.visitor.call<{ total?: number }>('GET', `/api/v1/instruments?words=${marker}`)).body
    expect((await whereItStands()).length).toBeGreaterThan(15)

    const wrong = await operator.call('POST', `/api/v1/reports/${instrumentId}/purge`, { confirm: 'OTHER-1' })
    expect(wrong.status).toBe(422)
    const body = ok(
      await operator.call<{ items: PurgeView[] }>('POST', `/api/v1/reports/${instrumentId}/purge`, {
        confirm: innerId,
      }),
    )
    await app.settle()

    expect(await whereItStands()).toEqual([])
    expect(JSON.stringify(await found())).not.toContain(marker)
    expect(body.items[0]).toMatchObject({
      purgedByName: '运行人员',
      removed: { pictures: 1, ledgerFiles: 2, declarations: 1 },
    })
    expect(body.items[0]?.places.map((place) => place.place)).toContain('database_backups')
    expect((await reporter.call('GET', `/api/v1/reports/${instrumentId}`)).status).toBe(404)
    expect((await reporter.call('GET', `/api/v1/reports/${otherId}`)).status).toBe(200)
    const declaration = ok(
      await reporter.call<DeclarationView>('GET', `/api/v1/declarations/${declarationId}`),
    )
    expect(declaration).toMatchObject({
      state: 'returned',
      instruments: [{ instrumentId: otherId }],
      files: [],
    })
  })

  test('keeps hours without their description, cancels what was ahead, and says who purged', async () => {
    const [use] = await app.database.sql<
      { minutes: number; note: string }[]
    >`select measuring_minutes as minutes, note from use_log where instrument_id = ${instrumentId}`
    expect(use).toEqual({ minutes: 60, note: '' })
    const [booking] = await app.database.sql<
      { status: string }[]
    >`select status from booking where instrument_id = ${instrumentId}`
    expect(booking?.status).toBe('cancelled')
    const [entry] = await app.database.sql<
      { actor: string; changes: object }[]
    >`select actor_name as actor, changes from audit_entry where action = 'instrument.purged'`
    expect(entry).toMatchObject({ actor: '运行人员', changes: { pictures: 1 } })
    const listed = ok(
      await reporter.call<{ items: { instrumentId: number }[] }>('GET', '/api/v1/reports?limit=200'),
    ).items
    expect(listed.map((row) => row.instrumentId)).not.toContain(instrumentId)
    expect(listed.map((row) => row.instrumentId)).toContain(otherId)
  })

  test('is for the operator alone, who then notes each place outside as handled', async () => {
    for (const who of [reporter, reviewer, leader])
      expect(
        (await who.call('POST', `/api/v1/reports/${otherId}/purge`, { confirm: 'OTHER-1' })).status,
      ).toBe(403)
    const [purge] = ok(await operator.call<{ items: PurgeView[] }>('GET', '/api/v1/purges')).items
    const address = `/api/v1/purges/${purge?.purgeId}/places/database_backups`
    const after = ok(await operator.call<{ items: PurgeView[] }>('PUT', address, { note: '已销毁' })).items[0]
    expect(after?.places.find((place) => place.place === 'database_backups')).toMatchObject({
      handledByName: '运行人员',
      note: '已销毁',
    })
    expect((await operator.call('PUT', `/api/v1/purges/${purge?.purgeId}/places/nowhere`, {})).status).toBe(
      404,
    )
  })
})
