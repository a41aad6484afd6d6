import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await testApplication()
})
afterAll(() => app.close())

describe('The accounts of the demonstration', () => {
  const shown = { login: 'student', displayName: '李明', unitName: '示例大学' }
  const words = { zh: '用户', en: 'User' }
  const set = (enabled: boolean) =>
    app.database.sql`insert into site_setting (key, value) values
      ('demonstration', ${JSON.stringify({ enabled, password: 'shown' })}::text::jsonb),
      ('demonstration_accounts', ${JSON.stringify([{ ...shown, role: words, whatToTry: words }])}::text::jsonb)
      on conflict (key) do update set value = excluded.value`
  const asked = async (source?: string) =>
    (
      await app.visitor.call(
        'GET',
        '/api/v1/demonstration',
        undefined,
        source ? { 'x-forwarded-for': source } : {},
      )
    ).body

  test('are shown on the machine itself, never to a caller from elsewhere', async () => {
    await set(true)
    expect(await asked()).toMatchObject({ password: 'shown', accounts: [{ login: 'student' }] })
    expect(await asked('203.0.113.7')).toEqual({ password: '', accounts: [] })
  })

  test('are not shown on a real site', async () => {
    await set(false)
    expect(await asked()).toEqual({ password: '', accounts: [] })
  })
})

describe('An account', () => {
  test('changes where and in which language it is written to, and only its own', async () => {
    const somebody = await app.person()
    const other = await app.person()
    const contact = { email: 'new@example.org', locale: 'en' }
    expect((await somebody.call('PUT', '/api/v1/account/contact', contact)).status).toBe(204)
    expect((await somebody.call('GET', '/api/v1/session')).body).toMatchObject(contact)
    expect((await other.call('GET', '/api/v1/session')).body).not.toHaveProperty('email')
    const wrong = await somebody.call('PUT', '/api/v1/account/contact', { email: 'nobody', locale: 'en' })
    expect(wrong.status).toBe(422)
    await somebody.call('PUT', '/api/v1/account/contact', { email: null, locale: 'zh-CN' })
    expect((await somebody.call('GET', '/api/v1/session')).body).not.toHaveProperty('email')
  })

  test('is locked by an administrator: its sessions end, and it opens again', async () => {
    const admin = await app.person({
      grants: [{ role: 'system_administrator', scope: 'site', scopeId: '' }],
    })
    const somebody = await app.person({ name: '王芳' })
    const path = `/api/v1/accounts/${somebody.accountId}/status`
    expect((await somebody.call('PUT', path, { status: 'locked' })).status).toBe(403)
    expect((await admin.call('PUT', path, { status: 'locked' })).status).toBe(204)
    expect((await somebody.call('GET', '/api/v1/session')).status).toBe(401)
    const found = await admin.call('GET', `/api/v1/accounts?q=${encodeURIComponent('王芳')}`)
    expect(found.body).toMatchObject([{ accountId: somebody.accountId, status: 'locked' }])
    expect((await admin.call('PUT', path, { status: 'active' })).status).toBe(204)
    const own = await admin.call('PUT', `/api/v1/accounts/${admin.accountId}/status`, { status: 'locked' })
    expect(own.body).toMatchObject({ refusals: [{ code: 'identity.own_account' }] })
  })
})
