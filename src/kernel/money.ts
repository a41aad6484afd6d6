/** Money as integer fen of CNY; asset values are stored in fen too and shown in 万元 (domain.md §10.7). */
declare const fenBrand: unique symbol
export type Fen = number & { readonly [fenBrand]: true }

/** Brands an integer number of fen; throws on fractions. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer amount of fen: ${amount}`)
  return amount as Fen
}

/** 万元 (two decimals) to fen, rounded half away from zero. */
export const fenFromWan = (wan: number): Fen => fen(Math.sign(wan) * Math.round(Math.abs(wan) * 1_000_000))
/** Fen to 万元, two decimals as the national form wants. */
export const wanFromFen = (amount: Fen): number => Math.round(amount / 10_000) / 100
