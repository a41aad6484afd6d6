import { randomInt } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#platform/db/connect.ts'

export interface TestDatabase extends Database {
  readonly url: string
}

/** A fresh copy of the migrated template, dropped by `close`. */
export async function testDatabase(options: { connections?: number } = {}): Promise<TestDatabase> {
  const { admin, template } = inject('postgres')
  const name = `test_${process.pid}_${randomInt(1_000_000_000)}`
  const server = openDatabase(admin, { connections: 1 })
  await server.sql.unsafe(`create database "${name}" template "${template}"`)
  const url = admin.replace(/\/postgres$/, `/${name}`)
  const database = openDatabase(url, { connections: options.connections ?? 10 })
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await server.sql.unsafe(`drop database if exists "${name}" with (force)`)
      await server.close()
    },
  }
}
