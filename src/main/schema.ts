import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '#platform/config/config.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { ensureDatabase, openServer } from '#platform/db/open.ts'
import { schemaText } from '#platform/db/schema-text.ts'

// Migrates an empty database of the embedded server, so that the text never depends on what the own one holds.
const server = await openServer(readConfig({ ...process.env, DATABASE_URL: undefined }))
if (server.embedded === undefined) throw new Error('the embedded server is needed')
await ensureDatabase(server.embedded.urlOf, 'schema_text')
const database = openDatabase(server.embedded.urlOf('schema_text'), { connections: 3 })
await database.sql.unsafe('drop schema public cascade; create schema public')
await migrate(database.sql)
await writeFile(join(import.meta.dirname, '../../db/schema.sql'), await schemaText(database.sql))
await database.close()
if (!server.embedded.adopted) await server.embedded.stop()
