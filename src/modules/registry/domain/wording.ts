/** Markings of classified things, and phrases that contain one and mean the opposite; both are reference data. */
export interface SecrecyMarkings {
  readonly words: readonly string[]
  /** `非涉密`: taken out of a text before it is searched. */
  readonly exceptions: readonly string[]
}

/** Markings of classified things found in texts (design.md §3.9). They find slips, not secrets. */
export function markingsIn(texts: readonly string[], { words, exceptions }: SecrecyMarkings): string[] {
  const searched = texts.map((text) =>
    exceptions.reduce((left, exception) => left.replaceAll(exception, ''), text),
  )
  return words.filter((word) => searched.some((text) => text.includes(word)))
}
