const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '')

/** What comes in without NUL and half surrogate pairs, which PostgreSQL keeps in no text; everything else stays. */
export function incoming(value: unknown): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map(incoming)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), incoming(one)]))
}
