/** Chance that always falls the same way for the same seed, so that a day's demonstration data can be made again. */
export interface Chance {
  /** Between 0 (inclusive) and 1. */
  next(): number
  /** A whole number between both ends, ends included. */
  whole(least: number, most: number): number
  between(least: number, most: number): number
  yes(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight. */
  weighed<T>(from: readonly (readonly [T, number])[]): T
  /** Waiting time with the given mean. */
  wait(mean: number): number
  /** An independent stream, so that a change in one place leaves the others as they were. */
  fork(label: string): Chance
}

function hashOf(text: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
  return hash >>> 0
}

/** mulberry32: 32 bits of state, plenty for examples and the same on every machine. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A stream of chance named by its seed. */
export function chanceOf(seed: string): Chance {
  const next = mulberry(hashOf(seed))
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(from: readonly T[]): T => {
    const index = Math.floor(next() * from.length)
    if (index >= from.length) throw new Error(`Nothing to pick from (${seed})`)
    return from[index] as T
  }
  return {
    next,
    whole,
    pick,
    between: (least, most) => least + next() * (most - least),
    yes: (probability) => next() < probability,
    weighed<T>(from: readonly (readonly [T, number])[]): T {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      return pick(from)[0]
    },
    wait: (mean) => -mean * Math.log(1 - next()),
    fork: (label) => chanceOf(`${seed}/${label}`),
  }
}
