import { refuseSheet } from './sheet.ts'

/** Told of each tag and text; names come without prefix, attributes as they stand (read them with `attribute`). */
export interface XmlListener {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function codePoint(reference: string): string {
  const code = reference.startsWith('x') ? Number.parseInt(reference.slice(1), 16) : Number(reference)
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** The five entities of XML and numbered characters; anything else stays as it is, nothing is ever looked up. */
export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(/&(#x?[0-9a-fA-F]{1,7}|[a-z]{2,4});/g, (whole, reference: string) =>
        reference.startsWith('#')
          ? codePoint(reference.slice(1).toLowerCase())
          : (entities[reference] ?? whole),
      )
    : text

/** The value of an attribute in the raw text between a tag's name and its end. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes[at - 1] ?? ' '
    const quote = attributes[at + name.length + 1] ?? ''
    if (attributes[at + name.length] !== '=' || !/[\s:]/.test(before) || (quote !== '"' && quote !== "'"))
      continue
    const from = at + name.length + 2
    return unescaped(attributes.slice(from, attributes.indexOf(quote, from)))
  }
  return undefined
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const longestTag = 1_000_000

/**
 * Reads XML in pieces of any size. Document type definitions are refused, so that there are no entities to expand
 * and nothing outside the file to fetch.
 */
export class XmlScanner {
  private waiting = ''
  private readonly listener: XmlListener

  constructor(listener: XmlListener) {
    this.listener = listener
  }

  write(piece: string): void {
    const text = this.waiting === '' ? piece : this.waiting + piece
    let at = 0
    for (;;) {
      const tag = text.indexOf('<', at)
      if (tag < 0) {
        at = this.textUpTo(text, at, safeEnd(text, at))
        break
      }
      if (tag > at) this.textUpTo(text, at, tag)
      const next = this.tagAt(text, tag)
      if (next === undefined) {
        at = tag
        break
      }
      at = next
    }
    this.waiting = text.slice(at)
    if (this.waiting.length > longestTag) refuseSheet('damaged')
  }

  /** Nothing may be left half said. */
  end(): void {
    if (this.waiting.trim() !== '') refuseSheet('damaged')
  }

  private textUpTo(text: string, from: number, to: number): number {
    if (to > from) this.listener.text(unescaped(text.slice(from, to)))
    return to
  }

  /** Handles what starts at `from`; undefined when its end has not arrived yet. */
  private tagAt(text: string, from: number): number | undefined {
    if (text.startsWith('<!--', from)) return after(text, '-->', from)
    if (text.startsWith('<![CDATA[', from)) {
      const end = after(text, ']]>', from)
      if (end !== undefined) this.listener.text(text.slice(from + 9, end - 3))
      return end
    }
    if (text.startsWith('<?', from)) return after(text, '?>', from)
    if (text.startsWith('<!', from)) return text.length - from < 9 ? undefined : refuseSheet('document_type')
    const end = after(text, '>', from)
    if (end !== undefined) this.element(text.slice(from + 1, end - 1))
    return end
  }

  private element(tag: string): void {
    if (tag.startsWith('/')) {
      this.listener.close(localName(tag.slice(1).trimEnd()))
      return
    }
    const closed = tag.endsWith('/')
    const space = tag.search(/[\s/]/)
    const name = localName(space < 0 ? tag : tag.slice(0, space))
    this.listener.open(name, space < 0 ? '' : tag.slice(space, closed ? -1 : undefined))
    if (closed) this.listener.close(name)
  }
}

const after = (text: string, end: string, from: number): number | undefined => {
  const at = text.indexOf(end, from)
  return at < 0 ? undefined : at + end.length
}

/** A piece may end inside `&amp;`: the reference then waits for the rest. */
const safeEnd = (text: string, from: number): number => {
  const ampersand = text.lastIndexOf('&')
  return ampersand >= from && text.length - ampersand < 12 && !text.includes(';', ampersand)
    ? ampersand
    : text.length
}

/** Feeds bytes in UTF-8 to a listener; UTF-16 parts of a workbook are as rare as they are refused. */
export async function scanXml(bytes: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const scanner = new XmlScanner(listener)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of bytes) scanner.write(decoder.decode(chunk, { stream: true }))
  scanner.write(decoder.decode())
  scanner.end()
}
