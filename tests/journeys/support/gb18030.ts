/** Bytes of a text as the older office programs of many units still write them: two bytes for a character. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const bytesOf = new Map<string, [number, number]>()
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const character = decoder.decode(Uint8Array.of(first, second))
      if (character.length === 1 && character !== '\uFFFD') bytesOf.set(character, [first, second])
    }
  return Buffer.from(
    [...text].flatMap((character) => {
      if (character < '\u0080') return [character.charCodeAt(0)]
      const bytes = bytesOf.get(character)
      if (bytes === undefined) throw new Error(`${character} takes more than two bytes in GB 18030`)
      return bytes
    }),
  )
}
