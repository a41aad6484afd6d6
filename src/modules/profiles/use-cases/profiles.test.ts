import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/time.ts'
import { loadReference } from '#modules/registry/index.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit } from '../../../../tests/support/booking.ts'
import type { ProfileView } from '../contract.ts'
import { promptExpiring } from './prompt-expiring.ts'

let app: TestApplication
let keeper: Person
let stranger: Person
let unitId = 0
let instrumentId = 0
let foreignInstrument = 0
let centreId = 0

beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T10:00:00+08:00' })
  await loadReference(app.deps)
  unitId = await makeUnit(app)
  const otherUnit = await makeUnit(app)
  await app.database.sql`update unit set managing = true where id in (${unitId}, ${otherUnit})`
  instrumentId = await makeInstrument(app, unitId)
  foreignInstrument = await makeInstrument(app, otherUnit)
  const [centre] = await app.database.sql<{ id: number }[]>`
    insert into centre (unit_id, name) values (${unitId}, '分析测试中心') returning id`
  centreId = centre?.id ?? 0
  const over = (id: number) => ({ role: 'unit_administrator', scope: 'unit', scopeId: String(id) }) as const
  keeper = await app.person({ unitId, grants: [over(unitId)] })
  stranger = await app.person({ unitId: otherUnit, grants: [over(otherUnit)] })
})
afterAll(() => app.close())

const url = (path: string) => `/api/v1/units/${unitId}/${path}`
const profile = async (who: Person = app.visitor) => (await who.call<ProfileView>('GET', url('profile'))).body
const codes = (body: unknown) => (body as { refusals: { code: string }[] }).refusals.map(({ code }) => code)
const rule = (more: object = {}) => ({
  kind: 'opening',
  title: '开放管理办法',
  effectiveFrom: '2026-01-01',
  body: '第一条',
  ...more,
})

describe('Rules of a unit', () => {
  test('are published version by version, and every version stays readable', async () => {
    const first = await keeper.call<{ id: number }>('POST', url('rules'), rule())
    expect(first.status).toBe(201)
    await keeper.call('POST', url('rules'), rule({ effectiveFrom: '2026-06-01', body: '第二版' }))
    await keeper.call('POST', url('rules'), rule({ effectiveFrom: '2027-01-01', body: '第三版' }))
    const { rules } = await profile()
    expect(rules.map(({ version, standing }) => [version, standing])).toEqual([
      [3, 'announced'],
      [2, 'in_force'],
      [1, 'superseded'],
    ])
    const old = await app.visitor.call<{ body: string }>('GET', url(`rules/${first.body.id}`))
    expect(old.body.body).toBe('第一条')
  })

  test('are refused with every reason at once', async () => {
    const none = await keeper.call('POST', url('rules'), rule({ kind: 'nonsense', body: '', fileId: 99_999 }))
    expect([none.status, codes(none.body).toSorted()]).toEqual([
      422,
      ['profiles.file_unknown', 'profiles.kind_unknown'],
    ])
    const early = await keeper.call('POST', url('rules'), rule({ effectiveFrom: '2026-05-01' }))
    expect(codes(early.body)).toEqual(['profiles.effective_too_early'])
    const empty = await keeper.call('POST', url('rules'), rule({ kind: 'use', body: '' }))
    expect(codes(empty.body)).toEqual(['profiles.rule_empty'])
  })

  test('get one next version when two publish at once', async () => {
    const both = await Promise.all(
      [1, 2].map(() => keeper.call('POST', url('rules'), rule({ kind: 'safety' }))),
    )
    const versions = (await profile()).rules
      .filter(({ kind }) => kind === 'safety')
      .map(({ version }) => version)
    expect(versions).toHaveLength(both.filter(({ status }) => status === 201).length)
    expect(new Set(versions).size).toBe(versions.length)
  })

  test('are no business of another unit', async () => {
    expect((await stranger.call('POST', url('rules'), rule())).status).toBe(403)
    expect(
      (await stranger.call('POST', url('profile-files?name=a.pdf'), Buffer.from('%PDF-1.7'))).status,
    ).toBe(403)
  })

  test('may be a file, told by its content, which everybody reads once a rule names it', async () => {
    const wrong = await keeper.call('POST', url('profile-files?name=a.pdf'), Buffer.from('MZ'))
    expect(codes(wrong.body)).toEqual(['profiles.file_kind'])
    const file = await keeper.call<{ id: number }>(
      'POST',
      url('profile-files?name=a.pdf'),
      Buffer.from('%PDF-1.7 x'),
    )
    const address = url(`profile-files/${file.body.id}`)
    expect((await app.visitor.call('GET', address)).status).toBe(404)
    expect((await keeper.call('GET', address)).status).toBe(200)
    const named = await keeper.call(
      'POST',
      url('rules'),
      rule({ kind: 'charging', body: '', fileId: file.body.id }),
    )
    expect(named.status).toBe(201)
    expect((await app.visitor.call('GET', address)).status).toBe(200)
  })
})

describe('Technicians, qualifications and norms', () => {
  const qualification = (more: object = {}) => ({
    ...{
      kind: 'CMA',
      number: '2023190001Z',
      scope: '水质',
      validFrom: '2023-12-01',
      validUntil: '2026-12-10',
    },
    ...{ instrumentIds: [instrumentId], centreIds: [centreId], ...more },
  })

  test('cover instruments and centres of the unit, and none of another', async () => {
    const added = await keeper.call<{ id: number }>('POST', url('technicians'), {
      ...{ name: '陈工', title: '高级实验师', skills: '电镜', accountId: keeper.accountId },
      ...{ instrumentIds: [instrumentId], centreIds: [centreId] },
    })
    expect(added.status).toBe(201)
    const refused = await keeper.call('POST', url('technicians'), {
      ...{
        name: '李工',
        accountId: stranger.accountId,
        instrumentIds: [foreignInstrument],
        centreIds: [9999],
      },
    })
    expect(codes(refused.body).toSorted()).toEqual([
      'profiles.account_unknown',
      'profiles.centre_unknown',
      'profiles.instrument_unknown',
    ])
    const seen = (await profile(keeper)).technicians[0]
    expect(seen?.covers.instruments.map(({ id }) => id)).toEqual([instrumentId])
    expect(seen?.covers.centres.map(({ name }) => name)).toEqual(['分析测试中心'])
    expect(seen?.accountId).toBe(keeper.accountId)
    expect((await profile()).technicians[0]).not.toHaveProperty('accountId')
    expect((await stranger.call('DELETE', url(`technicians/${added.body.id}`))).status).toBe(403)
    const edited = await keeper.call('PUT', url(`technicians/${added.body.id}`), { name: '陈工' })
    expect(edited.status).toBe(204)
    expect((await profile(keeper)).technicians[0]?.covers.instruments).toEqual([])
    expect((await keeper.call('DELETE', url(`technicians/${added.body.id}`))).status).toBe(204)
    expect((await profile()).technicians).toEqual([])
  })

  test('say of a qualification whether it holds, and keep its number once', async () => {
    await keeper.call('POST', url('qualifications'), qualification())
    const again = await keeper.call('POST', url('qualifications'), qualification())
    expect([again.status, codes(again.body)]).toEqual([409, ['profiles.number_taken']])
    const crossed = await keeper.call(
      'POST',
      url('qualifications'),
      qualification({ validFrom: '2027-01-01' }),
    )
    expect(codes(crossed.body)).toEqual(['profiles.dates_crossed'])
    expect((await profile()).qualifications.map(({ standing }) => standing)).toEqual(['expiring'])
  })

  test('tell the catalogue of changed norms', async () => {
    await keeper.call('POST', url('norms'), {
      number: 'GB/T 5750.6-2023',
      title: '生活饮用水标准检验方法',
      instrumentIds: [instrumentId],
    })
    const events = await app.database.sql<{ payload: { instrumentIds: number[] } }[]>`
      select payload from outbox_event where type = 'profiles.norms_changed'`
    expect(events.map(({ payload }) => payload.instrumentIds)).toEqual([[instrumentId]])
    expect((await profile(keeper)).norms[0]?.covers.instruments.map(({ id }) => id)).toEqual([instrumentId])
  })

  test('prompt before an expiry, each interval once, also when the worker is killed half-way', async () => {
    const killed = new AbortController()
    killed.abort()
    expect(await promptExpiring(app.deps, killed.signal)).toBe(0)
    const run = () => promptExpiring(app.deps, new AbortController().signal)
    expect(await run()).toBe(1)
    expect(await run()).toBe(0)
    app.clock.advance(10 * day)
    expect(await Promise.all([run(), run()]).then(([a, b]) => a + b)).toBe(1)
    app.clock.advance(10 * day)
    expect(await run()).toBe(1)
    expect((await profile()).qualifications.map(({ standing }) => standing)).toEqual(['expired'])
    const told = await app.database.sql<{ code: string; details: object }[]>`
      select code, details from inbox_notice where account_id = ${keeper.accountId} order by id`
    expect(told.map(({ code }) => code.replace('profiles.qualification_', ''))).toEqual([
      'expiring',
      'expiring',
      'expired',
    ])
    expect(app.deps.words.say('en', told[2]?.code ?? '', told[2]?.details)).toBe(
      'Qualification 2023190001Z expired on 2026-12-10',
    )
  })
})
