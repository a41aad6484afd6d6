import { resolve } from 'node:path'
import { z } from 'zod'

/** The parts a process can play; all in one process by default. */
export const processRoles = ['web', 'worker', 'scheduler'] as const
export type ProcessRole = (typeof processRoles)[number]

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** A PostgreSQL of one's own (16 or newer); without it an embedded one runs in GONGYI_VAR. */
  DATABASE_URL: z.string().optional(),
  GONGYI_VAR: z.string().default('var'),
  /** Address under which people reach the site; used for canonical links. */
  PUBLIC_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(20),
  /** Open calendars that follow changes from one address; a campus behind one address needs more. */
  STREAMS_PER_ADDRESS: z.coerce.number().int().min(1).max(100_000).default(500),
  /** Where mail is handed over, `smtp://name:password@host:587`; without it no mail is written at all. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** What stands as the sender, `共仪 <noreply@example.org>`. */
  MAIL_FROM: z.string().min(3).optional(),
  /** Hosts (with port, if any) of one's own network that webhooks may call, also without TLS: `robot.campus:8080,10.1.2.3`. */
  WEBHOOK_PRIVATE_HOSTS: z.string().default(''),
})

/** The mail server a site hands its mail to, and who it says it is from. */
export interface MailSettings {
  readonly url: string
  readonly from: string
}

export interface Config {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number
  readonly streamsPerAddress: number
  readonly varDir: string
  readonly publicUrl: string
  readonly logLevel: string
  /** True while the site can only be reached from this machine; demonstration accounts need it. */
  readonly loopbackOnly: boolean
  /** Undefined: this site sends no mail. */
  readonly mail: MailSettings | undefined
  /** Hosts of one's own network that webhooks may call. */
  readonly webhookHosts: readonly string[]
}

function mailOf(env: z.output<typeof Environment>): MailSettings | undefined {
  if (env.SMTP_URL === undefined) return undefined
  return { url: env.SMTP_URL, from: env.MAIL_FROM ?? `noreply@${new URL(env.SMTP_URL).hostname}` }
}

/** Reads the environment once at start; throws a readable error naming every wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(`Environment: ${z.prettifyError(parsed.error)}`)
  const env = parsed.data
  return {
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.DATABASE_CONNECTIONS,
    streamsPerAddress: env.STREAMS_PER_ADDRESS,
    varDir: resolve(env.GONGYI_VAR),
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, ''),
    logLevel: env.LOG_LEVEL,
    mail: mailOf(env),
    webhookHosts: env.WEBHOOK_PRIVATE_HOSTS.split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    loopbackOnly: ['127.0.0.1', '::1', 'localhost'].includes(env.HOST),
  }
}
