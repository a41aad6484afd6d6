import { foldedText, type Variants } from './text-units.ts'

/** Characters that join the parts of a name and are not translated. */
const joints = /^[\s\-—–_·・/／、,，]+/u
const fillers = /^(?:联用|一体|型|式|用|的|级|及|与|和)/u
/** Numbers, models and units stand in both languages: `600MHz`, `3.0T`, `PET/CT`. */
const latin = /^[A-Za-z0-9][A-Za-z0-9.+/-]*/
const remark = /[(（][^)）]*[)）]/gu
const longestTerm = 16

const beginsWord = (text: string) => /^[a-z]/.test(text)

/** English names from a dictionary of terms: the parts of the Chinese name in its order, its head last. */
export class EnglishNames {
  readonly #terms: ReadonlyMap<string, string>
  readonly #variants: Variants | undefined

  constructor(terms: ReadonlyMap<string, string>, variants?: Variants) {
    this.#terms = new Map([...terms].map(([zh, en]) => [foldedText(zh, variants), en]))
    this.#variants = variants
  }

  /** The English name and the terms it was made of; undefined unless every part of the name is known. */
  of(name: string): { readonly english: string; readonly terms: readonly string[] } | undefined {
    let rest = name.normalize('NFKC').replaceAll(remark, '').trim()
    const words: string[] = []
    const terms: string[] = []
    while (rest !== '') {
      const step = this.#step(rest, words.length > 0)
      if (step === undefined) return undefined
      if (step.word !== '') words.push(step.word)
      if (step.term) terms.push(rest.slice(0, step.length))
      rest = rest.slice(step.length)
    }
    if (terms.length === 0) return undefined
    const english = words.join(' ')
    return {
      english: beginsWord(english) ? `${english.slice(0, 1).toUpperCase()}${english.slice(1)}` : english,
      terms,
    }
  }

  #step(rest: string, within: boolean): { word: string; length: number; term?: true } | undefined {
    const folded = foldedText(rest, this.#variants)
    if (folded.length === rest.length)
      for (let length = Math.min(longestTerm, rest.length); length > 0; length--) {
        const word = this.#terms.get(folded.slice(0, length))
        if (word !== undefined) return { word, length, term: true }
      }
    const [joint] = joints.exec(rest) ?? []
    if (joint !== undefined) return { word: '', length: joint.length }
    const [filler] = (within ? fillers.exec(rest) : null) ?? []
    if (filler !== undefined) return { word: '', length: filler.length }
    const [plain] = latin.exec(rest) ?? []
    return plain === undefined ? undefined : { word: plain, length: plain.length }
  }
}
