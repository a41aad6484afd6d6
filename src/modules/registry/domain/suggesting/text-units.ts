/** Characters written otherwise elsewhere → the form used here: traditional → simplified, 分光光度計 → 分光光度计. */
export type Variants = ReadonlyMap<string, string>

const unit = /[a-z0-9\u0370-\u03ff]+(?:[-/.:'’&+][a-z0-9\u0370-\u03ff]+)*|\p{Script=Han}/gu
const marks = /[-/.:'’&+]/g

function word(text: string): string {
  const plain = text.replace(marks, '').replace(/yser(s?)$/, 'yzer$1')
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain
}

/** A text with case, width, accents and ways of writing taken away; nothing else. */
export function foldedText(text: string, variants?: Variants): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
  if (variants === undefined || variants.size === 0) return plain
  let folded = ''
  for (const character of plain) folded += variants.get(character) ?? character
  return folded
}

/** A part of a name with where it stands in the text. */
export interface PlacedUnit {
  readonly unit: string
  readonly start: number
  readonly end: number
}

/** What a name is made of: each Chinese character, each Latin word with its hyphens taken out (`LC-MS/MS` → `lcmsms`). */
export function placedUnitsOf(text: string, variants?: Variants): PlacedUnit[] {
  return Array.from(foldedText(text, variants).matchAll(unit), ({ 0: found, index }) => ({
    unit: /^\p{Script=Han}$/u.test(found) ? found : word(found),
    start: index,
    end: index + found.length,
  }))
}

/** The same without the places. */
export const unitsOf = (text: string, variants?: Variants): string[] =>
  placedUnitsOf(text, variants).map((placed) => placed.unit)

/** How much a unit says: a character one, a Latin word by its length. */
export const weightOf = (one: string): number =>
  /^\p{Script=Han}$/u.test(one) ? 1 : Math.min(4, 1.2 + one.length * 0.3)

/** A model number as it is compared: capitals and digits only, `JEM-2100F` → `JEM2100F`. */
export const modelKey = (model: string): string =>
  model
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
