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

/** What a name is made of: each Chinese character, each Latin word with its hyphens taken out (`LC-MS/MS` → `lcmsms`). */
export function unitsOf(text: string, variants?: Variants): string[] {
  return Array.from(foldedText(text, variants).matchAll(unit), ([found]) =>
    /^\p{Script=Han}$/u.test(found) ? found : word(found),
  )
}

/** How much a unit says: a character one, a Latin word by its length. */
export const weightOf = (one: string): number =>
  /^\p{Script=Han}$/u.test(one) ? 1 : Math.min(4, 1.2 + one.length * 0.3)

/** A model number as it is compared: capitals and digits only, `JEM-2100F` → `JEM2100F`. */
export const modelKey = (model: string): string =>
  model
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
