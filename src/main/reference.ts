import { loadReference } from '#modules/registry/module.ts'
import { readConfig } from '#platform/config/config.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { openServer } from '#platform/db/open.ts'

/** Loads the shipped reference data (db/reference) into the database; running it again changes nothing. */
const server = await openServer(readConfig(process.env))
const database = openDatabase(server.url, { connections: 2 })
try {
  const { loaded, unchanged } = await loadReference({ db: database.db })
  process.stdout.write(`${JSON.stringify({ loaded, unchanged })}\n`)
} finally {
  await database.close()
  if (server.embedded?.adopted === false) await server.embedded.stop()
}
