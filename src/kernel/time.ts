/** Time as the rules see it: instants are epoch milliseconds, local times belong to a zone (house.md §7). */

declare const instantBrand: unique symbol
/** A point in time, epoch milliseconds UTC. */
export type Instant = number & { readonly [instantBrand]: true }

/** The one source of "now"; a test passes a clock that stands still. */
export interface Clock {
  now(): Instant
}

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** Brands epoch milliseconds. */
export const instant = (epochMilliseconds: number): Instant => epochMilliseconds as Instant

/** Reads an RFC 3339 date-time with offset; throws RangeError when it is not one. */
export const instantOf = (rfc3339: string): Instant =>
  instant(Temporal.Instant.from(rfc3339).epochMilliseconds)

/** `2026-11-23T06:30:00Z` */
export const isoOf = (at: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' })

/** The stretch of time around an instant in which a zone keeps one offset. */
interface Stretch {
  readonly from: number
  readonly until: number
  readonly offset: number
}
const stretches = new Map<string, Stretch>()

/** Asking for a zone's offset is slow and its answer holds for months, so the last answer of each zone is kept. */
function stretchAt(at: Instant, zone: string): Stretch {
  const known = stretches.get(zone)
  if (known !== undefined && at >= known.from && at < known.until) return known
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const stretch = {
    from: local.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    until: local.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: local.offsetNanoseconds / 1_000_000,
  }
  stretches.set(zone, stretch)
  return stretch
}
const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-23T14:30:00+08:00`, the form used on the wire. */
export function isoIn(at: Instant, zone: string): string {
  const { offset } = stretchAt(at, zone)
  const local = new Date(at + offset).toISOString()
  if (offset % minute !== 0 || local.length !== 24)
    return Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: zone, smallestUnit: 'second' })
  const minutes = Math.abs(offset) / minute
  const sign = offset < 0 ? '-' : '+'
  return `${local.slice(0, 19)}${sign}${twoDigits(Math.trunc(minutes / 60))}:${twoDigits(minutes % 60)}`
}

export const plus = (at: Instant, milliseconds: number): Instant => instant(at + milliseconds)

/** The wall clock of a zone at an instant. */
export const zoned = (at: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

/** The calendar date of a zone at an instant, `2026-11-23`. */
export function dateIn(at: Instant, zone: string): string {
  const local = new Date(at + stretchAt(at, zone).offset).toISOString()
  return local.length === 24 ? local.slice(0, 10) : zoned(at, zone).toPlainDate().toString()
}

/** The instant at which a local date and time of day (`08:30`, `24:00` allowed) occurs in a zone. */
export function instantAt(date: string, timeOfDay: string, zone: string): Instant {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number)
  const known = stretches.get(zone)
  const naive = Date.parse(date) + hours * hour + minutes * minute
  if (known !== undefined && naive > known.from + 2 * day && naive < known.until - 2 * day)
    return instant(naive - known.offset)
  const plainDate = Temporal.PlainDate.from(date)
  const local =
    hours === 24
      ? plainDate.add({ days: 1 }).toPlainDateTime()
      : plainDate.toPlainDateTime({ hour: hours, minute: minutes })
  return instant(local.toZonedDateTime(zone).epochMilliseconds)
}
