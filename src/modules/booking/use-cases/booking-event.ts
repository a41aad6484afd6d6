import type { Deps } from '#platform/module/module.ts'

/** The identity of a booking in calendars, the same for as long as the site keeps its address. */
export const eventUid = (deps: Pick<Deps, 'config'>, bookingId: number, of: 'booking' | 'taken'): string =>
  `${of}-${bookingId}@${new URL(deps.config.publicUrl).hostname}`
