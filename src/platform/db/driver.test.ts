import { describe, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'

describe('The driver, when the server drops a reserved connection', () => {
  test('refuses what is asked on it, survives, and goes on with other connections', async () => {
    const database = await testDatabase({ connections: 2 })
    try {
      const connection = await database.sql.reserve()
      const [row] = await connection<{ pid: number }[]>`select pg_backend_pid() as pid`
      await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`
      const asked = () =>
        connection`select 1`.then(
          () => 'answered',
          (error: unknown) => (error instanceof Error ? 'refused' : 'strange'),
        )
      expect(await asked()).toBe('refused')
      // The write of a second question is what used to end the process, some turns of the event loop later.
      await vi.waitUntil(async () => ['refused', 'answered'].includes(await asked()))
      connection.release()
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => database.sql<{ n: number }[]>`select 42 as n`),
      )
      expect(answers.map(([first]) => first?.n)).toEqual([42, 42, 42, 42, 42, 42])
    } finally {
      await database.close()
    }
  })
})
