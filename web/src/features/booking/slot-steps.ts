/** A slot within one of the days shown: index of the day, minutes of the day. */
export interface DaySlot {
  readonly day: number
  readonly from: number
  readonly to: number
}
/** A point of the grid. */
export interface Spot {
  readonly day: number
  readonly minute: number
}
export interface Range {
  readonly from: number
  readonly to: number
}
/** What a hand or a key holds: a new slot, a booking as a whole, or one of its ends. */
export type Grip = 'new' | 'move' | 'start' | 'end'

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** A slot put elsewhere, as long as before, within the days and hours shown. */
export function moved(slot: DaySlot, days: number, minutes: number, count: number, range: Range): DaySlot {
  const length = slot.to - slot.from
  const from = between(slot.from + minutes, range.from, range.to - length)
  return { day: between(slot.day + days, 0, count - 1), from, to: from + length }
}

/** A slot with another end, at least one step long. */
export const lengthened = (slot: DaySlot, minutes: number, step: number, range: Range): DaySlot => ({
  ...slot,
  to: between(slot.to + minutes, slot.from + step, range.to),
})

/** Where a slot is when what is held at one spot has been drawn to another. */
export function drawn(
  grip: Grip,
  slot: DaySlot,
  began: Spot,
  at: Spot,
  grid: { readonly count: number; readonly step: number; readonly range: Range },
): DaySlot {
  const { count, step, range } = grid
  if (grip === 'move') return moved(slot, at.day - began.day, at.minute - began.minute, count, range)
  if (grip === 'start') return { ...slot, from: between(at.minute, range.from, slot.to - step) }
  if (grip === 'end') return { ...slot, to: between(at.minute + step, slot.from + step, range.to) }
  return at.minute < began.minute
    ? { day: began.day, from: at.minute, to: began.minute + step }
    : { day: began.day, from: began.minute, to: Math.min(range.to, at.minute + step) }
}
