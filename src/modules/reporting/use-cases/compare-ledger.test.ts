import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { ledgerDesk, type LedgerDesk } from '../../../../tests/support/ledger-desk.ts'
import type { LedgerImportView, LedgerProposalView, LedgerRowView } from '../contract.ts'

let app: TestApplication
beforeAll(async () => {
  app = await testApplication()
})
afterAll(() => app.close())

const desk = () => ledgerDesk(app)
const whole = { whole: true }
const proposals = async (at: LedgerDesk, one: string) =>
  (await at.person.call<{ items: LedgerProposalView[] }>('GET', `${one}/proposals`)).body.items
const said = (items: readonly LedgerProposalView[]) =>
  items.map(({ kind, certainty, instruments, rows, decision }) => [
    kind,
    certainty,
    instruments.map(({ innerId }) => innerId).join('+'),
    rows.map(({ innerId }) => innerId).join('+'),
    decision,
  ])
const decided = (at: LedgerDesk, one: string, body: object) =>
  at.person.call<LedgerImportView>('POST', `${one}/proposals/decisions`, body)
const registered = ({ unitId }: LedgerDesk) =>
  app.database.sql<{ inner_id: string; disposed_on: string | null; version: number }[]>`
    select inner_id, disposed_on, version from instrument where unit_id = ${unitId} order by inner_id`

const head = '资产编号,仪器名称,规格型号,原值（元）,建账日期,资产状态,主机编号\n'
const lastYear = `${head}A-1,扫描电镜,SU8010,3000000,2019-05-06,在用,
A-2,离心机,5810R,400000,2018-03-04,在用,
A-3,联用质谱系统,QE-GC,9000000,2020-02-02,在用,
A-4,荧光显微镜,BX53,500000,2017-07-07,在用,
A-5,恒温箱,HWS,310000,2016-01-01,在用,
`
const thisYear = `${head}2026-0001,扫描电镜,SU8010,3000000,2019-05-06,在用,
A-2,离心机,5810R,420000,2018-03-04,在用,
A-3-1,气相色谱仪,GC-2030,3000000,2020-02-02,在用,
A-3-2,高分辨质谱仪,QE,6000000,2020-02-02,在用,A-3-1
A-4,荧光显微镜,BX53,500000,2017-07-07,报废,
B-9,新购共聚焦显微镜,LSM980,5000000,2026-01-05,在用,
`

describe('A ledger compared with the registry', () => {
  test('has its changed numbers, splits, disposals and losses confirmed, then carried out', async () => {
    const at = await desk()
    await at.taken(await at.checked(lastYear, whole))
    const one = await at.checked(thisYear, whole)
    const view = await at.seen(one)
    expect(view).toMatchObject({
      state: 'checked',
      whole: true,
      verdicts: { new: 4, changed: 1, skipped: 1 },
    })
    expect(said(await proposals(at, one))).toEqual([
      ['renumbered', 'sure', 'A-1', '2026-0001', 'open'],
      ['split', 'sure', 'A-3', 'A-3-1+A-3-2', 'open'],
      ['disposed', 'sure', 'A-4', 'A-4', 'open'],
      ['vanished', 'sure', 'A-5', '', 'open'],
    ])
    const early = await at.person.call<{ refusals: unknown[] }>('POST', `${one}/import`)
    expect(early).toMatchObject({
      status: 409,
      body: { refusals: [{ code: 'ledger.proposals_open', count: 2 }] },
    })

    await decided(at, one, { decision: 'confirmed', disposedOn: '2026-01-31' })
    await app.settle()
    const again = await at.seen(one)
    expect(again).toMatchObject({ state: 'checked', verdicts: { new: 3, changed: 1, same: 1, skipped: 1 } })
    expect(again.groups.map(({ code }) => code)).toContain('ledger.number_linked')
    const [link, ...rest] = await proposals(at, one)
    expect(link?.rows[0]?.innerId).toBe('2026-0001')
    expect([link, ...rest].every((proposal) => proposal?.decision === 'confirmed')).toBe(true)

    expect(await at.taken(one)).toMatchObject({ state: 'done', created: 3, updated: 1, unchanged: 1 })
    expect((await registered(at)).map(({ inner_id, disposed_on }) => [inner_id, disposed_on])).toEqual([
      ['A-1', null],
      ['A-2', null],
      ['A-3', '2026-01-31'],
      ['A-3-1', null],
      ['A-3-2', null],
      ['A-4', '2026-01-31'],
      ['A-5', '2026-01-31'],
      ['B-9', null],
    ])
    expect((await proposals(at, one)).every(({ applied }) => applied)).toBe(true)
    const kin = await app.database.sql<{ old: string; young: string; kind: string }[]>`
      select a.inner_id as old, d.inner_id as young, kind from instrument_descent x
      join instrument a on a.id = x.ancestor_id join instrument d on d.id = x.descendant_id
      where x.unit_id = ${at.unitId} order by young`
    expect(kin.map(({ old, young, kind }) => [old, young, kind])).toEqual([
      ['A-3', 'A-3-1', 'split'],
      ['A-3', 'A-3-2', 'split'],
    ])
    const sets = await app.database.sql<{ part: string; system: string }[]>`
      select p.inner_id as part, s.inner_id as system from instrument_part x
      join instrument p on p.id = x.part_id join instrument s on s.id = x.system_id where x.unit_id = ${at.unitId}`
    expect(sets).toMatchObject([{ part: 'A-3-2', system: 'A-3-1' }])
  })

  test('knows a linked number the next year, asks nothing about columns, and changes nothing', async () => {
    const at = await desk()
    await at.taken(await at.checked(lastYear, whole))
    const one = await at.checked(thisYear, whole)
    await decided(at, one, { decision: 'confirmed' })
    await app.settle()
    await at.taken(one)
    const before = await registered(at)
    const next = await at.uploaded(thisYear)
    expect(await at.seen(next)).toMatchObject({
      state: 'checked',
      verdicts: { same: 5, skipped: 1 },
      proposals: [],
    })
    expect(await at.taken(next)).toMatchObject({ created: 0, updated: 0, unchanged: 5 })
    expect(await registered(at)).toEqual(before)
  })

  test('lets a link be refused for good, and taken back as long as nothing is imported', async () => {
    const at = await desk()
    await at.taken(await at.checked(lastYear, whole))
    const one = await at.checked(thisYear, whole)
    const [link] = await proposals(at, one)
    const key = link?.key ?? ''
    await decided(at, one, { decision: 'confirmed', keys: [key] })
    await app.settle()
    expect((await at.seen(one)).verdicts).toMatchObject({ new: 3 })
    await decided(at, one, { decision: 'refused', keys: [key] })
    await app.settle()
    expect((await at.seen(one)).verdicts).toMatchObject({ new: 4 })
    expect(said(await proposals(at, one))[0]).toEqual(['renumbered', 'sure', 'A-1', '2026-0001', 'refused'])
    await at.person.call('POST', `${one}/cancel`)
    const later = await at.checked(thisYear, whole)
    expect(said(await proposals(at, later))[0]).toEqual(['renumbered', 'sure', 'A-1', '2026-0001', 'refused'])
  })

  test('says nothing about what is missing when the file is only a part of the ledger', async () => {
    const at = await desk()
    await at.taken(await at.checked(lastYear))
    const one = await at.checked(thisYear)
    expect(said(await proposals(at, one)).map(([kind]) => kind)).toEqual(['renumbered', 'split', 'disposed'])
  })

  test('shows what a changed row would change, and leaves what is under review alone', async () => {
    const at = await desk()
    await at.taken(await at.checked(lastYear, whole))
    await app.database
      .sql`update instrument set state = 'unit_review' where unit_id = ${at.unitId} and inner_id = 'A-4'`
    const one = await at.checked(thisYear, whole)
    const { items } = (await at.person.call<{ items: LedgerRowView[] }>('GET', `${one}/rows?verdict=changed`))
      .body
    expect(items.map(({ innerId, changes }) => [innerId, changes])).toEqual([
      ['A-2', [{ element: 'worth', label: 'Original value', before: '400,000 CNY', after: '420,000 CNY' }]],
    ])
    await decided(at, one, { decision: 'confirmed' })
    await app.settle()
    await at.taken(one)
    const stuck = (await proposals(at, one)).filter(({ applied }) => !applied)
    expect(stuck.map(({ kind, obstacle }) => [kind, obstacle])).toEqual([['disposed', 'under_review']])
  })

  test('is for the unit’s reporter only, and no day of disposal lies ahead', async () => {
    const at = await desk()
    await at.taken(await at.checked(lastYear, whole))
    const one = await at.checked(thisYear, whole)
    const other = await desk()
    expect((await other.person.call('GET', `${one}/proposals`)).status).toBe(403)
    expect(
      (await other.person.call('POST', `${one}/proposals/decisions`, { decision: 'confirmed' })).status,
    ).toBe(403)
    const ahead = await decided(at, one, { decision: 'confirmed', disposedOn: '2199-01-01' })
    expect(ahead).toMatchObject({ status: 422 })
  })
})
