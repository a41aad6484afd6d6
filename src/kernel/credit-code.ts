/** Unified social credit code, GB 32100-2015: 17 characters and a check character (mod 31). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character of the first 17 characters; undefined when one of them is not allowed. */
export function creditCodeCheckCharacter(first17: string): string | undefined {
  if (first17.length !== 17) return undefined
  let sum = 0
  for (const [i, character] of [...first17].entries()) {
    const value = alphabet.indexOf(character)
    if (value < 0) return undefined
    sum += value * (weights[i] ?? 0)
  }
  return alphabet[(31 - (sum % 31)) % 31]
}

/** Whether a code is well formed and its check character right. */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 && creditCodeCheckCharacter(code.slice(0, 17)) === code[17]
