/** Kinds of reference data; the database's check lists the same. */
export const referenceKinds = ['code_table', 'element_dictionary', 'rule_set', 'calendar', 'aliases'] as const
export type ReferenceKind = (typeof referenceKinds)[number]

/** One dated version of something an operator can replace (docs/decisions: reference data). */
export interface ReferenceVersion {
  readonly kind: ReferenceKind
  readonly name: string
  readonly version: string
  /** `2022-09-15` */
  readonly effectiveFrom: string
  readonly source: string
  /** Digest of the text it came from. */
  readonly checksum: string
}

/** The version in force on a day: the newest that had begun by then, else the oldest there is. */
export function inForce<V extends { readonly effectiveFrom: string; readonly version: string }>(
  versions: readonly V[],
  on: string,
): V | undefined {
  const ordered = versions.toSorted((a, b) =>
    a.effectiveFrom === b.effectiveFrom
      ? a.version.localeCompare(b.version)
      : a.effectiveFrom.localeCompare(b.effectiveFrom),
  )
  return ordered.findLast((version) => version.effectiveFrom <= on) ?? ordered[0]
}
