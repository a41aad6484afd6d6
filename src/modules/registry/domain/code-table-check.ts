import type { Refusal } from '#kernel/refusal.ts'
import type { CodeEntry } from './code-table.ts'

/** Every row of a new code table that cannot be used, numbered as in the file (the heading is row 1). */
export function codeTableRefusals(entries: readonly CodeEntry[]): Refusal[] {
  const codes = new Set(entries.map((entry) => entry.code))
  const seen = new Set<string>()
  const refusals: Refusal[] = []
  for (const [i, entry] of entries.entries()) {
    const row = i + 2
    if (entry.code === '') refusals.push({ code: 'registry.table_code_empty', row })
    else if (seen.has(entry.code))
      refusals.push({ code: 'registry.table_code_repeated', row, value: entry.code })
    if (entry.name === '') refusals.push({ code: 'registry.table_name_empty', row })
    if (entry.parent !== '' && !codes.has(entry.parent))
      refusals.push({ code: 'registry.table_parent_unknown', row, value: entry.parent })
    seen.add(entry.code)
  }
  return refusals.slice(0, 50)
}
