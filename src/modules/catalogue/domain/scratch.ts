/**
 * Room for the columns a query works in, as long as there are documents. It is used again by the next query: new columns
 * for each would make the collector walk the whole index every few dozen queries.
 */
export class Scratch {
  readonly #bytes: Uint8Array[] = []
  #scores = new Uint16Array(0)
  #docs = new Uint32Array(0)

  /** The column of a place, all zero. */
  bytes(place: number, length: number): Uint8Array {
    const there = this.#bytes[place]
    if (there !== undefined && there.length >= length) return there.fill(0)
    return (this.#bytes[place] = new Uint8Array(roomFor(length)))
  }

  /** Columns for what is found; their contents are left over from before. */
  results(length: number): { scores: Uint16Array; docs: Uint32Array } {
    if (this.#docs.length < length) {
      this.#scores = new Uint16Array(roomFor(length))
      this.#docs = new Uint32Array(roomFor(length))
    }
    return { scores: this.#scores, docs: this.#docs }
  }
}

const roomFor = (length: number): number => Math.ceil(length * 1.2) + 1_000
