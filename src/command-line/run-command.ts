import { parseArgs } from 'node:util'
import type { Locale } from '#kernel/locale.ts'
import { openWords } from '#platform/i18n/words.ts'
import { type Command, commands, optionsOf, placesOf } from './commands.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** What a shell is told: done, refused by the site, wrongly typed, not signed in, site not reached. */
export const exitCodes = { done: 0, refused: 1, usage: 2, unauthenticated: 3, unreachable: 4 } as const

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  say(line: string): void
  complain(line: string): void
}
interface Answer {
  readonly status: number
  readonly body: unknown
}

const words = openWords([{ 'zh-CN': zh, en }])
const localeOf = (wish: string): Locale => (/^zh/i.test(wish) ? 'zh-CN' : 'en')

function help(locale: Locale): string[] {
  const lines = Object.entries(commands).map(([name, command]) => {
    const places = placesOf(command.route).map((place) => ` <${place}>`)
    const options = optionsOf(command).map((option) => ` [--${option}]`)
    return `  ${name}${places.join('')}${options.join('')}\n      ${words.say(locale, `command.${name}`)}`
  })
  return [words.say(locale, 'usage'), ...lines, words.say(locale, 'usage.more')]
}

const isOpen = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

async function ask(
  around: Surroundings,
  locale: Locale,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const base = (around.environment['GONGYI_URL'] ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
  const key = around.environment['GONGYI_KEY']
  const response = await fetch(`${base}${path}`, {
    method,
    redirect: 'error',
    headers: {
      'accept-language': locale,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as unknown) }
}

/** The path with what was typed in the place of its names; undefined when something is missing. */
function pathOf(command: Command, typed: readonly string[]): string | undefined {
  const names = placesOf(command.route)
  if (names.length !== typed.length) return undefined
  return names.reduce(
    (path, name, at) => path.replace(`:${name}`, encodeURIComponent(typed[at] ?? '')),
    command.route.path,
  )
}

/** A line for people: each plain value as `name: value`. */
function readable(item: unknown): string {
  if (!isOpen(item)) return String(item)
  return Object.entries(item)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('  ')
}

function refusalsIn(body: unknown): string[] {
  const refusals = isOpen(body) && Array.isArray(body['refusals']) ? (body['refusals'] as unknown[]) : []
  return refusals.map((one) =>
    isOpen(one) ? `${String(one['message'])} (${String(one['code'])})` : String(one),
  )
}

function shownLines(body: unknown, locale: Locale): string[] {
  if (!isOpen(body)) return [String(body)]
  const list = body['items'] ?? body['slots'] ?? body['results']
  if (!Array.isArray(list)) return [readable(body)].filter((line) => line !== '')
  return list.length === 0 ? [words.say(locale, 'nothing')] : list.map(readable)
}

function tell(around: Surroundings, locale: Locale, json: boolean, { status, body }: Answer): number {
  const refusals = refusalsIn(body)
  if (json) around.say(JSON.stringify(body, null, 2))
  else for (const line of refusals) around.complain(line)
  if (!json && status < 400) for (const line of shownLines(body, locale)) around.say(line)
  if (status >= 500) return exitCodes.unreachable
  if (status === 401) return exitCodes.unauthenticated
  return status >= 400 || refusals.length > 0 ? exitCodes.refused : exitCodes.done
}

async function perform(
  around: Surroundings,
  locale: Locale,
  command: Command,
  path: string,
  given: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { method } = command.route
  if (method === 'GET') return ask(around, locale, method, `${path}?${new URLSearchParams(given).toString()}`)
  const at = path.replace(/\/[a-z]+$/, '')
  const seen = command.versioned === true ? await ask(around, locale, 'GET', at) : undefined
  if (seen !== undefined && seen.status >= 400) return seen
  const version = isOpen(seen?.body) ? { version: seen.body['version'] } : {}
  return ask(around, locale, method, path, { ...given, ...version, ...command.fixed })
}

/** Runs one command of the shell against a site and answers its exit code. */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const [name = 'help', ...rest] = args
  const spoken = around.environment['GONGYI_LANG'] ?? around.environment['LANG'] ?? ''
  const command = commands[name]
  if (command === undefined) {
    for (const line of help(localeOf(spoken))) around.say(line)
    return ['help', '--help', '-h'].includes(name) ? exitCodes.done : exitCodes.usage
  }
  const options = Object.fromEntries(
    optionsOf(command).map((option) => [option, { type: 'string' }] as const),
  )
  const own = { json: { type: 'boolean' }, lang: { type: 'string' } } as const
  let parsed
  try {
    parsed = parseArgs({ args: [...rest], options: { ...options, ...own }, allowPositionals: true })
  } catch (error) {
    around.complain(error instanceof Error ? error.message : String(error))
    return exitCodes.usage
  }
  const { json, lang, ...given } = parsed.values as Record<string, string | boolean | undefined>
  const locale = localeOf(typeof lang === 'string' ? lang : spoken)
  const path = pathOf(command, parsed.positionals)
  if (path === undefined) {
    around.complain(words.say(locale, 'missing', { names: placesOf(command.route).join(', ') }))
    return exitCodes.usage
  }
  try {
    const answer = await perform(around, locale, command, path, given as Record<string, string>)
    return tell(around, locale, json === true, answer)
  } catch (error) {
    around.complain(words.say(locale, 'unreachable', { reason: String(error) }))
    return exitCodes.unreachable
  }
}
