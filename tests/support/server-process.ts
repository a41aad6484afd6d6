import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** A real process of src/main/serve.ts. */
export interface ServerProcess {
  readonly base: string
  readonly pid: number
  /** Ends it with the signal and waits until it is gone. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts the program and waits until it says that it is ready. */
export async function startServer(options: {
  /** Without it the process starts its own PostgreSQL in GONGYI_VAR. */
  readonly databaseUrl?: string
  readonly roles: string
  readonly host?: string
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
}): Promise<ServerProcess> {
  const { databaseUrl, roles, host = '127.0.0.1' } = options
  const port = options.port ?? (await freePort())
  const child = fork(join(import.meta.dirname, '../../src/main/serve.ts'), [`--roles=${roles}`], {
    env: {
      ...process.env,
      LOG_LEVEL: 'silent',
      NODE_ENV: 'production',
      ...options.environment,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      HOST: host,
      PORT: String(port),
    },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready())
    child.once('error', fail)
    child.once('exit', (code, signal) => fail(new Error(`The server ended (${String(code ?? signal)})`)))
  })
  return {
    base: `http://${host}:${port}`,
    pid: child.pid ?? 0,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}
