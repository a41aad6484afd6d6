import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Serves the built workbench under /app: hashed assets for a year, the page itself never cached. */
export async function mountWorkbench(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/app/',
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(response, path) {
      response.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  server.get('/app', (_request, reply) => reply.redirect('/app/'))
  server.get('/app/*', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/html').sendFile('index.html'),
  )
}
