import { z } from 'zod'
import type { Contract, Route } from './contract.ts'
import { ProblemView } from './problem.ts'
import { statusOf } from './statuses.ts'

interface Described {
  readonly name: string
  readonly contract: Contract
}

/** Schemas with an id become components; the rest stands where it is used. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Record<string, unknown>): unknown {
  const { $defs, ...own } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  }) as Record<string, unknown> & { $defs?: Record<string, unknown> }
  delete own['$schema']
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] = relocated(definition)
  return relocated(own)
}

/** `#/$defs/X` of a JSON schema is `#/components/schemas/X` of the document. */
function relocated(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relocated)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, value.replace('#/$defs/', '#/components/schemas/')]
        : [key, relocated(value)],
    ),
  )
}

function parametersOf(route: Route, components: Record<string, unknown>): object[] {
  return (['params', 'query'] as const).flatMap((part) => {
    const schema = route[part]
    if (schema === undefined) return []
    return Object.entries(schema.shape).map(([name, property]) => ({
      name,
      in: part === 'params' ? 'path' : 'query',
      required: part === 'params' || !z.safeParse(property as z.ZodType, undefined).success,
      schema: schemaOf(property as z.ZodType, 'input', components),
    }))
  })
}

function successOf(route: Route, components: Record<string, unknown>): object {
  const { reply } = route
  if ('body' in reply)
    return {
      description: 'Done',
      content: { 'application/json': { schema: schemaOf(reply.body, 'output', components) } },
    }
  if ('file' in reply)
    return {
      description: 'A file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    }
  if ('events' in reply)
    return {
      description: 'Server-sent events',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    }
  return { description: 'Done, nothing to say' }
}

function bodyOf(route: Route, components: Record<string, unknown>): object {
  if (route.upload)
    return {
      requestBody: {
        required: true,
        content: {
          'application/octet-stream': {
            schema: { type: 'string', format: 'binary', maxLength: route.upload.maxBytes },
          },
        },
      },
    }
  if (route.body === undefined) return {}
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(route.body, 'input', components) } },
    },
  }
}

function operationOf(
  module: string,
  name: string,
  route: Route,
  components: Record<string, unknown>,
): object {
  const codes = route.refuses ?? []
  return {
    operationId: `${module}.${name}`,
    tags: [module],
    summary: route.summary,
    description: [
      `Who: ${route.access}.`,
      ...(codes.length === 0 ? [] : [`Refuses with: ${codes.map((code) => `\`${code}\``).join(', ')}.`]),
    ].join(' '),
    ...(route.access === 'public' ? { security: [] } : {}),
    ...(route.byKey === 'never' ? { security: [{ session: [] }] } : {}),
    parameters: parametersOf(route, components),
    ...bodyOf(route, components),
    responses: {
      [String(route.reply.status)]: successOf(route, components),
      default: {
        description: `A refusal with all its reasons (${Object.values(statusOf).join(', ')})`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** The OpenAPI 3.1 document of all contracts. */
export function openApiOf(modules: readonly Described[], publicUrl: string): Record<string, unknown> {
  const components: Record<string, unknown> = {}
  components['Problem'] =
    schemaOf(z.object({ problem: ProblemView }), 'output', components) && components['Problem']
  const paths: Record<string, Record<string, object>> = {}
  for (const module of modules)
    for (const [name, route] of Object.entries(module.contract)) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
      paths[path] = {
        ...paths[path],
        [route.method.toLowerCase()]: operationOf(module.name, name, route, components),
      }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gongyi 共仪',
      version: '1',
      description:
        'Everything a person can do on the pages, with the same rules. Sign in with `POST /api/v1/session`; the session travels in a cookie. Refusals carry codes with details and are worded in the language of `Accept-Language` (zh-CN or en). Texts that hold markings of secrecy are refused with `registry.wording_found` until they are sent again with the header `X-Wording-Acknowledged: true`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    security: [{ session: [] }, { key: [] }],
    tags: modules.filter((module) => Object.keys(module.contract).length > 0).map(({ name }) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gongyi_session' },
        key: { type: 'http', scheme: 'bearer', description: 'gk_…' },
      },
      schemas: components,
    },
  }
}
