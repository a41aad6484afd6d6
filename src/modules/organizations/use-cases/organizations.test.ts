import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant, Role } from '#kernel/permissions.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'

const over = (role: Role, unitId: number): Grant => ({ role, scope: 'unit', scopeId: String(unitId) })
const site = (role: Role): Grant => ({ role, scope: 'site', scopeId: '' })
const codeOf = (answer: { body: unknown }) =>
  (answer.body as { refusals?: { code: string }[] }).refusals?.map(({ code }) => code) ?? []

let app: TestApplication
let operator: Person
let system: Person
let mine: number
let other: number
let administrator: Person
let stranger: Person

const aUnit = (name: string, creditCode: string) => ({
  name,
  kind: 'university',
  creditCode,
  managing: true,
  cityCode: '440100',
})
async function register(name: string, creditCode: string): Promise<number> {
  const answer = await operator.call<{ id: number }>('POST', '/api/v1/units', aUnit(name, creditCode))
  expect(answer.status).toBe(201)
  return answer.body.id
}

beforeAll(async () => {
  app = await testApplication()
  operator = await app.person({ grants: [site('province_operator')] })
  system = await app.person({ grants: [site('system_administrator')] })
  mine = await register('示例大学', '91350100M000100Y43')
  other = await register('示例研究院', '91350100M000100A02')
  administrator = await app.person({ unitId: mine, grants: [over('unit_administrator', mine)] })
  stranger = await app.person({ unitId: other, grants: [over('unit_administrator', other)] })
})
afterAll(() => app.close())

describe('A unit', () => {
  test('is registered by an operator, with every problem told at once', async () => {
    const answer = await operator.call('POST', '/api/v1/units', {
      ...aUnit('某单位', '91350100M000100Y44'),
      insCode: 'gdins1',
      cityCode: undefined,
    })
    expect(answer.status).toBe(422)
    expect(codeOf(answer)).toEqual([
      'organizations.credit_code_wrong',
      'organizations.ins_code_wrong',
      'organizations.city_missing',
    ])
    const again = await operator.call('POST', '/api/v1/units', aUnit('另一名称', '91350100M000100Y43'))
    expect(codeOf(again)).toEqual(['organizations.unit_known_already'])
    expect((await administrator.call('POST', '/api/v1/units', aUnit('x', 'y'))).status).toBe(403)
  })

  test('is found and read by anybody', async () => {
    const list = await app.visitor.call('GET', `/api/v1/units?q=${encodeURIComponent('示例大')}`)
    expect(list.body).toMatchObject({ total: 1, items: [{ name: '示例大学', centres: 0 }] })
    const unit = await app.visitor.call('GET', `/api/v1/units/${mine}`)
    expect(unit.body).toMatchObject({ name: '示例大学', may: { manage: false } })
  })

  const profile = {
    nameEn: 'Example University',
    street: '示范路 1 号',
    postalCode: '510640',
    website: 'https://example.org/',
    introduction: '简介',
    introductionEn: '',
    smallCompany: false,
    contacts: [{ duty: '仪器共享管理', name: '王老师', phone: '020-00000000', email: '' }],
  }
  test('keeps its own profile, and no other unit does', async () => {
    expect((await administrator.call('PUT', `/api/v1/units/${mine}`, profile)).status).toBe(204)
    expect((await stranger.call('PUT', `/api/v1/units/${mine}`, profile)).status).toBe(403)
    const unit = await app.visitor.call('GET', `/api/v1/units/${mine}`)
    expect(unit.body).toMatchObject({ nameEn: 'Example University', contacts: profile.contacts })
    const [entry] = await app.database.sql<{ changes: Record<string, unknown> }[]>`
      select changes from audit_entry where action = 'unit.profile_edited'`
    expect(Object.keys(entry?.changes ?? {})).toEqual(
      expect.arrayContaining(['nameEn', 'street', 'contacts']),
    )
  })

  test('keeps its centres; a name is used once and strangers are refused', async () => {
    const centre = { name: '分析测试中心', rooms: 'A101、A102' }
    const made = await administrator.call<{ id: number }>('POST', `/api/v1/units/${mine}/centres`, centre)
    expect(made.status).toBe(201)
    const twice = await administrator.call('POST', `/api/v1/units/${mine}/centres`, centre)
    expect(codeOf(twice)).toEqual(['organizations.name_taken'])
    const path = `/api/v1/units/${mine}/centres/${made.body.id}`
    expect((await stranger.call('PUT', path, centre)).status).toBe(403)
    const crossed = `/api/v1/units/${other}/centres/${made.body.id}`
    expect((await stranger.call('DELETE', crossed)).status).toBe(404)
    expect((await administrator.call('PUT', path, { ...centre, name: '测试中心' })).status).toBe(204)
    expect((await administrator.call('DELETE', path)).status).toBe(204)
  })
})

describe('A role', () => {
  test('is given to a colleague and taken back, and works at once', async () => {
    const colleague = await app.person({ unitId: mine })
    const path = `/api/v1/accounts/${colleague.accountId}/grants`
    expect((await administrator.call('POST', path, over('unit_reporter', mine))).status).toBe(204)
    const me = await colleague.call<{ abilities: string[] }>('GET', '/api/v1/session')
    expect(me.body.abilities).toContain('ledger.import')
    const both = await administrator.call('POST', path, over('unit_reviewer', mine))
    expect(codeOf(both)).toEqual(['organizations.reporter_is_reviewer'])
    const back = await administrator.call('POST', `${path}/revocation`, over('unit_reporter', mine))
    expect(back.status).toBe(204)
    const after = await colleague.call<{ abilities: string[] }>('GET', '/api/v1/session')
    expect(after.body.abilities).toEqual([])
  })

  test('is given neither to oneself, nor over another unit, nor over the site', async () => {
    const own = await administrator.call(
      'POST',
      `/api/v1/accounts/${administrator.accountId}/grants`,
      over('unit_reporter', mine),
    )
    expect(codeOf(own)).toEqual(['organizations.own_grant'])
    const colleague = await app.person({ unitId: mine })
    const path = `/api/v1/accounts/${colleague.accountId}/grants`
    const foreign = await stranger.call('POST', path, over('unit_reporter', mine))
    expect(codeOf(foreign)).toContain('organizations.grant_outside_scope')
    const siteWide = await administrator.call('POST', path, site('province_operator'))
    expect(codeOf(siteWide)).toContain('organizations.grant_outside_scope')
    const instrument = { role: 'instrument_lead', scope: 'instrument', scopeId: '1' }
    expect((await administrator.call('POST', path, instrument)).status).toBe(403)
    expect((await system.call('POST', path, site('auditor'))).status).toBe(204)
  })

  test('is listed for the unit only to those who grant there', async () => {
    expect((await administrator.call('GET', `/api/v1/units/${mine}/members`)).status).toBe(200)
    expect((await stranger.call('GET', `/api/v1/units/${mine}/members`)).status).toBe(403)
    expect((await operator.call('GET', `/api/v1/units/${mine}/members`)).status).toBe(403)
  })

  test('ends when its holder leaves the unit', async () => {
    const leaving = await app.person({ unitId: mine, grants: [over('unit_reviewer', mine)] })
    const path = `/api/v1/units/${mine}/members/${leaving.accountId}`
    expect((await stranger.call('DELETE', path)).status).toBe(403)
    expect((await administrator.call('DELETE', path)).status).toBe(204)
    const me = await leaving.call<{ grants: unknown[]; unitId?: number }>('GET', '/api/v1/session')
    expect(me.body.grants).toEqual([])
    expect(me.body.unitId).toBeUndefined()
  })
})

describe('A research group', () => {
  test('takes members of its unit only, and its lead holds the role over it', async () => {
    const [lead, next] = [await app.person({ unitId: mine }), await app.person({ unitId: mine })]
    const path = `/api/v1/units/${mine}/groups`
    const wrong = { name: '材料课题组', memberIds: [stranger.accountId] }
    expect(codeOf(await administrator.call('POST', path, wrong))).toEqual(['organizations.not_a_member'])
    const group = { name: '材料课题组', leadAccountId: lead.accountId, memberIds: [next.accountId] }
    const made = await administrator.call<{ id: number }>('POST', path, group)
    const held = { role: 'group_lead', scope: 'group', scopeId: String(made.body.id) }
    const grants = async (person: Person) =>
      (await person.call<{ grants: unknown[] }>('GET', '/api/v1/session')).body.grants
    expect(await grants(lead)).toEqual([held])
    const moved = { ...group, leadAccountId: next.accountId }
    expect((await administrator.call('PUT', `${path}/${made.body.id}`, moved)).status).toBe(204)
    const around = `/api/v1/accounts/${lead.accountId}/grants`
    expect(codeOf(await administrator.call('POST', around, held))).toEqual([
      'organizations.lead_is_named_by_group',
    ])
    expect(await grants(lead)).toEqual([])
    expect(await grants(next)).toEqual([held])
    expect((await lead.call('GET', path)).status).toBe(200)
    expect((await stranger.call('GET', path)).status).toBe(404)
    expect((await administrator.call('DELETE', `${path}/${made.body.id}`)).status).toBe(204)
    expect(await grants(next)).toEqual([])
  })
})

describe('A person who registers', () => {
  const registration = (login: string, creditCode: string, unitName?: string) => ({
    login,
    password: 'Correct-horse-1',
    displayName: '陈晓',
    creditCode,
    unitName,
    agreed: true,
  })
  const join = async (login: string, creditCode: string, unitName?: string) => {
    const answer = await app.visitor.call<{ accountId: number }>(
      'POST',
      '/api/v1/accounts',
      registration(login, creditCode, unitName),
    )
    expect(answer.status).toBe(201)
    await app.settle()
    return answer.body.accountId
  }
  const unitOf = async (accountId: number) => {
    const [row] = await app.database.sql<{ unit_id: number | null }[]>`
      select unit_id from account where id = ${accountId}`
    return row?.unit_id ?? undefined
  }

  test('learns that a credit code is wrong together with the password', async () => {
    const answer = await app.visitor.call('POST', '/api/v1/accounts', {
      ...registration('wrong.code', '91350100M000100Y44'),
      password: 'short',
    })
    expect(codeOf(answer)).toEqual(
      expect.arrayContaining(['identity.credit_code_wrong', 'identity.password_too_short']),
    )
  })

  test('waits for the administrator of a known unit, who is not another unit’s', async () => {
    const accountId = await join('chen.xiao', '91350100M000100Y43')
    expect(await unitOf(accountId)).toBeUndefined()
    const path = `/api/v1/membership-claims/${accountId}`
    expect((await stranger.call('PUT', path, { accept: true })).status).toBe(403)
    expect((await stranger.call<unknown[]>('GET', '/api/v1/membership-claims')).body).toEqual([])
    const waiting = await administrator.call('GET', '/api/v1/membership-claims')
    expect(waiting.body).toMatchObject([{ accountId, displayName: '陈晓', unitName: '示例大学' }])
    expect((await administrator.call('PUT', path, { accept: true })).status).toBe(204)
    expect(await unitOf(accountId)).toBe(mine)
    expect((await administrator.call('PUT', path, { accept: true })).status).toBe(404)
  })

  test('of a company the site does not know belongs to it at once, without any role', async () => {
    const accountId = await join('first.user', '91440101MA5EXAM10R', '示例科技有限公司')
    const unitId = await unitOf(accountId)
    const seen = await operator.call('GET', `/api/v1/units/${unitId}`)
    expect(seen.body).toMatchObject({ name: '示例科技有限公司', kind: 'company', managing: false })
    expect((await app.visitor.call('GET', `/api/v1/units/${unitId}`)).status).toBe(404)
    const [row] = await app.database.sql`select 1 from role_grant where account_id = ${accountId}`
    expect(row).toBeUndefined()
  })
})
