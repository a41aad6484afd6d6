import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import '#platform/tsx/register.ts'
import { openApiOf } from '#platform/http/openapi.ts'

const { modules } = await import('./modules.ts')
const file = join(import.meta.dirname, '../../docs/openapi.json')
await writeFile(file, `${JSON.stringify(openApiOf(modules, 'http://127.0.0.1:8080'), null, 1)}\n`)
