/**
 * How words are cut for searching: NFKC and small letters; Chinese as single characters and pairs, Latin and figures as
 * whole words, and model codes joined (`Nicolet 6700`, `nicolet-6700` and `Nicolet6700` meet).
 */

/** The form in which texts are compared: full-width, compatibility and capital letters are folded. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

const run = /[\p{Script=Han}〇]+|[\p{L}\p{N}]+/gu
const han = /^[\p{Script=Han}〇]/u
/** A run of anything that is a letter or figure but not Han. */
const other = /[\p{Script=Han}〇]+|[^\p{Script=Han}〇]+/gu
const letterFigure = /\d+|[^\d]+/g

/** A run of Chinese characters, or one Latin word or number, in the order of the text. */
export interface Run {
  readonly text: string
  readonly han: boolean
  /** Offset in the folded text. */
  readonly start: number
}

/** The runs of a folded text; whatever stands between them is only a border. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  for (const match of text.matchAll(run))
    for (const part of match[0].matchAll(other))
      runs.push({ text: part[0], han: han.test(part[0]), start: match.index + part.index })
  return runs
}

/** Single characters and pairs of a run of Chinese. */
function addHan(text: string, into: Set<string>): void {
  const characters = [...text]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? ''
    into.add(character)
    if (i + 1 < characters.length) into.add(character + (characters[i + 1] ?? ''))
  }
}

const longestWord = 40

/** A Latin word, and its parts where letters meet figures: `jem2100f` is also `jem`, `2100`, `f`. */
function addWord(word: string, into: Set<string>): void {
  into.add(word.slice(0, longestWord))
  const parts = word.match(letterFigure) ?? []
  if (parts.length > 1) for (const part of parts) into.add(part.slice(0, longestWord))
}

const figure = /\p{N}/u

/** Every token under which a text is found. */
export function tokensOf(text: string): Set<string> {
  const tokens = new Set<string>()
  /** Latin pieces that stand next to each other with at most one border character between them. */
  let neighbours: string[] = []
  let end = -2
  for (const { text: piece, han: chinese, start } of runsOf(folded(text))) {
    if (chinese) {
      addHan(piece, tokens)
      continue
    }
    addWord(piece, tokens)
    neighbours = start - end <= 1 ? [...neighbours.slice(-2), piece] : [piece]
    end = start + piece.length
    for (let from = 0; from < neighbours.length - 1; from++) {
      const joined = neighbours.slice(from).join('')
      if (figure.test(joined)) tokens.add(joined.slice(0, longestWord))
    }
  }
  return tokens
}
