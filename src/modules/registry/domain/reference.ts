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
  /** Of an element dictionary: G1, G2. */
  readonly generation?: string | null
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

const newestFirst = (a: string, b: string) => b.localeCompare(a, 'en', { numeric: true })

/**
 * The dictionary in force on a day: of the generation asked for, else of the newest generation that had begun; a
 * correction of an older generation does not put the newer one out of force.
 */
export function dictionaryInForce<V extends ReferenceVersion>(
  versions: readonly V[],
  on: string,
  generation?: string,
): V | undefined {
  const begun = versions.filter((version) => version.effectiveFrom <= on)
  const wanted = generation ?? begun.map((version) => version.generation ?? '').toSorted(newestFirst)[0]
  return inForce(
    wanted === undefined ? versions : versions.filter((version) => (version.generation ?? '') === wanted),
    on,
  )
}
