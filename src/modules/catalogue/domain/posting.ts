/** A posting packs a document number with the fields of it in which a token stands. */
export const maskBits = 8
export const maskOf = (packed: number): number => packed & ((1 << maskBits) - 1)
export const docOf = (packed: number): number => packed >>> maskBits

/** A growing list of numbers in one typed array. */
export class Posting {
  values = new Uint32Array(4)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  /** Notes a field of the newest document; documents come in growing order. */
  mark(doc: number, bit: number): void {
    const last = this.length - 1
    const packed = last < 0 ? 0 : (this.values[last] ?? 0)
    if (last >= 0 && docOf(packed) === doc) this.values[last] = packed | bit
    else this.push((doc << maskBits) | bit)
  }
}
