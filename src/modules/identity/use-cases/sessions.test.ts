import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'

const password = 'Correct-horse-1'
let app: TestApplication
beforeAll(async () => {
  app = await testApplication()
  const registered = await app.visitor.call('POST', '/api/v1/accounts', {
    login: 'li.ming',
    password,
    displayName: '李明',
    agreed: true,
  })
  expect(registered.status).toBe(201)
})
afterAll(() => app.close())

const signIn = (login: string, secret: string) =>
  app.visitor.call('POST', '/api/v1/session', { login, password: secret })

describe('A registered person', () => {
  test('signs in with their password and is known by the cookie', async () => {
    const answer = await signIn('li.ming', password)
    expect(answer.status).toBe(201)
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    const me = await app.visitor.call('GET', '/api/v1/session', undefined, {
      cookie: cookie.split(';')[0] ?? '',
    })
    expect(me.body).toMatchObject({ login: 'li.ming', displayName: '李明', grants: [], abilities: [] })
  })

  test('is told the same for an unknown name as for a wrong password', async () => {
    const [wrong, unknown] = [await signIn('li.ming', 'nope'), await signIn('nobody', 'nope')]
    expect(wrong.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
  })

  test('is signed out everywhere after changing the password', async () => {
    const answer = await signIn('li.ming', password)
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const changed = await app.visitor.call(
      'PUT',
      '/api/v1/account/password',
      { current: password, next: `${password}2` },
      { cookie },
    )
    expect(changed.status).toBe(204)
    expect((await app.visitor.call('GET', '/api/v1/session', undefined, { cookie })).status).toBe(401)
    await app.visitor.call(
      'PUT',
      '/api/v1/account/password',
      { current: `${password}2`, next: password },
      { cookie },
    )
  })

  test('is not acted for by another site', async () => {
    const answer = await app.visitor.call(
      'POST',
      '/api/v1/session',
      { login: 'li.ming', password },
      { origin: 'https://evil.example' },
    )
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ refusals: [{ code: 'cross_site' }] })
  })

  test('learns every problem of a registration at once', async () => {
    const answer = await app.visitor.call('POST', '/api/v1/accounts', {
      login: 'x',
      password: 'abc',
      displayName: '',
      agreed: false,
    })
    expect(answer.status).toBe(422)
    const paths = (answer.body as { refusals: { path: string }[] }).refusals.map((refusal) => refusal.path)
    expect(paths).toEqual(expect.arrayContaining(['login', 'displayName', 'agreed']))
  })
})
