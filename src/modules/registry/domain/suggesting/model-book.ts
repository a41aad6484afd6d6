import { modelKey } from './text-units.ts'

interface Series {
  readonly prefix: string
  readonly codes: readonly string[]
}

/** Known series of models by the beginning of their numbers: `JEM` are transmission electron microscopes. */
export class ModelBook {
  readonly #codes = new Map<string, string[]>()
  #longest = 0

  add(code: string, prefix: string): void {
    const key = modelKey(prefix)
    if (key.length < 2) return
    const codes = this.#codes.get(key)
    if (codes === undefined) this.#codes.set(key, [code])
    else if (!codes.includes(code)) codes.push(code)
    this.#longest = Math.max(this.#longest, key.length)
  }

  /** The longest series a model belongs to; a short beginning counts only when the number follows at once. */
  seriesOf(model: string): Series | undefined {
    const key = modelKey(model)
    for (let length = Math.min(this.#longest, key.length); length >= 2; length--) {
      const prefix = key.slice(0, length)
      const codes = this.#codes.get(prefix)
      if (codes !== undefined && tells(prefix, key)) return { prefix, codes }
    }
    return undefined
  }
}

function tells(prefix: string, key: string): boolean {
  if (prefix === key) return prefix.length >= 3
  const digits = /\d$/.test(prefix)
  if (prefix.length >= 5) return true
  const next = key[prefix.length] ?? ''
  // `LC20` goes on as `LC20AT`, not as `LC200`; `JEM` goes on as `JEM2100`.
  return digits ? !/\d/.test(next) || prefix.length >= 4 : /\d/.test(next) || prefix.length >= 4
}
