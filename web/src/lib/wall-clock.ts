/** The wall clock of an instrument's unit in the browser, without asking for more than Intl. */

const dayMs = 86_400_000

/** The date now in a zone, `2026-11-23`. */
export const todayIn = (zone: string, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now)

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** The Monday on or before a date. */
export const mondayOf = (date: string): string =>
  plusDays(date, -((new Date(Date.parse(date)).getUTCDay() + 6) % 7))

/** The offset of a zone at a moment, `+08:00`. */
function offsetAt(epochMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(epochMs)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+00:00' : name.slice(3)
}

const two = (value: number) => String(value).padStart(2, '0')
/** `08:30` from minutes of the day. */
export const clockOf = (minutes: number): string => `${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`

/** A local date and minute of the day as RFC 3339 with the zone's offset; minute 1440 is the next midnight. */
export function isoAt(date: string, minutes: number, zone: string): string {
  const day = plusDays(date, Math.floor(minutes / 1440))
  const local = `${day}T${clockOf(minutes % 1440)}:00`
  const guess = Date.parse(`${local}${offsetAt(Date.parse(`${local}Z`), zone)}`)
  return `${local}${offsetAt(guess, zone)}`
}

/** Minutes from the beginning of a date to a wire time on its own wall clock; beyond the day it is cut off. */
export function minutesInto(date: string, iso: string): number {
  const days = Math.round((Date.parse(iso.slice(0, 10)) - Date.parse(date)) / dayMs)
  const minutes = Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16)) + days * 1440
  return Math.min(1440, Math.max(0, minutes))
}

/** This minute as RFC 3339 on a zone's wall clock. */
export const nowIn = (zone: string, now = Date.now()): string =>
  isoAt(
    todayIn(zone, now),
    Number(
      new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now),
    ) *
      60 +
      Number(new Intl.DateTimeFormat('en-US', { timeZone: zone, minute: '2-digit' }).format(now)),
    zone,
  )

/** Minutes between two wire times. */
export const minutesBetween = (start: string, end: string): number =>
  (Date.parse(end) - Date.parse(start)) / 60_000

/** A wire time as a field shows it, `2026-11-23T14:30`: the unit's wall clock, whatever zone the browser is in. */
export const localOf = (iso: string): string => iso.slice(0, 16)

/** What a field holds as a wire time of a zone. */
export const wireIn = (local: string, zone: string): string =>
  isoAt(local.slice(0, 10), minutesInto(local.slice(0, 10), local), zone)

/** What a field holds as a wire time with the offset of another, `+08:00`. */
export const wireWith = (local: string, offset: string): string => `${local}:00${offset}`
