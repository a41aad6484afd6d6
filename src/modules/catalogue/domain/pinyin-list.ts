/** Names by their sound: all initials in one long string and all full readings in another, scanned by `indexOf`. */
export class PinyinList {
  readonly #readAloud: (text: string) => readonly string[]
  readonly #sounds: string[] = []
  #initials = '\n'
  /** Syllables begin with a capital letter, so that a find can be checked to begin at one. */
  #full = '\n'
  #fullSmall: string | undefined
  #initialStarts: number[] = []
  #fullStarts: number[] = []

  constructor(readAloud: (text: string) => readonly string[]) {
    this.#readAloud = readAloud
  }

  /** Adds the next name; names are numbered from 0. */
  add(name: string): void {
    const syllables = this.#readAloud(name).filter((syllable) => syllable !== '')
    const full = syllables.map((syllable) => syllable.charAt(0).toUpperCase() + syllable.slice(1)).join('')
    this.#initialStarts.push(this.#initials.length)
    this.#fullStarts.push(this.#full.length)
    this.#initials += `${syllables.map((syllable) => syllable.charAt(0)).join('')}\n`
    this.#full += `${full}\n`
    this.#fullSmall = undefined
    this.#sounds.push(syllables.length > 0 ? syllables.join(' ') : name)
  }

  /** Name numbers, ascending, whose initials or full reading contain the letters from the start of a syllable. */
  sounding(letters: string, limit: number): number[] {
    if (letters === '' || letters.includes('\n')) return []
    this.#fullSmall ??= this.#full.toLowerCase()
    const found = new Set<number>()
    this.#scan(this.#initials, this.#initialStarts, letters, found, limit, () => true)
    if (letters.length >= 4)
      this.#scan(
        this.#fullSmall,
        this.#fullStarts,
        letters,
        found,
        limit,
        (at) => this.#full[at] !== this.#fullSmall?.[at],
      )
    return [...found].sort((a, b) => a - b)
  }

  soundOf(name: number): string {
    return this.#sounds[name] ?? ''
  }

  #scan(
    text: string,
    starts: readonly number[],
    letters: string,
    found: Set<number>,
    limit: number,
    begins: (at: number) => boolean,
  ): void {
    for (let at = text.indexOf(letters); at >= 0 && found.size < limit; at = text.indexOf(letters, at + 1))
      if (begins(at)) found.add(nameAt(starts, at))
  }
}

/** The last name that starts at or before the place. */
function nameAt(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
