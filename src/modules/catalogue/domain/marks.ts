/** A text cut into pieces; the marked ones are the words that were looked for. */
export interface Piece {
  readonly text: string
  readonly marked: boolean
}

/** Finds the words in the text whatever their width or capitals; the pieces joined are the text again. */
export function markedPieces(text: string, words: readonly string[]): Piece[] {
  const { small, origin } = foldedWithOrigin(text)
  const hit = new Uint8Array(text.length)
  for (const word of words) {
    if (word === '') continue
    for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + word.length)) {
      const start = origin[at] ?? 0
      const end = origin[at + word.length] ?? text.length
      hit.fill(1, start, Math.max(end, start + 1))
    }
  }
  const pieces: Piece[] = []
  for (let start = 0; start < text.length; ) {
    let end = start + 1
    while (end < text.length && hit[end] === hit[start]) end++
    pieces.push({ text: text.slice(start, end), marked: hit[start] === 1 })
    start = end
  }
  return pieces
}

/** The folded text, and for each of its places the place in the original it came from. */
function foldedWithOrigin(text: string): { small: string; origin: number[] } {
  let small = ''
  const origin: number[] = []
  let at = 0
  for (const character of text) {
    const folded = character.normalize('NFKC').toLowerCase()
    for (let i = 0; i < folded.length; i++) origin.push(at)
    small += folded
    at += character.length
  }
  origin.push(text.length)
  return { small, origin }
}
