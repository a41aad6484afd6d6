import { type Cell, harmless, refuseSheet, type SheetLimits, type SheetRow } from './sheet.ts'

type JsonObject = Readonly<Record<string, unknown>>
const longestObject = 4_000_000

/** Passes over strings, and keeps the last one, which may be a key. */
class StringSkipper {
  last = ''
  inString = false
  private escape = false

  /** Whether the character belongs to a string. */
  skips(code: number, keep: boolean): boolean {
    if (!this.inString) {
      if (code !== 34) return false
      this.inString = true
      this.last = ''
      return true
    }
    if (this.escape) this.escape = false
    else if (code === 92) this.escape = true
    else if (code === 34) this.inString = false
    if (keep && this.inString && this.last.length < 200) this.last += String.fromCharCode(code)
    return true
  }
}

const isOpening = (code: number) => code === 123 || code === 91
const isClosing = (code: number) => code === 125 || code === 93

/** Keys and lists that are open, as one text: `{}` of an object's key, `[` of a list. */
class OpenPath {
  private readonly parts: string[] = []
  text = ''

  enter(code: number, key: string): void {
    const inObject = this.parts.at(-1)?.endsWith('{') === true
    this.parts.push(`${inObject ? key : ''}${code === 123 ? '{' : '['}`)
    this.text = this.parts.join('/')
  }
  leave(): void {
    this.parts.pop()
    this.text = this.parts.join('/')
  }
  /** A list is open, and no other around it. */
  get endsInOnlyList(): boolean {
    return this.text.endsWith('[') && this.parts.filter((part) => part.endsWith('[')).length === 1
  }
}

/** Counts the objects that stand in a list, by where the list is. */
class ListCounter {
  readonly path = new OpenPath()
  readonly counts = new Map<string, number>()
  /** Objects that stand in nothing. */
  atTop = 0

  open(code: number, key: string): void {
    const { text, endsInOnlyList } = this.path
    if (code === 123 && text === '') this.atTop++
    if (code === 123 && endsInOnlyList) this.counts.set(text, (this.counts.get(text) ?? 0) + 1)
    this.path.enter(code, key)
  }
}

/**
 * Where the rows stand in a JSON text, told by its beginning: in the list with the most objects that stands in no other
 * list, or one after the other (''), as NDJSON has them.
 */
export function placeOfRows(head: string): string {
  const strings = new StringSkipper()
  const lists = new ListCounter()
  for (let i = 0; i < head.length && lists.atTop < 2; i++) {
    const code = head.charCodeAt(i)
    if (strings.skips(code, true)) continue
    if (isOpening(code)) lists.open(code, strings.last)
    else if (isClosing(code)) lists.path.leave()
  }
  const [most] = [...lists.counts].toSorted((a, b) => b[1] - a[1])
  return lists.atTop > 1 ? '' : (most?.[0] ?? '')
}

/** Finds the objects at one place of a JSON text without holding the whole text. */
class ObjectFinder {
  private nest = 0
  private inRow = false
  private readonly strings = new StringSkipper()
  private readonly path = new OpenPath()
  private current: string[] = []
  private length = 0
  private readonly place: string

  constructor(place: string) {
    this.place = place
  }

  /** Texts of the objects that end in this piece. */
  find(piece: string): string[] {
    const found: string[] = []
    let from = this.inRow ? 0 : -1
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i)
      if (this.strings.skips(code, !this.inRow)) continue
      if (isOpening(code)) {
        if (this.opens(code)) from = i
      } else if (isClosing(code) && this.closes()) {
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
    return !this.inRow && this.path.text === '' && !this.strings.inString
  }

  /** Whether a row begins with this bracket. */
  private opens(code: number): boolean {
    if (this.inRow) {
      this.nest++
      return false
    }
    if (code === 123 && this.path.text === this.place) {
      this.inRow = true
      this.nest = 1
      return true
    }
    this.path.enter(code, this.strings.last)
    return false
  }

  /** Whether a row ends with this bracket. */
  private closes(): boolean {
    if (!this.inRow) {
      this.path.leave()
      return false
    }
    this.inRow = --this.nest > 0
    return !this.inRow
  }

  private keep(rest: string): void {
    this.current.push(rest)
    this.length += rest.length
    if (this.length > longestObject) refuseSheet('damaged')
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

const deepest = 6
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOfObjects = (value: unknown): value is readonly JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

/**
 * Objects inside an object become `outer.inner`, so that `{"name":{"zh":…,"en":…}}` has two headings; of a list of objects
 * the first is `people.name`, the second `people.2.name`.
 */
function flat(
  object: JsonObject,
  before = '',
  depth = 1,
  cells = new Map<string, Cell>(),
): Map<string, Cell> {
  for (const [key, value] of Object.entries(object)) {
    const name = harmless(before + key)
    if (depth < deepest && isObject(value)) flat(value, `${name}.`, depth + 1, cells)
    else if (depth < deepest && isListOfObjects(value))
      for (const [i, one] of value.entries())
        flat(one, i === 0 ? `${name}.` : `${name}.${i + 1}.`, depth + 1, cells)
    else cells.set(name, cellOf(value))
  }
  return cells
}

async function* objectsIn(text: AsyncIterable<string>, place: string): AsyncGenerator<Map<string, Cell>[]> {
  const finder = new ObjectFinder(place)
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
  place: string,
  limits: SheetLimits,
): Promise<string[]> {
  const keys = new Set<string>()
  for await (const objects of objectsIn(text, place))
    for (const object of objects) {
      for (const key of object.keys()) keys.add(key)
      if (keys.size > limits.maxColumns) return refuseSheet('too_many_columns', { limit: limits.maxColumns })
    }
  return [...keys]
}

/** The second pass: cells in the order of the header. */
export async function* jsonRows(
  text: AsyncIterable<string>,
  place: string,
  header: readonly string[],
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  let no = 0
  for await (const objects of objectsIn(text, place)) {
    yield objects.map((object) => {
      no++
      const cells = header.map((key) => object.get(key) ?? '')
      if (cells.some((cell) => typeof cell === 'string' && cell.length > limits.maxCellCharacters))
        return refuseSheet('cell_too_long', { row: no, limit: limits.maxCellCharacters })
      return { no, cells }
    })
  }
}
