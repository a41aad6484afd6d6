import { useEffect, useState } from 'react'
import { useFormat } from '../../lib/format.ts'

/** How long something has been running, counted on by the minute. */
export function RunningClock({ since }: { readonly since: string }) {
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  return <span className="figures">{format.duration(Math.max(0, (now - Date.parse(since)) / 60_000))}</span>
}
