import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { faultScene, type FaultScene } from '../support/fault-scene.ts'
import type { ServerProcess } from '../support/server-process.ts'
import { bookingCrowd, type Outcome } from '../support/stubborn-booking.ts'

const hour = 3_600_000
/** Slots begin on the hour, each test in weeks of its own. */
const weeksAhead = (weeks: number) => Math.ceil(Date.now() / hour) * hour + weeks * 7 * 24 * hour

let scene: FaultScene
beforeAll(async () => {
  scene = await faultScene()
})
afterAll(() => scene.close())

const waitFor = (what: () => boolean | Promise<boolean>) =>
  vi.waitUntil(what, { timeout: 60_000, interval: 25 })

/** Every slot that was wanted is booked exactly once, and what was acknowledged is what is there. */
async function expectKept(outcomes: readonly Outcome[]): Promise<void> {
  const kept = await scene.query<{
    id: number
    instrumentId: number
    start: number
    audited: number
    told: number
  }>(`
    select b.id, b.instrument_id as "instrumentId", (extract(epoch from b.starts_at) * 1000)::bigint as start,
      (select count(*) from audit_entry a where a.subject = 'booking' and a.subject_id = b.id::text) as audited,
      (select count(*) from outbox_event e where (e.payload->>'bookingId')::bigint = b.id) as told
    from booking b where purpose = 'Fault test' and status = 'confirmed'`)
  const bySlot = Map.groupBy(kept, (row) => `${row.instrumentId} ${row.start}`)
  const wrong = outcomes.filter((outcome) => {
    const there = bySlot.get(`${outcome.instrumentId} ${outcome.start}`) ?? []
    return there.length !== 1 || (outcome.bookingId !== undefined && there[0]?.id !== outcome.bookingId)
  })
  expect(wrong).toEqual([])
  expect(kept.filter((row) => row.audited !== 1)).toEqual([])
  expect(kept.filter((row) => row.told > 1)).toEqual([])
}

interface Import {
  readonly id: number
  readonly state: string
  readonly processed: number
  readonly rowCount: number
  readonly created: number
  readonly columns: readonly {
    readonly position: number
    readonly element: string
    readonly valueUnit: string
  }[]
}
const rows = 2_000
const ledger = (prefix: string): string =>
  [
    '资产编号,仪器名称,型号,原值(元),建账日期,生产厂家',
    ...Array.from(
      { length: rows },
      (_, n) => `${prefix}-${n},示例离心机 ${prefix} ${n},EX-${n},${350_000 + n},2020-01-05,示例厂`,
    ),
  ].join('\n')

async function ask<T>(method: string, path: string, body?: string): Promise<T> {
  const { cookie, unitId } = scene.reporter
  const type = path === '' || path.startsWith('?') ? 'application/octet-stream' : 'application/json'
  const response = await fetch(`${scene.base}/api/v1/units/${unitId}/ledger-imports${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text) as T
}
const oneImport = (id: number) => ask<Import>('GET', `/${id}`)

/** Brings a ledger to where its rows go in, and waits until some of them are. */
async function startImport(prefix: string): Promise<number> {
  const { id } = await ask<Import>('POST', `?name=${prefix}.csv`, ledger(prefix))
  const reaches = (state: string) => waitFor(async () => (await oneImport(id)).state === state)
  await waitFor(async () => ['mapping', 'checked'].includes((await oneImport(id)).state))
  const read = await oneImport(id)
  if (read.state === 'mapping') {
    const columns = read.columns.map(({ position, element, valueUnit }) => ({ position, element, valueUnit }))
    await ask('PUT', `/${id}/mapping`, JSON.stringify({ columns }))
    await reaches('checked')
  }
  await ask('POST', `/${id}/import`, '{}')
  await waitFor(async () => {
    const { state, processed } = await oneImport(id)
    if (state === 'done') throw new Error('The import was over before anything could be killed')
    return state === 'importing' && processed > 0
  })
  return id
}

async function expectImported(id: number, prefix: string): Promise<void> {
  const [counts] = await scene.query<Record<string, number>>(`
    select count(*) as instruments, count(distinct inner_id) as numbers, max(version) as version,
      (select count(*) from instrument_version v join instrument j on j.unit_id = v.unit_id and j.id = v.instrument_id
        where j.inner_id like '${prefix}-%') as versions,
      (select created from ledger_import where id = ${id}) as created,
      (select count(*) from audit_entry where action = 'ledger.imported' and subject_id = '${id}') as said
    from instrument where inner_id like '${prefix}-%'`)
  expect(counts).toEqual({
    instruments: rows,
    numbers: rows,
    version: 1,
    versions: rows,
    created: rows,
    said: 1,
  })
}

describe('Killed with -9 while people book and ledgers come in', () => {
  let web: ServerProcess
  beforeAll(async () => {
    web = await scene.start('web')
  })

  test('the web process loses no booking it acknowledged and makes none twice', async () => {
    const crowd = bookingCrowd(scene.base, scene.users, scene.instruments, weeksAhead(2))
    for (const seen of [100, 300]) {
      await waitFor(() => crowd.outcomes.length > seen)
      await web.end('SIGKILL')
      web = await scene.start('web')
    }
    await waitFor(() => crowd.outcomes.length > 450)
    await crowd.stop()
    await expectKept(crowd.outcomes)
  })

  test('a worker leaves an import that another worker goes on with', async () => {
    const worker = await scene.start('worker')
    const id = await startImport('WORKER')
    await worker.end('SIGKILL')
    const half = await oneImport(id)
    expect(half.processed).toBeLessThan(rows)
    const other = await scene.start('worker')
    await scene.giveUpDeadWorkers()
    await waitFor(async () => (await oneImport(id)).state === 'done')
    await expectImported(id, 'WORKER')
    await other.end()
  })

  test('PostgreSQL comes back with everything that was acknowledged, and the import goes on', async () => {
    const worker = await scene.start('worker')
    const crowd = bookingCrowd(scene.base, scene.users, scene.instruments, weeksAhead(12))
    const id = await startImport('POSTGRES')
    await waitFor(() => crowd.outcomes.length > 50)
    const before = crowd.outcomes.length
    scene.killPostgres()
    await waitFor(() => crowd.outcomes.length > before + 100)
    await crowd.stop()
    await scene.giveUpDeadWorkers()
    await waitFor(async () => (await oneImport(id)).state === 'done')
    await expectKept(crowd.outcomes)
    await expectImported(id, 'POSTGRES')
    await worker.end()
  })
})
