import { setTimeout as pause } from 'node:timers/promises'
import type { ProcessRole } from '#platform/config/config.ts'
import type { Deps } from '#platform/module/module.ts'
import { deliverDue } from '#platform/outbox/outbox.ts'
import { allJobs, allSubscriptions, type Application } from './application.ts'
import { modules } from './modules.ts'

type Stop = () => Promise<void>

/** Hands events to their subscribers until told to stop; rests half a second when nothing is due. */
async function deliverUntil(deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const settled = await deliverDue(deps.db, allSubscriptions, deps, deps.log).catch((error: unknown) => {
      deps.log.error({ err: error }, 'outbox')
      return 0
    })
    if (settled === 0) await pause(500, undefined, { signal }).catch(() => undefined)
  }
}

const startRole: Record<ProcessRole, (application: Application, signal: AbortSignal) => Promise<Stop>> = {
  async web(application, signal) {
    const { deps } = application
    for (const module of modules) await module.start?.(deps, signal)
    const server = await application.openWeb()
    await server.listen({ host: deps.config.host, port: deps.config.port })
    return () => server.close()
  },
  async worker(application, signal) {
    await application.jobs.startWorking(allJobs, application.deps)
    const delivering = deliverUntil(application.deps, signal)
    return () => delivering
  },
  async scheduler(application) {
    await application.jobs.startScheduling(allJobs, 'Asia/Shanghai')
    return () => Promise.resolve()
  },
}

/** Starts the parts this process plays; the returned function ends them gracefully. */
export async function startRoles(
  application: Application,
  roles: readonly ProcessRole[],
  signal: AbortSignal,
): Promise<Stop> {
  const stops: Stop[] = []
  for (const role of roles) stops.push(await startRole[role](application, signal))
  return async () => {
    for (const stop of stops) await stop()
  }
}
