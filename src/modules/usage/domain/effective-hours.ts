import { coveredBy, type Interval, intersected, subtracted } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { minute } from '#kernel/time.ts'

/** Whole minutes of each part of a use. */
export interface UseParts {
  readonly preparationMinutes: number
  readonly measuringMinutes: number
  readonly processingMinutes: number
  readonly idleMinutes: number
}

export const noParts: UseParts = {
  preparationMinutes: 0,
  measuringMinutes: 0,
  processingMinutes: 0,
  idleMinutes: 0,
}

/** Whole minutes of a span; a begun minute does not count. */
export const durationMinutes = (span: Interval): number => Math.floor((span.end - span.start) / minute)

/** Effective time = needed start-up + measuring + needed post-processing; idle running never counts (domain.md §3.3). */
export const effectiveMinutes = (parts: UseParts): number =>
  parts.preparationMinutes + parts.measuringMinutes + parts.processingMinutes

/** Some of the parts, as somebody gave them. */
export type GivenParts = { readonly [Name in keyof UseParts]?: UseParts[Name] | undefined }

/** The parts with those replaced that were given. */
export const withParts = (parts: UseParts, given: GivenParts = {}): UseParts => ({
  preparationMinutes: given.preparationMinutes ?? parts.preparationMinutes,
  measuringMinutes: given.measuringMinutes ?? parts.measuringMinutes,
  processingMinutes: given.processingMinutes ?? parts.processingMinutes,
  idleMinutes: given.idleMinutes ?? parts.idleMinutes,
})

/** Parts as they were given, measuring filled up with what the others leave when it was not said. */
export function completedParts(given: GivenParts, span: Interval): UseParts {
  const parts = withParts(noParts, given)
  if (given.measuringMinutes !== undefined) return parts
  const others = parts.preparationMinutes + parts.processingMinutes + parts.idleMinutes
  return { ...parts, measuringMinutes: Math.max(0, durationMinutes(span) - others) }
}

/** The parts of a use never take longer than the use did. */
export function partsRefusals(parts: UseParts, span: Interval): Refusal[] {
  const minutes = effectiveMinutes(parts) + parts.idleMinutes
  const longest = durationMinutes(span)
  return minutes > longest ? [{ code: 'usage.parts_longer_than_use', minutes, longest }] : []
}

export const partNames = ['idle', 'maintenance', 'measuring', 'preparation', 'processing'] as const
/** A stretch of a use as a meter or a program on the instrument reports it. */
export interface PartSpan {
  readonly part: (typeof partNames)[number]
  readonly span: Interval
}

/**
 * Parts out of reported stretches. Each moment counts once: idle and maintenance win over everything, measuring over
 * start-up, start-up over post-processing; what lies outside the use is left out.
 */
export function partsOfSpans(spans: readonly PartSpan[], use: Interval): UseParts {
  let free: Interval[] = [use]
  const minutesOf = (...names: PartSpan['part'][]): number => {
    const mine = intersected(
      free,
      spans.filter(({ part }) => names.includes(part)).map(({ span }) => span),
    )
    free = subtracted(free, mine)
    return Math.floor(coveredBy(mine) / minute)
  }
  const idleMinutes = minutesOf('idle', 'maintenance')
  const measuringMinutes = minutesOf('measuring')
  const preparationMinutes = minutesOf('preparation')
  return { idleMinutes, measuringMinutes, preparationMinutes, processingMinutes: minutesOf('processing') }
}
