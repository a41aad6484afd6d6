/** What differs between two versions of a record, `{ field: { from, to } }`, for the audit trail. */
export function changesBetween<T extends object>(
  before: T,
  after: Partial<Record<keyof T, unknown>>,
): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {}
  for (const [field, to] of Object.entries(after)) {
    const from = (before as Record<string, unknown>)[field]
    if (JSON.stringify(from ?? null) !== JSON.stringify(to ?? null))
      changes[field] = { from: from ?? null, to: to ?? null }
  }
  return changes
}
