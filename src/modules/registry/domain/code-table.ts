/** One code of a table: a class, a country, a discipline, an area … */
export interface CodeEntry {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  /** Code of the level above, '' at the top. */
  readonly parent: string
  readonly attributes: Readonly<Record<string, string>>
}

/** A dated version of a code table with the lookups its readers need. */
export interface CodeTable {
  readonly name: string
  readonly version: string
  readonly effectiveFrom: string
  readonly source: string
  readonly entries: readonly CodeEntry[]
  readonly byCode: ReadonlyMap<string, CodeEntry>
  /** Codes that have something below them; only what has nothing below may be chosen. */
  readonly parents: ReadonlySet<string>
}

export type CodeTables = Readonly<Record<string, CodeTable>>

/** Other names of an entry, separated by `|` in its `aliases` attribute. */
export const aliasesOf = (entry: CodeEntry): string[] =>
  (entry.attributes['aliases'] ?? '').split('|').filter((alias) => alias !== '')

/** Puts entries and their lookups together. */
export const codeTableOf = (
  head: Pick<CodeTable, 'name' | 'version' | 'effectiveFrom' | 'source'>,
  entries: readonly CodeEntry[],
): CodeTable => ({
  ...head,
  entries,
  byCode: new Map(entries.map((entry) => [entry.code, entry])),
  parents: new Set(entries.map((entry) => entry.parent).filter((parent) => parent !== '')),
})
