import { type Cell, harmless, refuseSheet, type SheetLimits, type SheetRow } from './sheet.ts'

type JsonObject = Readonly<Record<string, unknown>>
const longestObject = 4_000_000

/**
 * Finds the top-level objects of `[{…},{…}]`, `{"rows":[{…}]}` or one object a line, without holding the whole text.
 * `rows` of the wrapped form are told by depth: the objects that hold the cells are the innermost complete ones.
 */
class ObjectFinder {
  private depth = 0
  private base = 0
  private inString = false
  private escape = false
  private current: string[] = []
  private length = 0

  constructor(wrapped: boolean) {
    this.base = wrapped ? 1 : 0
  }

  /** Texts of the objects that end in this piece. */
  find(piece: string): string[] {
    const found: string[] = []
    let from = this.depth > this.base ? 0 : -1
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i)
      if (this.skipString(code)) continue
      if (code === 123 && this.depth++ === this.base) from = i
      if (code === 125 && --this.depth === this.base && from >= 0) {
        found.push(this.current.join('') + piece.slice(from, i + 1))
        this.current = []
        this.length = 0
        from = -1
      }
    }
    if (from >= 0) this.keep(piece.slice(from))
    return found
  }

  get complete(): boolean {
    return this.depth === 0 && !this.inString
  }

  private keep(rest: string): void {
    this.current.push(rest)
    this.length += rest.length
    if (this.length > longestObject) refuseSheet('damaged')
  }

  private skipString(code: number): boolean {
    if (!this.inString) {
      if (code === 34) this.inString = true
      return code === 34
    }
    if (this.escape) this.escape = false
    else if (code === 92) this.escape = true
    else if (code === 34) this.inString = false
    return true
  }
}

function parsed(text: string, no: number): JsonObject {
  try {
    return JSON.parse(text) as JsonObject
  } catch {
    return refuseSheet('json_wrong', { row: no })
  }
}

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return harmless(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (Array.isArray(value)) return harmless(value.map(String).join('，'))
  return harmless(JSON.stringify(value))
}

/** An object inside an object becomes `outer.inner`, so that `{"name":{"zh":…,"en":…}}` has two headings. */
function flat(object: JsonObject): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const [key, value] of Object.entries(object)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      cells.set(harmless(key), cellOf(value))
    else
      for (const [inner, deep] of Object.entries(value)) cells.set(harmless(`${key}.${inner}`), cellOf(deep))
  }
  return cells
}

async function* objectsIn(
  text: AsyncIterable<string>,
  wrapped: boolean,
): AsyncGenerator<Map<string, Cell>[]> {
  const finder = new ObjectFinder(wrapped)
  let no = 0
  for await (const piece of text) {
    const objects = finder.find(piece).map((found) => flat(parsed(found, ++no)))
    if (objects.length > 0) yield objects
  }
  if (!finder.complete) refuseSheet('damaged')
}

/** Every key any object uses, in the order of first use; the first pass over a JSON file. */
export async function jsonHeader(
  text: AsyncIterable<string>,
  wrapped: boolean,
  limits: SheetLimits,
): Promise<string[]> {
  const keys = new Set<string>()
  for await (const objects of objectsIn(text, wrapped))
    for (const object of objects) {
      for (const key of object.keys()) keys.add(key)
      if (keys.size > limits.maxColumns) return refuseSheet('too_many_columns', { limit: limits.maxColumns })
    }
  return [...keys]
}

/** The second pass: cells in the order of the header. */
export async function* jsonRows(
  text: AsyncIterable<string>,
  wrapped: boolean,
  header: readonly string[],
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  let no = 0
  for await (const objects of objectsIn(text, wrapped)) {
    yield objects.map((object) => {
      no++
      const cells = header.map((key) => object.get(key) ?? '')
      if (cells.some((cell) => typeof cell === 'string' && cell.length > limits.maxCellCharacters))
        return refuseSheet('cell_too_long', { row: no, limit: limits.maxCellCharacters })
      return { no, cells }
    })
  }
}
