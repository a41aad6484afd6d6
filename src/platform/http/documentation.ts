import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** The document at /api/v1/openapi.json and readable documentation at /api/docs. */
export async function mountDocumentation(
  server: FastifyInstance,
  document: Record<string, unknown>,
): Promise<void> {
  const text = JSON.stringify(document)
  server.get('/api/v1/openapi.json', (_request, reply) => reply.type('application/json').send(text))
  await server.register(swagger, { mode: 'static', specification: { document: document as never } })
  await server.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    theme: {
      title: 'Gongyi 共仪 · API',
      css: [{ filename: 'plain.css', content: '.swagger-ui .topbar { display: none }' }],
    },
    uiConfig: { docExpansion: 'list', tryItOutEnabled: false, persistAuthorization: false },
  })
}
