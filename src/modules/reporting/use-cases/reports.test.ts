import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { type Elements, forgetReference, saveInstruments } from '#modules/registry/index.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { completeElements } from '../../../../tests/support/reports.ts'
import type { ReportRowView, ReportView, StepResultView } from '../contract.ts'
import { eligibilities, eligibilityOf } from '../domain/eligibility-rules.ts'
import { eligibilityRulesOn } from './eligibility-in-force.ts'

let app: TestApplication
let unitId = 0
let otherUnitId = 0
let reporter: Person
let reviewer: Person
let both: Person
let operator: Person
let stranger: Person

const complete: Elements = { ...completeElements, technical: '分辨率 0.19 nm' }

beforeAll(async () => {
  app = await testApplication()
  const unit = async (name: string) => {
    const [row] = await app.database.sql<
      { id: number }[]
    >`insert into unit (name, kind, managing) values (${name}, 'university', true) returning id`
    return row?.id ?? 0
  }
  unitId = await unit('示例大学')
  otherUnitId = await unit('示范研究院')
  const inUnit = (role: 'unit_reporter' | 'unit_reviewer', id = unitId) =>
    ({ role, scope: 'unit', scopeId: String(id) }) as const
  reporter = await app.person({ name: '填报人', unitId, grants: [inUnit('unit_reporter')] })
  reviewer = await app.person({ name: '审核人', unitId, grants: [inUnit('unit_reviewer')] })
  both = await app.person({ unitId, grants: [inUnit('unit_reporter'), inUnit('unit_reviewer')] })
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  stranger = await app.person({
    unitId: otherUnitId,
    grants: [inUnit('unit_reporter', otherUnitId), inUnit('unit_reviewer', otherUnitId)],
  })
})
afterAll(() => app.close())

let no = 0
let innerId = ''
let id = 0
const read = async (who = reporter) => (await who.call<ReportView>('GET', `/api/v1/reports/${id}`)).body
const items = async () => [{ instrumentId: id, version: (await read()).version }]
const save = async (elements: Elements, who = reporter) =>
  who.call('PUT', `/api/v1/reports/${id}/elements`, { revision: (await read()).revision, elements })
const step = async (who: Person, path: string, more: object = {}) =>
  who.call<StepResultView>('POST', `/api/v1/report-steps/${path}`, { items: await items(), ...more })
const declare = (who = reporter) =>
  who.call<StepResultView>('POST', '/api/v1/reports/not-secret', { instrumentIds: [id], declared: true })
const codes = (answer: { body: unknown }) =>
  (answer.body as { refusals?: { code: string }[] }).refusals?.map((refusal) => refusal.code)

async function enter(elements: Elements, who = reporter) {
  innerId = `R-${++no}`
  const body = { unitId, innerId, elements }
  const answer = await who.call<ReportView>('POST', '/api/v1/reports', body, {
    'x-wording-acknowledged': 'true',
  })
  id = answer.body.instrumentId
  return answer
}
async function accepted() {
  await enter(complete)
  await declare()
  await step(reporter, 'submit-to-unit')
  await step(reviewer, 'review-in-unit', { step: 'submit_to_province' })
  await step(operator, 'review-in-province', { step: 'accept' })
}
const events = async () =>
  (
    await app.database.sql<
      { type: string; id: number }[]
    >`select type, (payload ->> 'instrumentId')::int as id
    from outbox_event order by outbox_event.id`
  )
    .filter((event) => event.id === id)
    .map((event) => event.type)

describe('A report', () => {
  beforeEach(() => enter(complete))

  test('goes from the unit to the province and becomes public, every step kept', async () => {
    expect(await read()).toMatchObject({
      state: 'draft',
      problems: 0,
      problemList: [],
      eligibility: { result: 'must_report', ruleSet: '2022.1' },
      displayed: { nation: 'Japan' },
      may: { edit: true, steps: ['submit_to_unit'] },
    })
    expect((await declare()).body).toMatchObject({ done: [id] })
    expect((await step(reporter, 'submit-to-unit')).body).toMatchObject({ done: [id], refused: [] })
    expect(await read()).toMatchObject({ state: 'unit_review', may: { edit: false, steps: ['withdraw'] } })
    await step(reviewer, 'review-in-unit', { step: 'submit_to_province' })
    await step(operator, 'review-in-province', { step: 'accept' })
    expect(await read()).toMatchObject({ state: 'accepted', acceptedVersion: 1 })
    expect(await events()).toEqual(['registry.instrument_accepted'])
    const history = await reporter.call<{ steps: { step: string; actorName: string }[] }>(
      'GET',
      `/api/v1/reports/${id}/history`,
    )
    expect(history.body.steps.map((one) => one.step)).toEqual([
      'accept',
      'submit_to_province',
      'submit_to_unit',
    ])
  })

  test('is told every reason it cannot be submitted', async () => {
    await enter({ ...complete, fee: '涉密', ename: '' })
    const answer = await step(reporter, 'submit-to-unit')
    expect(answer.status).toBe(409)
    expect(codes(answer)).toEqual([
      'reporting.has_problems',
      'reporting.secrecy_undeclared',
      'reporting.secret_wording',
    ])
    expect(codes(await declare())).toEqual(['reporting.secret_wording'])
  })

  test('is stopped by the markings an operator keeps as reference data', async () => {
    const [before] = await app.database.sql<{ definition: object }[]>`select definition from reference_version
      where kind = 'rule_set' and name = 'secrecy'`
    await app.database.sql`insert into reference_version (kind, name, version, effective_from, definition)
      values ('rule_set', 'secrecy', 'own', '2026-01-01',
        ${JSON.stringify({ ...before?.definition, markings: ['内部代号'] })}::text::jsonb)`
    forgetReference()
    await enter({ ...complete, fee: '涉密，内部代号 7' })
    const refused = await declare()
    expect(refused.body).toMatchObject({ refusals: [{ words: '内部代号' }] })
    await app.database.sql`delete from reference_version where name = 'secrecy' and version = 'own'`
    forgetReference()
  })

  test('is not judged in the unit by who submitted it', async () => {
    await declare()
    await step(both, 'submit-to-unit')
    const own = await step(both, 'review-in-unit', { step: 'submit_to_province' })
    expect(codes(own)).toEqual(['reporting.own_submission'])
    expect((await step(reviewer, 'review-in-unit', { step: 'submit_to_province' })).status).toBe(200)
  })

  test('returned with reasons is edited, submitted again and shows what changed', async () => {
    await declare()
    await step(reporter, 'submit-to-unit')
    await step(reviewer, 'review-in-unit', { step: 'submit_to_province' })
    expect(codes(await step(operator, 'review-in-province', { step: 'return' }))).toEqual([
      'reporting.reason_needed',
    ])
    const reasons = [{ element: 'technical', reason: '指标过于简略' }]
    await step(operator, 'review-in-province', { step: 'return', reasons })
    expect(await read()).toMatchObject({ state: 'returned', returned: { reasons } })
    const elements = { ...complete, technical: '点分辨率 0.19 nm，加速电压 200 kV' }
    await reporter.call('PUT', `/api/v1/reports/${id}/elements`, { revision: 1, elements })
    expect(await read()).toMatchObject({ state: 'draft', version: 2 })
    const difference = await reporter.call('GET', `/api/v1/reports/${id}/difference?from=1&to=2`)
    expect(difference.body).toMatchObject({
      elements: [{ element: 'technical', before: '分辨率 0.19 nm', after: elements.technical }],
    })
  })

  test('edited by two at once keeps the first and tells the second', async () => {
    const edit = (ename: string) =>
      reporter.call('PUT', `/api/v1/reports/${id}/elements`, {
        revision: 1,
        elements: { ...complete, ename },
      })
    const answers = await Promise.all([edit('First TEM'), edit('Second TEM')])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    const lost = answers.find((answer) => answer.status === 409)
    expect(codes(lost ?? { body: {} })).toEqual(['changed_meanwhile'])
    expect(await read()).toMatchObject({ version: 1, revision: 2 })
  })

  test('under review cannot be edited, and its number never changes', async () => {
    const other = await reporter.call('PUT', `/api/v1/reports/${id}/elements`, {
      revision: 1,
      elements: { ...complete, innerId: 'Z' },
    })
    expect(codes(other)).toEqual(['reporting.number_fixed'])
    await declare()
    await step(reporter, 'submit-to-unit')
    const edit = await reporter.call('PUT', `/api/v1/reports/${id}/elements`, {
      revision: 1,
      elements: { ...complete, ename: 'x' },
    })
    expect(codes(edit)).toEqual(['registry.under_review'])
    expect((await step(reporter, 'withdraw')).status).toBe(200)
    expect(await read()).toMatchObject({ state: 'draft' })
  })

  test('with a number the unit has already is refused', async () => {
    const again = await reporter.call('POST', '/api/v1/reports', { unitId, innerId, elements: {} })
    expect(codes(again)).toEqual(['reporting.number_taken'])
  })
})

describe('An editing session', () => {
  const versions = async () =>
    (
      await reporter.call<{ versions: { version: number; changedByName: string }[] }>(
        'GET',
        `/api/v1/reports/${id}/history`,
      )
    ).body.versions.map(({ version, changedByName }) => [version, changedByName])
  const named = (ename: string) => save({ ...complete, ename })
  beforeEach(() => enter(complete))

  test('of one person makes one version, however often it is saved', async () => {
    await named('One')
    app.clock.advance(29 * 60_000)
    await named('Two')
    expect(await read()).toMatchObject({ version: 1, revision: 3, elements: { ename: 'Two' } })
    expect(await versions()).toEqual([[1, '填报人']])
    const stored = await app.database.sql`select elements ->> 'ename' as ename from instrument_version
      where instrument_id = ${id}`
    expect(stored).toEqual([{ ename: 'Two' }])
  })

  test('ends with a pause of more than half an hour, or with another person', async () => {
    app.clock.advance(31 * 60_000)
    await named('Later')
    await save({ ...complete, ename: 'By another' }, both)
    await named('Back again')
    expect((await versions()).map(([, who]) => who)).toEqual([
      '填报人',
      expect.stringMatching('person'),
      '填报人',
      '填报人',
    ])
  })

  test('does not touch a version that was submitted, accepted or imported', async () => {
    await declare()
    await step(reporter, 'submit-to-unit')
    await step(reporter, 'withdraw')
    await named('After withdrawing')
    expect(await read()).toMatchObject({ version: 2 })
    await app.database.sql`update instrument_version set cause = 'import' where instrument_id = ${id}`
    await named('After an import')
    expect(await read()).toMatchObject({ version: 3 })
    await accepted()
    await named('After accepting')
    await named('And once more')
    expect(await read()).toMatchObject({ version: 2, acceptedVersion: 1 })
    const [first] = await app.database.sql`select elements ->> 'ename' as ename from instrument_version
      where instrument_id = ${id} and version = 1`
    expect(first).toEqual({ ename: complete['ename'] })
  })

  test('of another person is told when somebody saved meanwhile, though the version is the same', async () => {
    const { revision } = await read()
    await named('First')
    const late = await both.call('PUT', `/api/v1/reports/${id}/elements`, { revision, elements: complete })
    expect([late.status, codes(late)]).toEqual([409, ['changed_meanwhile']])
    expect(await read()).toMatchObject({ version: 1, elements: { ename: 'First' } })
  })
})

describe('An accepted instrument', () => {
  beforeEach(accepted)

  test('leaves public sight when it is withdrawn, with a reason', async () => {
    expect(codes(await step(reviewer, 'withdraw-from-public', { comment: '' }))).toEqual([
      'reporting.reason_needed',
    ])
    const done = await step(reviewer, 'withdraw-from-public', { comment: '停机大修' })
    expect(done).toMatchObject({ status: 200 })
    const report = await read()
    expect(report).toMatchObject({ state: 'draft' })
    expect(report.acceptedVersion).toBeUndefined()
    expect(await events()).toEqual(['registry.instrument_accepted', 'registry.instrument_withdrawn'])
    expect(codes(await step(operator, 'withdraw-from-public', { comment: 'x' }))).toEqual([
      'reporting.not_public',
    ])
  })

  test.each(['draft', 'unit_review', 'province_review', 'returned'])(
    'whose newer version is %s can be withdrawn; the newer version stays there',
    async (state) => {
      await save({ ...complete, cname: '新名称' })
      await app.database.sql`update instrument set state = ${state} where id = ${id}`
      expect((await read(reviewer)).may.steps).toContain('withdraw_from_public')
      expect((await read(reporter)).may.steps).not.toContain('withdraw_from_public')
      const refused = await step(reporter, 'withdraw-from-public', { comment: 'x' })
      expect(refused.status).toBe(403)
      const who = state === 'province_review' ? operator : reviewer
      expect((await step(who, 'withdraw-from-public', { comment: '信息有误' })).status).toBe(200)
      const report = await read()
      expect(report).toMatchObject({ state, version: 2, name: '新名称' })
      expect(report.acceptedVersion).toBeUndefined()
      expect(report.may.steps).not.toContain('withdraw_from_public')
      expect(await events()).toContain('registry.instrument_withdrawn')
    },
  )

  test('leaves public sight when it is disposed of, and may then not be reported', async () => {
    const answer = await reporter.call('PUT', `/api/v1/reports/${id}/disposal`, { disposedOn: '2026-11-01' })
    expect(answer.body).toMatchObject({ state: 'draft', eligibility: { result: 'may_not' } })
    expect(codes(await step(reporter, 'submit-to-unit'))).toEqual(['reporting.not_eligible'])
    expect(await events()).toContain('registry.instrument_withdrawn')
  })

  test('stays as accepted for the public while a new version is being written', async () => {
    await save({ ...complete, cname: '新名称' })
    expect(await read()).toMatchObject({ state: 'draft', version: 2, acceptedVersion: 1 })
  })
})

describe('Many at once', () => {
  test('each is judged for itself', async () => {
    await enter(complete)
    await declare()
    const good = id
    await enter({ cname: '未填完' })
    const answer = await reporter.call<StepResultView>('POST', '/api/v1/report-steps/submit-to-unit', {
      items: [
        { instrumentId: good, version: 1 },
        { instrumentId: id, version: 1 },
        { instrumentId: 999_999, version: 1 },
      ],
    })
    expect(answer.body.done).toEqual([good])
    expect(answer.body.refused.map((one) => one.instrumentId)).toEqual([id, 999_999])
  })

  test('asking for each eligibility finds what the rules say', async () => {
    const worths = [undefined, 10, 29.99, 30, 500]
    const funds = [undefined, ['中央财政资金'], ['单位自有资金'], ['单位自有资金', '地方财政资金']]
    const rows = worths.flatMap((worth) =>
      funds.map((sources) => ({
        unitId: otherUnitId,
        innerId: `E-${worth}-${sources?.join()}`,
        elements: {
          ...(worth === undefined ? {} : { worth }),
          ...(sources === undefined ? {} : { funds: sources }),
        },
        cause: 'seed' as const,
      })),
    )
    await inTransaction(app.deps.db, (tx) => saveInstruments(tx, system, app.clock.now(), rows))
    await app.database.sql`update instrument set disposed_on = '2026-01-01' where inner_id like 'E-500-中央%'`
    for (const version of ['2022.1', '2023.1']) {
      await app.database
        .sql`insert into site_setting (key, value) values ('reporting.rule_set', ${JSON.stringify(version)}::jsonb)
        on conflict (key) do update set value = excluded.value`
      const rules = await eligibilityRulesOn(app.deps.db, '2026-11-23')
      expect(rules.version).toBe(version)
      let seen = 0
      for (const eligibility of eligibilities) {
        const list = await stranger.call<{ items: ReportRowView[] }>(
          'GET',
          `/api/v1/reports?limit=200&eligibility=${eligibility}`,
        )
        seen += list.body.items.length
        expect(list.body.items.filter((item) => item.eligibility.result !== eligibility)).toEqual([])
      }
      expect(seen).toBe(rows.length)
    }
    await app.database.sql`delete from site_setting where key = 'reporting.rule_set'`
    expect(
      eligibilityOf(
        { worthFen: 1, funds: [], secrecy: 'undeclared', disposedOn: undefined, excused: false },
        await eligibilityRulesOn(app.deps.db, '2026-11-23'),
      ).ruleSet,
    ).toBe('2022.1')
  })

  test('pages follow one another without gaps or repeats', async () => {
    const seen: number[] = []
    let after = ''
    for (;;) {
      const { body } = await operator.call<{ items: ReportRowView[]; next?: string }>(
        'GET',
        `/api/v1/reports?limit=7&order=oldest${after}`,
      )
      seen.push(...body.items.map((item) => item.instrumentId))
      if (body.next === undefined) break
      after = `&after=${body.next}`
    }
    const [all] = await app.database.sql<{ n: number }[]>`select count(*)::int as n from instrument`
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(all?.n)
  })
})

describe('Another unit', () => {
  test('sees and changes nothing', async () => {
    await enter(complete)
    const path = `/api/v1/reports/${id}`
    const item = [{ instrumentId: id, version: 1 }]
    const list = await stranger.call<{ items: ReportRowView[] }>('GET', '/api/v1/reports?limit=200')
    expect(list.body.items.every((one) => one.unitId === otherUnitId)).toBe(true)
    const answers = await Promise.all([
      stranger.call('GET', path),
      stranger.call('GET', `${path}/history`),
      stranger.call('GET', `${path}/difference`),
      stranger.call('PUT', `${path}/elements`, { revision: 1, elements: {} }),
      stranger.call('PUT', `${path}/disposal`, { disposedOn: null }),
      stranger.call('POST', '/api/v1/reports/not-secret', { instrumentIds: [id], declared: true }),
      stranger.call('POST', '/api/v1/report-steps/submit-to-unit', { items: item }),
      stranger.call('POST', '/api/v1/report-steps/withdraw', { items: item }),
      stranger.call('POST', '/api/v1/report-steps/review-in-unit', {
        step: 'submit_to_province',
        items: item,
      }),
      stranger.call('POST', '/api/v1/reports', { unitId, innerId: 'S-1', elements: {} }),
      stranger.call('POST', '/api/v1/report-steps/review-in-province', { step: 'accept', items: item }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([
      404, 404, 404, 404, 404, 404, 404, 404, 404, 403, 403,
    ])
    expect(await read()).toMatchObject({ state: 'draft', version: 1, secrecy: 'undeclared' })
  })
})
