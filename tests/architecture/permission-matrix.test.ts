import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionTable, type Role, roles } from '#kernel/permissions.ts'
import type { Route } from '#platform/http/contract.ts'
import { modules } from '../../src/main/modules.ts'
import { type Person, testApplication, type TestApplication } from '../support/application.ts'
import { makeMatrixWorld, type MatrixWorld, siteRoles, type UnitWorld } from '../support/matrix-world.ts'
import { type Sample, samples } from '../support/samples.ts'

let app: TestApplication
let world: MatrixWorld
beforeAll(async () => {
  app = await testApplication()
  world = await makeMatrixWorld(app)
})
afterAll(() => app.close())

/** What deletes comes last, so that the rest still finds its things. */
const routes = modules
  .flatMap(({ name, contract }) =>
    Object.entries(contract).map(([key, route]) => ({ id: `${name}.${key}`, route })),
  )
  .toSorted((a, b) => Number(a.route.method === 'DELETE') - Number(b.route.method === 'DELETE'))

function addressOf(route: Route, sample: Sample, unit: UnitWorld): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) => String(unit.ids[name] ?? 1))
  const query = typeof sample.query === 'function' ? sample.query(unit) : sample.query
  return query === undefined ? path : `${path}?${query}`
}

/** What the route answers the person about a thing of the unit: the status alone. */
async function statusFor(person: Person, id: string, route: Route, unit: UnitWorld): Promise<number> {
  const sample = samples[id]
  if (sample === undefined) throw new Error(`tests/support/samples.ts has no sample of ${id}`)
  const body = route.upload
    ? new TextEncoder().encode('x')
    : (sample.body?.(unit) ?? (route.body ? {} : undefined))
  return (await person.call(route.method, addressOf(route, sample, unit), body)).status
}

const carriedBy = (route: Route, role: Role): boolean =>
  route.access === 'public' ||
  route.access === 'signed-in' ||
  (permissionTable[route.access] as readonly Role[]).includes(role)

describe('Every route of every contract', () => {
  test('has a sample, and every sample a route', () => {
    expect(Object.keys(samples).toSorted()).toEqual(routes.map(({ id }) => id).toSorted())
  })

  test.each(routes.map(({ id, route }) => [id, route] as const))(
    '%s turns visitors away unless it is public',
    async (id, route) => {
      const status = await statusFor(app.visitor, id, route, world.own)
      if (route.access === 'public') expect(status).not.toBe(403)
      else expect(status).toBe(401)
    },
  )

  test('is closed to a key that only reads when it changes something, and to any key when it protects accounts', async () => {
    const { body } = await world.plainUser.call<{ key: string }>('POST', '/api/v1/api-keys', {
      ...{ name: 'reading', scope: 'read', days: 1 },
    })
    const byKey: Person = {
      ...app.visitor,
      call: (method, url, sent, headers) =>
        app.visitor.call(method, url, sent, { ...headers, authorization: `Bearer ${body.key}` }),
    }
    const closed = routes.filter(({ route }) => route.method !== 'GET' || route.byKey === 'never')
    const open: string[] = []
    for (const { id, route } of closed)
      if ((await statusFor(byKey, id, route, world.own)) !== 403) open.push(id)
    expect(open).toEqual([])
  })

  const guarded = routes.filter(({ route }) => route.access !== 'public' && route.access !== 'signed-in')

  test.each(guarded.map(({ id, route }) => [id, route] as const))(
    '%s refuses who holds no role at all',
    async (id, route) => {
      expect(await statusFor(world.plainUser, id, route, world.own)).toBe(403)
    },
  )

  test.each(guarded.map(({ id, route }) => [id, route] as const))(
    '%s refuses every role the table does not name',
    async (id, route) => {
      for (const role of roles.filter((one) => !carriedBy(route, one)))
        expect([role, await statusFor(await world.holder(role, world.own), id, route, world.own)]).toEqual([
          role,
          403,
        ])
    },
  )

  const ofUnits = guarded.filter(({ id }) => samples[id]?.about === 'unit')

  test.each(ofUnits.map(({ id, route }) => [id, route] as const))(
    '%s refuses the roles of another unit',
    async (id, route) => {
      for (const role of roles.filter((one) => carriedBy(route, one) && !siteRoles.has(one))) {
        const status = await statusFor(await world.holder(role, world.other), id, route, world.own)
        expect([role, status === 403 || status === 404]).toEqual([role, true])
      }
    },
  )

  test.each(guarded.map(({ id, route }) => [id, route] as const))(
    '%s admits the roles the table names',
    async (id, route) => {
      for (const role of roles.filter((one) => carriedBy(route, one))) {
        const status = await statusFor(await world.holder(role, world.own), id, route, world.own)
        expect([role, status === 401 || status === 403]).toEqual([role, false])
      }
    },
  )
})
