/** One level of a certificate, as the rule set `qualification` names it; the list is in order, each includes those before it. */
export interface Level {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

/** Place of a level in the order; -1 for one the rules do not know. */
export const rankOf = (levels: readonly Level[], code: string | undefined): number =>
  levels.findIndex((level) => level.code === code)

/** Whether a level held is enough for one that is needed; a level unknown to the rules is enough for nothing. */
export const reaches = (levels: readonly Level[], held: string, needed: string): boolean =>
  rankOf(levels, held) >= 0 && rankOf(levels, needed) >= 0 && rankOf(levels, held) >= rankOf(levels, needed)
