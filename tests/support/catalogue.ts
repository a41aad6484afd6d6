import { loadReference } from '#modules/registry/index.ts'
import type { TestApplication } from './application.ts'

/** The reference data that ships with the program. */
export async function exampleReference(app: TestApplication): Promise<void> {
  await loadReference(app.deps)
}

/** A managing unit in Guangzhou. */
export async function exampleUnit(app: TestApplication, name = '示范理工大学'): Promise<number> {
  const [row] = await app.database.sql<
    { id: number }[]
  >`insert into unit (name, name_en, kind, managing, city_code)
    values (${name}, 'Example University', 'university', true, '440100') returning id`
  return row?.id ?? 0
}

const elements = {
  cname: '场发射扫描电子显微镜',
  ename: 'Field emission scanning electron microscope',
  instrCategory: '010102',
  worth: 41.24,
  nation: '日本',
  manufacturer: 'JEOL',
  instrVersion: 'JSM-7800F',
  technical: '分辨率 0.8 nm',
  function: '表面形貌观察',
  subject: ['430'],
  serviceContent: '形貌观察',
  requirement: '请提前三天预约',
  fee: '300 元/小时',
  city: '广州市',
  street: '示范路 1 号',
  contact: '王老师',
  phone: '020-00000000',
  email: 'example@example.org',
}
let numbered = 0

/** An instrument with elements, accepted unless told otherwise; nobody is told of it. */
export async function acceptedExample(
  app: TestApplication,
  unitId: number,
  overrides: Record<string, unknown> = {},
  { accepted = true } = {},
): Promise<number> {
  const all = { ...elements, ...overrides }
  const now = new Date(app.clock.now()).toISOString()
  const [row] = await app.database.sql<{ id: number }[]>`
    insert into instrument (unit_id, inner_id, dictionary, elements, state, accepted_version, accepted_at, name, class_code, created_at, updated_at)
    values (${unitId}, ${`EX-${++numbered}`}, 'g2-4-2019', ${JSON.stringify(all)}, ${accepted ? 'accepted' : 'draft'},
      ${accepted ? 1 : null}, ${accepted ? now : null}, ${all.cname}, ${all.instrCategory}, ${now}, ${now}) returning id`
  const id = row?.id ?? 0
  await app.database
    .sql`insert into instrument_version (unit_id, instrument_id, version, elements, changed_by_name, changed_at, cause)
    values (${unitId}, ${id}, 1, ${JSON.stringify(all)}, 'example', ${now}, 'seed')`
  return id
}
