import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts'
import { type Cell, copyRows, rowsOf } from './copy.ts'
import type { Lease } from './lease-pool.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ connections: 1 })
  await database.sql`create table shelf (id int primary key, place int4range, note text not null default '',
    constraint one_at_a_place exclude using gist (place with &&))`
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.sql`truncate shelf`
})

const columns = ['id', 'place', 'note']
const shelf = (id: number, note = ''): readonly Cell[] => [id, `[${id},${id + 1})`, note]
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const stored = async () => (await database.sql<{ n: number }[]>`select count(*) as n from shelf`)[0]?.n

/** The only lease there is; what comes after shows that it can be used again. */
async function onLease<T>(work: (lease: Lease) => Promise<T>): Promise<T> {
  const lease = (await database.sql.reserve()) as unknown as Lease
  try {
    const result = await work(lease)
    const [row] = await lease.unsafe<{ n: number }[]>('select 42 as n')
    expect(row?.n).toBe(42)
    return result
  } finally {
    lease.release()
  }
}
const long = 'x'.repeat(2_000)

describe('A COPY over a leased connection', () => {
  test('loads what is given, however much', async () => {
    expect(
      await onLease((lease) =>
        copyRows(
          lease,
          'shelf',
          columns,
          rowsOf(upTo(2_000), (id) => shelf(id, long)),
        ),
      ),
    ).toBe(2_000)
    expect(await stored()).toBe(2_000)
  })

  test('loads nothing when nothing is given', async () => {
    expect(await onLease((lease) => copyRows(lease, 'shelf', columns, []))).toBe(0)
  })

  test.each([
    ['the same key twice', [shelf(1), shelf(1)], '23505'],
    ['two at one place', [shelf(1), [2, '[1,2)', '']], '23P01'],
    ['what is no number', [shelf(1), ['two', '[2,3)', '']], '22P02'],
    ['a row with too little', [shelf(1), [2]], '22P04'],
    ['nothing where something must be', [[1, '[1,2)', null]], '23502'],
  ])('that is refused at its end for %s says why', async (_what, rows, code) => {
    await onLease((lease) =>
      expect(copyRows(lease, 'shelf', columns, rows)).rejects.toMatchObject({ name: 'PostgresError', code }),
    )
    expect(await stored()).toBe(0)
  })

  test.each([
    ['the first', 0],
    ['the middle', 20_000],
    ['the last', 39_999],
  ])(
    'of 40 000 rows that is refused for a row at %s says why',
    async (_where, at) => {
      const rows = rowsOf(upTo(40_000), (id) => (id === at + 1 ? ['none', '[1,2)', ''] : shelf(id, long)))
      await onLease((lease) =>
        expect(copyRows(lease, 'shelf', columns, rows)).rejects.toMatchObject({ code: '22P02' }),
      )
      expect(await stored()).toBe(0)
    },
    60_000,
  )

  test.each([
    ['a table that is not there', 'no_such_shelf', columns, '42P01'],
    ['a column that is not there', 'shelf', ['colour'], '42703'],
  ])('into %s is refused before the first row', async (_what, table, into, code) => {
    await onLease((lease) => expect(copyRows(lease, table, into, [shelf(1)])).rejects.toMatchObject({ code }))
  })

  test('whose rows break off loads nothing and says what broke them', async () => {
    function* broken() {
      yield* rowsOf(upTo(1_000), (id) => shelf(id, long))
      throw new Error('The rows broke off')
    }
    await onLease((lease) =>
      expect(copyRows(lease, 'shelf', columns, broken())).rejects.toThrow('The rows broke off'),
    )
    expect(await stored()).toBe(0)
  })

  test('rejects when the server goes away in its middle, and another connection goes on', async () => {
    const lease = (await database.sql.reserve()) as unknown as Lease
    const [row] = await lease.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid')
    await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`
    await expect(
      copyRows(
        lease,
        'shelf',
        columns,
        rowsOf(upTo(5_000), (id) => shelf(id, long)),
      ),
    ).rejects.toThrow()
    // The loss is known now: the next load is told so at once, through the stream it asks for.
    await vi.waitFor(() =>
      expect(copyRows(lease, 'shelf', columns, [shelf(1)])).rejects.toMatchObject({
        code: 'CONNECTION_LOST',
      }),
    )
    lease.release()
    await vi.waitFor(() => onLease((next) => copyRows(next, 'shelf', columns, [shelf(1)])))
    expect(await stored()).toBe(1)
  })
})
