import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import type { Actor } from '#kernel/actor.ts'
import { mountDocumentation } from '#platform/http/documentation.ts'
import { mountHealth } from '#platform/http/health.ts'
import { mount } from '#platform/http/mount.ts'
import { openApiOf } from '#platform/http/openapi.ts'
import { openHttpServer } from '#platform/http/server.ts'
import { mountWorkbench } from '#platform/http/workbench.ts'
import type { Deps } from '#platform/module/module.ts'
import { modules } from './modules.ts'

const workbenchFolder = join(import.meta.dirname, '../../dist/web')

/** Everything the role `web` answers: the API, its documentation, the public pages, the workbench, health. */
export async function openWebServer(
  deps: Deps,
  authenticate: (token: string) => Promise<Actor>,
): Promise<FastifyInstance> {
  const server = await openHttpServer({ log: deps.log, words: deps.words, authenticate })
  for (const module of modules) mount(server, module.contract, module.handlers, deps)
  mountHealth(server, async () => {
    await deps.sql`select 1`
  })
  await mountDocumentation(server, openApiOf(modules, deps.config.publicUrl))
  await mountWorkbench(server, workbenchFolder)
  return server
}
