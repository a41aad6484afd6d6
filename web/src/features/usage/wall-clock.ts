import dayjs, { type Dayjs } from 'dayjs'

/** The instrument's wall clock as a field shows it, whatever zone the browser is in; `iso` carries the unit's offset. */
export const wallClock = (iso: string): Dayjs => dayjs(iso.slice(0, 19))

/** What a field holds, as a moment of the instrument's wall clock; `offset` is `+08:00`. */
export const onWire = (local: Dayjs, offset: string): string =>
  `${local.format('YYYY-MM-DDTHH:mm:00')}${offset}`

/** A moment on the wall clock of an offset, `+08:00`, as the wire writes it. */
export const atOffset = (epochMs: number, offset: string): string => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  const ahead = (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  return `${new Date(epochMs + ahead).toISOString().slice(0, 19)}${offset}`
}
