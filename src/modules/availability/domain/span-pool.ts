/** Lists of small numbers of many rows in one array; a list that grows moves to the end, and now and then all move together. */
export class SpanPool {
  #values = new Uint16Array(1 << 16)
  #at = new Float64Array(1_024)
  #length = new Uint16Array(1_024)
  #room = new Uint16Array(1_024)
  #end = 0
  #wasted = 0

  /** Where the list of a row begins in `values`. */
  startOf = (row: number): number => this.#at[row] ?? 0
  lengthOf = (row: number): number => this.#length[row] ?? 0
  get values(): Uint16Array {
    return this.#values
  }
  /** Bytes held. */
  get bytes(): number {
    return this.#values.byteLength + this.#at.byteLength + this.#length.byteLength + this.#room.byteLength
  }

  /** Puts a list in the place of a row's former one. */
  set(row: number, list: readonly number[]): void {
    this.#makeRows(row)
    if (list.length > (this.#room[row] ?? 0)) {
      this.#wasted += this.#room[row] ?? 0
      const room = list.length + slack
      this.#makeRoom(room)
      this.#at[row] = this.#end
      this.#room[row] = room
      this.#end += room
    }
    this.#values.set(list, this.#at[row] ?? 0)
    this.#length[row] = list.length
  }

  #makeRows(row: number): void {
    if (row < this.#at.length) return
    const rows = Math.max(row + 1, this.#at.length * 2)
    const [at, length, room] = [new Float64Array(rows), new Uint16Array(rows), new Uint16Array(rows)]
    at.set(this.#at)
    length.set(this.#length)
    room.set(this.#room)
    this.#at = at
    this.#length = length
    this.#room = room
  }

  /** Makes room at the end, by moving all lists together when a third of the array is left behind by lists that moved. */
  #makeRoom(room: number): void {
    if (this.#end + room <= this.#values.length) return
    const kept = this.#end - this.#wasted
    const size =
      this.#wasted > this.#end / 3 ? Math.max(this.#values.length, kept + room) : (this.#end + room) * 1.25
    const values = new Uint16Array(Math.ceil(size))
    let end = 0
    for (let row = 0; row < this.#at.length; row++) {
      const from = this.#at[row] ?? 0
      const length = this.#room[row] ?? 0
      values.set(this.#values.subarray(from, from + length), end)
      this.#at[row] = end
      end += length
    }
    this.#values = values
    this.#end = end
    this.#wasted = 0
  }
}

/** Room for one more booking in a list: it parts a span in two. */
const slack = 4
