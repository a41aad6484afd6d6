/** Where a table of a TrueType font begins. */
function tableAt(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4)
  for (let i = 0; i < tables; i++) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`The font has no table ${tag}`)
}

/** The subtable that maps all of Unicode (format 12). */
function wholeUnicodeAt(font: Buffer): number {
  const cmap = tableAt(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  for (let i = 0; i < count; i++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    if (font.readUInt16BE(at) === 12) return at
  }
  throw new Error('The font maps no characters beyond the basic plane')
}

/** Tells which characters a TrueType font can draw, from its own table of characters. */
export function glyphsOf(font: Buffer): (codePoint: number) => boolean {
  const at = wholeUnicodeAt(font)
  const count = font.readUInt32BE(at + 12)
  const groups = Array.from({ length: count }, (_, i) => {
    const group = at + 16 + i * 12
    return { first: font.readUInt32BE(group), last: font.readUInt32BE(group + 4) }
  })
  return (codePoint) => {
    let [low, high] = [0, groups.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const group = groups[middle]
      if (group === undefined || codePoint < group.first) high = middle - 1
      else if (codePoint > group.last) low = middle + 1
      else return true
    }
    return false
  }
}

/**
 * A text in which every character the font cannot draw is shown by its number, `〔U+20BB7〕`: visible, and enough to write
 * it in by hand. Control characters go.
 */
export const drawable = (text: string, has: (codePoint: number) => boolean): string =>
  [...text.replaceAll(/[\p{Cc}--\n]/gv, '')]
    .map((character) => {
      const codePoint = character.codePointAt(0) ?? 0
      if (character === '\n' || has(codePoint)) return character
      return `〔U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〕`
    })
    .join('')
