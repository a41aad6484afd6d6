import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import type { Actor } from '#kernel/actor.ts'
import { errorPage } from '#modules/portal/module.ts'
import { mountDocumentation } from '#platform/http/documentation.ts'
import { mountHealth } from '#platform/http/health.ts'
import { mount } from '#platform/http/mount.ts'
import { openApiOf } from '#platform/http/openapi.ts'
import { errorHtml, mountPages } from '#platform/http/pages.ts'
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
  const { publicUrl } = deps.config
  const showError = await errorPage(deps)
  const server = await openHttpServer({
    log: deps.log,
    words: deps.words,
    authenticate,
    errorHtml: (request, status, number) => errorHtml(request, status, number, publicUrl, showError),
  })
  const guard = modules.find((module) => module.textGuard !== undefined)?.textGuard
  for (const module of modules) {
    mount(server, module.contract, module.handlers, deps, guard)
    mountPages(server, module.pages ?? [], deps, publicUrl, showError)
  }
  mountHealth(server, async () => {
    await deps.sql`select 1`
  })
  await mountDocumentation(server, openApiOf(modules, deps.config.publicUrl))
  await mountWorkbench(server, workbenchFolder)
  return server
}
