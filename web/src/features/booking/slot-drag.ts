import { type PointerEvent as Pointer, type RefObject, useEffect, useRef, useState } from 'react'
import { type DaySlot, drawn, type Grip, type Range, type Spot } from './slot-steps.ts'

/** How long a finger rests before it draws instead of scrolling, and how far it may tremble meanwhile. */
const pressMs = 350
const trembleDots = 8

interface Held {
  readonly grip: Grip
  /** The booking that is held; undefined when a new slot is drawn. */
  readonly bookingId: number | undefined
  readonly slot: DaySlot
  readonly began: Spot
  readonly x: number
  readonly y: number
  /** A finger that has not rested long enough yet. */
  timer: ReturnType<typeof setTimeout> | undefined
}

interface Wish {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly count: number
  readonly step: number
  readonly range: Range
  /** Where a booking that may be moved lies. */
  readonly slotOf: (bookingId: number) => DaySlot | undefined
  readonly onDrawn: (bookingId: number | undefined, slot: DaySlot) => void
}

function spotAt(grid: HTMLElement, x: number, y: number, { range, step }: Wish): Spot {
  const boxes = [...grid.querySelectorAll('.week-day')].map((column) => column.getBoundingClientRect())
  const day = Math.max(
    0,
    boxes.findLastIndex((box) => x >= box.left),
  )
  const box = boxes[day]
  const share = box === undefined ? 0 : Math.min(0.9999, Math.max(0, (y - box.top) / box.height))
  return { day, minute: Math.floor((range.from + share * (range.to - range.from)) / step) * step }
}

/** What lies under the pointer: an end of a booking, a booking, or empty time. */
function heldAt(event: Pointer, spot: Spot, wish: Wish): Omit<Held, 'timer'> {
  const target = event.target as HTMLElement
  const id = Number(target.closest<HTMLElement>('[data-booking]')?.dataset['booking'] ?? 0)
  const slot = id > 0 ? wish.slotOf(id) : undefined
  const edge = target.dataset['edge']
  const at = { began: spot, x: event.clientX, y: event.clientY }
  if (slot === undefined)
    return {
      ...at,
      grip: 'new',
      bookingId: undefined,
      slot: { day: spot.day, from: spot.minute, to: spot.minute + wish.step },
    }
  return { ...at, grip: edge === 'start' || edge === 'end' ? edge : 'move', bookingId: id, slot }
}

const same = (a: DaySlot | undefined, b: DaySlot) => a?.day === b.day && a.from === b.from && a.to === b.to

/** Drawing on the grid with mouse and finger: a new slot, a booking elsewhere, one of its ends. */
export function useSlotDrag(wish: Wish) {
  const { grid } = wish
  const held = useRef<Held>(undefined)
  const drawing = useRef(false)
  const [ghost, setGhost] = useState<DaySlot>()
  useEffect(() => {
    const root = grid.current
    // Only a listener that is not passive can keep a page from scrolling under a finger that draws.
    const still = (event: TouchEvent) => {
      if (drawing.current) event.preventDefault()
    }
    root?.addEventListener('touchmove', still, { passive: false })
    return () => root?.removeEventListener('touchmove', still)
  }, [grid])
  const end = () => {
    clearTimeout(held.current?.timer)
    held.current = undefined
    drawing.current = false
    setGhost(undefined)
  }
  const begin = (root: HTMLElement, pointerId: number, slot: DaySlot) => {
    root.setPointerCapture(pointerId)
    drawing.current = true
    setGhost(slot)
  }
  const slotAt = (event: Pointer<HTMLElement>, of: Held) =>
    drawn(of.grip, of.slot, of.began, spotAt(event.currentTarget, event.clientX, event.clientY, wish), wish)
  const handlers = {
    onPointerDown(event: Pointer<HTMLElement>) {
      if (event.button !== 0 || (event.target as HTMLElement).closest('.week-day') === null) return
      const root = event.currentTarget
      const { pointerId } = event
      const of = heldAt(event, spotAt(root, event.clientX, event.clientY, wish), wish)
      const finger = event.pointerType === 'touch'
      const timer = finger ? setTimeout(() => begin(root, pointerId, of.slot), pressMs) : undefined
      held.current = { ...of, timer }
      if (!finger) begin(root, pointerId, of.slot)
    },
    onPointerMove(event: Pointer<HTMLElement>) {
      const of = held.current
      if (of === undefined) return
      if (!drawing.current) {
        if (Math.hypot(event.clientX - of.x, event.clientY - of.y) > trembleDots) end()
        return
      }
      const next = slotAt(event, of)
      if (!same(ghost, next)) setGhost(next)
    },
    onPointerUp(event: Pointer<HTMLElement>) {
      const of = held.current
      if (of === undefined) return
      const slot = drawing.current ? slotAt(event, of) : of.slot
      end()
      if (of.bookingId === undefined || !same(of.slot, slot)) wish.onDrawn(of.bookingId, slot)
    },
    onPointerCancel: end,
  }
  return { ghost, handlers }
}
