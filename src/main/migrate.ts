import { readConfig } from '#platform/config/config.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openServer } from '#platform/db/open.ts'

const server = await openServer(readConfig(process.env))
const database = openDatabase(server.url, { connections: 2 })
try {
  const applied = await migrate(database.sql)
  process.stdout.write(applied.length === 0 ? 'Nothing to migrate\n' : `${applied.join('\n')}\n`)
} finally {
  await database.close()
  if (server.embedded?.adopted === false) await server.embedded.stop()
}
