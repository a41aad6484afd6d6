import { pino } from 'pino'

/** Structured log; never given personal data or secrets, and redacts the usual places should one slip in. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** A JSON log on standard output. */
export const openLog = (level: string): Log =>
  pino({
    level,
    base: null,
    redact: ['password', '*.password', 'cookie', 'authorization', '*.phone', '*.email', 'phone', 'email'],
  })

/** A log that says nothing, for tests. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
