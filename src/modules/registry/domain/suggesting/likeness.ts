/** Neighbouring units as one key. */
function pairsOf(units: readonly string[]): string[] {
  const pairs = units.length === 1 ? [...units] : []
  for (let i = 0; i + 1 < units.length; i++) pairs.push(`${units[i] ?? ''} ${units[i + 1] ?? ''}`)
  return pairs
}

/** Pairs that so many classes know (分析, 测试) tell none apart. */
const tooCommon = 0.35
const unknownPair = 0.5

/** Likeness of a name to the words of a class by the pairs of characters they share, rare pairs counting more. */
export class Likeness {
  readonly #codes: string[] = []
  readonly #weights: number[] = []
  readonly #pairs = new Map<string, number[]>()
  readonly #rarity = new Map<string, number>()
  #sums = new Float64Array(0)

  /** The words of a class; `weight` lessens what is rarely meant. */
  add(code: string, phrases: readonly (readonly string[])[], weight: number): void {
    const number = this.#codes.push(code) - 1
    this.#weights.push(weight)
    for (const pair of new Set(phrases.flatMap(pairsOf))) {
      const there = this.#pairs.get(pair)
      if (there === undefined) this.#pairs.set(pair, [number])
      else there.push(number)
    }
  }

  /** After the last class: rare pairs get their weight. */
  weigh(): void {
    const classes = Math.max(2, this.#codes.length)
    for (const [pair, numbers] of this.#pairs)
      this.#rarity.set(pair, Math.log(classes / numbers.length) / Math.log(classes))
    this.#sums = new Float64Array(this.#codes.length)
  }

  /** The classes that know at least `least` of the weight of a name's pairs, with that share from 0 to 1. */
  of(units: readonly string[], least: number): [code: string, likeness: number][] {
    const sums = this.#sums.fill(0)
    let whole = 0
    for (const pair of pairsOf(units)) {
      const rarity = this.#rarity.get(pair) ?? unknownPair
      whole += rarity
      if (rarity < tooCommon) continue
      for (const number of this.#pairs.get(pair) ?? []) sums[number] = (sums[number] ?? 0) + rarity
    }
    const found: [string, number][] = []
    if (whole === 0) return found
    for (const [number, code] of this.#codes.entries()) {
      const likeness = ((sums[number] ?? 0) / whole) * (this.#weights[number] ?? 1)
      if (likeness >= least) found.push([code, likeness])
    }
    return found
  }
}
