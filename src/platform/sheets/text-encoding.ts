import { type ByteSource, pieceOf, refuseSheet } from './sheet.ts'

export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const
export type TextEncoding = (typeof textEncodings)[number]

function byMark(head: Buffer): TextEncoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
}

/** A byte order mark settles it; else every second byte of text in UTF-16 is mostly zero. */
function utf16Of(head: Buffer): TextEncoding | undefined {
  const mark = byMark(head)
  if (mark !== undefined) return mark
  let [even, odd] = [0, 0]
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (odd > 8 * even && odd * 20 > head.length) return 'utf-16le'
  return even > 8 * odd && even * 20 > head.length ? 'utf-16be' : undefined
}

async function decodesAs(source: ByteSource, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of source.read(0, source.size)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Finds the encoding by looking at all bytes; Chinese ledgers come in UTF-8, GB18030 and UTF-16. */
export async function encodingOf(source: ByteSource): Promise<TextEncoding> {
  const head = await pieceOf(source, 0, 65_536)
  const wide = utf16Of(head)
  if (wide !== undefined) return wide
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  if (zeros * 50 > head.length) return refuseSheet('not_a_table')
  for (const encoding of ['utf-8', 'gb18030'] as const) if (await decodesAs(source, encoding)) return encoding
  return 'windows-1252'
}

/** The text of a source in pieces, without byte order mark. */
export async function* decodedText(source: ByteSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source.read(0, source.size)) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
