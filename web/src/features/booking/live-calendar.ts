import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** A stream that was refused (too many open) is tried again after a while; until then the calendar asks by itself. */
const tryAgainMs = 60_000

/** Follows a stream of calendar events while the page is open and lets what is shown be asked anew. */
function useStream(path: string | undefined, keys: readonly QueryKey[]): void {
  const client = useQueryClient()
  const known = JSON.stringify(keys)
  useEffect(() => {
    if (path === undefined) return undefined
    let source: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    const anew = () => {
      for (const queryKey of JSON.parse(known) as QueryKey[]) void client.invalidateQueries({ queryKey })
    }
    const open = () => {
      source = new EventSource(path)
      // Also after a break: what happened meanwhile was not told.
      source.addEventListener('open', anew)
      source.addEventListener('changed', anew)
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, tryAgainMs)
      })
    }
    open()
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [client, path, known])
}

/** Shows changes of one instrument's calendar without reload. */
export const useLiveCalendar = (instrumentId: number): void =>
  useStream(`/api/v1/instruments/${instrumentId}/calendar-events`, [['booking', 'calendar', instrumentId]])

/** The same for several at once, over one connection. */
export const useLiveCalendars = (instrumentIds: readonly number[]): void =>
  useStream(
    instrumentIds.length === 0 ? undefined : `/api/v1/calendar-events?ids=${instrumentIds.join(',')}`,
    instrumentIds.map((id) => ['booking', 'calendar', id]),
  )

/** The same for one's own bookings. */
export const useLiveBookings = (): void =>
  useStream('/api/v1/account/calendar-events', [['booking', 'my-calendar']])
