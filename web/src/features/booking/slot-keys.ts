import { type KeyboardEvent, useState } from 'react'
import { type DaySlot, lengthened, moved, type Range } from './slot-steps.ts'

interface Wish {
  readonly count: number
  readonly step: number
  readonly range: Range
  /** Where the slot stands when the keyboard comes in. */
  readonly first: DaySlot
  /** A booking at the slot that may be moved. */
  readonly bookingAt: (slot: DaySlot) => { readonly id: number; readonly slot: DaySlot } | undefined
  readonly onDrawn: (bookingId: number | undefined, slot: DaySlot) => void
}

/** Arrows by days and steps. */
const ways: Readonly<Record<string, readonly [days: number, steps: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The same as drawing, by keys: arrows move, Shift and arrows lengthen, Enter takes up and puts down, Escape leaves. */
export function useSlotKeys(wish: Wish) {
  const { count, step, range } = wish
  const [slot, setSlot] = useState<DaySlot>()
  const [picked, setPicked] = useState<number>()
  const enter = (at: DaySlot) => {
    const booking = picked === undefined ? wish.bookingAt(at) : undefined
    if (booking !== undefined) {
      setPicked(booking.id)
      setSlot(booking.slot)
      return
    }
    setPicked(undefined)
    wish.onDrawn(picked, at)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = slot ?? wish.first
    const way = ways[event.key]
    if (way !== undefined) {
      const [days, steps] = way
      if (event.shiftKey) setSlot(lengthened(at, steps * step, step, range))
      else setSlot(moved(at, days, steps * step, count, range))
    } else if (event.key === 'Enter') enter(at)
    else if (event.key === 'Escape' && picked !== undefined) {
      setPicked(undefined)
      setSlot(undefined)
    } else return
    event.preventDefault()
  }
  return {
    slot,
    picked,
    handlers: {
      onKeyDown,
      onFocus: () => setSlot((now) => now ?? wish.first),
      onBlur: () => setSlot(undefined),
    },
  }
}
