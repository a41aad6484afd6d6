import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#kernel/permissions.ts'
import { z } from 'zod'
import { modules } from '../../src/main/modules.ts'
import { type Person, testApplication, type TestApplication } from '../support/application.ts'
import { makeInstrument, makeUnit } from '../support/booking.ts'
import { ledgerDesk } from '../support/ledger-desk.ts'

let app: TestApplication
let unitId = 0
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
})
afterAll(() => app.close())

const marked = '某涉密任务'
const acknowledged = { 'x-wording-acknowledged': 'true' }
type Refusals = { refusals?: { code: string; words?: string; fields?: string[] }[] }
const inUnit = (role: Role): Promise<Person> =>
  app.person({ unitId, grants: [{ role, scope: 'unit', scopeId: String(unitId) }] })
const notes = async () =>
  app.database.sql<{ subject_id: string; changes: unknown }[]>`select subject_id, changes from audit_entry
    where action = 'wording.acknowledged' order by id`

/** Whether a text can stand in a body, told by its JSON schema. */
const holdsText = (schema: z.ZodType): boolean =>
  JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).includes('"type":"string"')

describe('Markings of secrecy in what is sent', () => {
  test('are looked for on every route that takes a text; those left out are named', () => {
    const routes = modules.flatMap(({ name, contract }) =>
      Object.entries(contract).map(([key, route]) => ({ id: `${name}.${key}`, route: route })),
    )
    const writing = routes.filter(
      ({ route }) => route.method !== 'GET' && route.body && holdsText(route.body),
    )
    expect(writing.length).toBeGreaterThan(30)
    expect(routes.filter(({ route }) => route.wording === 'unchecked').map(({ id }) => id)).toEqual([
      'identity.signIn',
      'identity.changePassword',
      'notices.keepWebhook',
      'reporting.purgeInstrument',
    ])
  })

  test('are shown before anything is kept; who goes on is noted, without the text', async () => {
    const reporter = await inUnit('unit_reporter')
    const body = { unitId, innerId: 'W-1', elements: { cname: '示例仪器', technical: `用于${marked}` } }
    const warned = await reporter.call<Refusals>('POST', '/api/v1/reports', body)
    expect(warned.status).toBe(409)
    expect(warned.body.refusals).toMatchObject([
      { code: 'registry.wording_found', words: '涉密', fields: ['body.elements.technical'] },
    ])
    expect(await notes()).toEqual([])
    expect((await reporter.call('POST', '/api/v1/reports', body, acknowledged)).status).toBe(201)
    expect(await notes()).toMatchObject([
      {
        subject_id: 'POST /api/v1/reports',
        changes: { words: ['涉密'], fields: ['body.elements.technical'] },
      },
    ])
    expect(JSON.stringify(await notes())).not.toContain(marked)
  })

  const writers: [string, string, Role, () => Promise<[string, unknown]>][] = [
    [
      'a booking',
      'POST',
      'unit_reporter',
      async () => {
        const instrumentId = await makeInstrument(app, unitId)
        const slot = { start: '2026-11-26T10:00:00+08:00', end: '2026-11-26T11:00:00+08:00' }
        return [`/api/v1/instruments/${instrumentId}/bookings`, { ...slot, purpose: marked }]
      },
    ],
    [
      'a declaration',
      'POST',
      'unit_reporter',
      () =>
        Promise.resolve([
          '/api/v1/declarations',
          {
            ...{
              unitId,
              reason: 'other',
              explanation: marked,
              validFrom: '2026-01-01',
              validUntil: '2026-12-31',
            },
          },
        ]),
    ],
    [
      'the profile of a unit',
      'PUT',
      'unit_administrator',
      () =>
        Promise.resolve([
          `/api/v1/units/${unitId}`,
          {
            ...{
              nameEn: '',
              street: '',
              postalCode: '',
              website: '',
              introduction: marked,
              introductionEn: '',
            },
            ...{ smallCompany: false, contacts: [] },
          },
        ]),
    ],
    [
      'a notice of the site',
      'POST',
      'province_operator',
      () => Promise.resolve(['/api/v1/notices', { title: marked, body: 'x' }]),
    ],
    [
      'the name of a picture',
      'POST',
      'unit_reporter',
      async () => {
        const instrumentId = await makeInstrument(app, unitId, {}, { accepted: false })
        const name = encodeURIComponent(`${marked}.png`)
        return [`/api/v1/instruments/${instrumentId}/pictures?name=${name}`, new TextEncoder().encode('x')]
      },
    ],
  ]
  test.each(writers)('in %s are warned of', async (_what, method, role, made) => {
    const [url, body] = await made()
    const person =
      role === 'province_operator'
        ? await app.person({ grants: [{ role, scope: 'site', scopeId: '' }] })
        : await inUnit(role)
    const warned = await person.call<Refusals>(method, url, body)
    expect([warned.status, warned.body.refusals?.map(({ code }) => code)]).toEqual([
      409,
      ['registry.wording_found'],
    ])
    const after = await person.call<Refusals>(method, url, body, acknowledged)
    expect(after.body.refusals?.map(({ code }) => code) ?? []).not.toContain('registry.wording_found')
  })

  test('in a ledger mark their rows, and the import waits for the word of the reporter', async () => {
    const desk = await ledgerDesk(app)
    const one = await desk.checked(`资产编号,仪器名称,备注\nL-1,光谱仪,${marked}\nL-2,色谱仪,非涉密\n`)
    const seen = await desk.seen(one)
    expect(seen.groups.filter(({ code }) => code === 'ledger.secret_wording')).toMatchObject([
      { count: 1, level: 'warning' },
    ])
    const warned = await desk.person.call<Refusals>('POST', `${one}/import`)
    expect([warned.status, warned.body.refusals?.[0]]).toMatchObject([
      409,
      { code: 'registry.wording_found', words: '涉密' },
    ])
    expect((await desk.person.call('POST', `${one}/import`, undefined, acknowledged)).status).toBe(202)
  })
})
