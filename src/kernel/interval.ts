import type { Instant } from './time.ts'

/** Half-open [start, end) span of time; start < end. */
export interface Interval {
  readonly start: Instant
  readonly end: Instant
}

export const lengthOf = (span: Interval): number => span.end - span.start
export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end
export const contains = (outer: Interval, inner: Interval): boolean =>
  outer.start <= inner.start && inner.end <= outer.end

/** The common part of two spans, if there is one. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const start = a.start > b.start ? a.start : b.start
  const end = a.end < b.end ? a.end : b.end
  return start < end ? { start, end } : undefined
}

/** The same moments as ordered, disjoint, non-touching spans. */
export function normalized(spans: readonly Interval[]): Interval[] {
  const ordered = spans.filter((span) => span.start < span.end).toSorted((a, b) => a.start - b.start)
  const merged: Interval[] = []
  for (const span of ordered) {
    const last = merged.at(-1)
    if (last !== undefined && span.start <= last.end) {
      if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
    } else merged.push(span)
  }
  return merged
}

/** What is left of `from` after taking away every moment of `taken`. */
export function subtracted(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const holes = normalized(taken)
  return normalized(from).flatMap((span) => {
    const rest: Interval[] = []
    let start = span.start
    for (const hole of holes) {
      if (hole.end <= start) continue
      if (hole.start >= span.end) break
      if (hole.start > start) rest.push({ start, end: hole.start })
      start = hole.end
    }
    if (start < span.end) rest.push({ start, end: span.end })
    return rest
  })
}

/** Every moment that lies in both sets. */
export const intersected = (a: readonly Interval[], b: readonly Interval[]): Interval[] =>
  normalized(
    normalized(a).flatMap((x) =>
      b.flatMap((y) => {
        const common = intersection(x, y)
        return common === undefined ? [] : [common]
      }),
    ),
  )

/** Milliseconds covered, overlaps counted once. */
export const coveredBy = (spans: readonly Interval[]): number =>
  normalized(spans).reduce((sum, span) => sum + lengthOf(span), 0)
