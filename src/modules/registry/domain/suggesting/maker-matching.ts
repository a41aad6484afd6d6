import { editDistance } from '../code-suggestion.ts'
import { foldedText, type Variants } from './text-units.ts'

/** Words that names of makers carry without telling them apart (db/reference/maker-words). */
export interface MakerWords {
  /** `株式会社`, `Co., Ltd.`, `GmbH`: left out wherever they stand at an end. */
  readonly legalForms: readonly string[]
  /** `日本`, `德国`, `苏州`: left out in front, when enough is left. */
  readonly places: readonly string[]
  /** 製 → 制 */
  readonly variants: Variants
}

export const makerNameKinds = ['name', 'alias', 'misspelling'] as const
export type MakerNameKind = (typeof makerNameKinds)[number]

const marks = /[\s·・.,，、;；:：'’"“”()（）[\]【】\-_/\\&+*®™©!?<>《》|]/g
/** A bracket at the end holds a country or a unit's remark, unless the name stands in it. */
const bracket = /^(.*?)[(（[【](.*?)[)）\]】](.*)$/su

const han = /\p{Script=Han}/u

/** Takes forms and places off the ends of names, so that 日本岛津, (株)島津製作所 and SHIMADZU Corporation can be compared. */
export class MakerNames {
  readonly #forms: readonly string[]
  readonly #places: readonly string[]
  readonly #words: MakerWords

  constructor(words: MakerWords) {
    this.#words = words
    const longestFirst = (a: string, b: string) => b.length - a.length || (a < b ? -1 : 1)
    this.#forms = words.legalForms
      .map((form) => this.plain(form))
      .filter(Boolean)
      .toSorted(longestFirst)
    this.#places = words.places
      .map((place) => this.plain(place))
      .filter(Boolean)
      .toSorted(longestFirst)
  }

  /** Case, width, accents, ways of writing, spaces and marks taken away. */
  plain(name: string): string {
    return foldedText(name, this.#words.variants).replaceAll(marks, '')
  }

  /** The name without its legal form. */
  core(name: string): string {
    const folded = foldedText(name, this.#words.variants)
      .replaceAll(/^\s*[(（](?:株|有)[)）]|[(（](?:株|有)[)）]\s*$/g, '')
      .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    let core = this.#withoutForms(folded.split(/[\s,，]+/).filter(Boolean))
    for (const form of this.#forms)
      if (han.test(form)) {
        if (core.length > form.length + 1 && core.endsWith(form)) core = core.slice(0, -form.length)
        if (core.length > form.length + 1 && core.startsWith(form)) core = core.slice(form.length)
      }
    return core
  }

  /** Latin legal forms stand as words of their own at the end: `Waters Corp.`, never `Corping`. */
  #withoutForms(words: readonly string[]): string {
    const left = words.map((word) => word.replaceAll(marks, '')).filter(Boolean)
    for (let more = true; more && left.length > 1; ) {
      more = false
      for (let count = Math.min(3, left.length - 1); count >= 1; count--)
        if (this.#forms.includes(left.slice(-count).join(''))) {
          left.splice(-count)
          more = true
          break
        }
    }
    return left.join('')
  }

  /** The core without a place in front of it: 日本岛津 → 岛津; of two characters or three letters something must be left. */
  withoutPlace(core: string): string {
    const place = this.#places.find((one) => core.startsWith(one) && core.length - one.length >= least)
    return place === undefined ? core : core.slice(place.length)
  }

  /** Every form under which a name may be known, the nearest to what was written first. */
  keys(name: string): string[] {
    const [, before = '', within = '', behind = ''] = bracket.exec(foldedText(name)) ?? []
    const outside = `${before} ${behind}`.trim()
    const whole = this.core(name)
    const parts = [name.split(/\s*[/／|、;；]\s*/).filter((part) => part !== name)].flat()
    const all = [
      this.plain(name),
      whole,
      this.withoutPlace(whole),
      this.core(this.withoutPlace(this.plain(name))),
      ...[outside, within, ...parts]
        .filter((part) => part !== '')
        .flatMap((part) => [this.core(part), this.withoutPlace(this.core(part))]),
    ]
    return [...new Set(all)].filter((key) => key.length >= least)
  }
}

/** Shorter names than two characters say nothing. */
const least = 2

/** A maker as names lead to it. */
export interface KnownMaker {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  /** Name in the table of countries, '' when not known. */
  readonly country: string
}
export interface MakerMatch {
  readonly maker: KnownMaker
  /** The key by which it was found. */
  readonly key: string
}

/** All makers with every name, to be found by what units write. */
export class MakerIndex {
  readonly names: MakerNames
  readonly #byKey: ReadonlyMap<string, KnownMaker>
  readonly #known = new Map<string, KnownMaker | undefined>()

  constructor(names: MakerNames, byKey: ReadonlyMap<string, KnownMaker>) {
    this.names = names
    this.#byKey = byKey
  }

  /** The maker a text names; spelling mistakes are not forgiven here, see `nearest`. */
  find(text: string): KnownMaker | undefined {
    const wish = text.trim()
    if (wish === '' || wish.length > 100) return undefined
    if (this.#known.has(wish)) return this.#known.get(wish)
    const key = this.names.keys(wish).find((one) => this.#byKey.has(one))
    const found = key === undefined ? undefined : this.#byKey.get(key)
    if (this.#known.size > 20_000) this.#known.clear()
    this.#known.set(wish, found)
    return found
  }

  /** The one maker whose name differs by a letter or two: a suggestion, never a match. */
  nearest(text: string): MakerMatch | undefined {
    if (this.find(text) !== undefined) return undefined
    const near = this.names
      .keys(text)
      .filter((key) => key.length >= (han.test(key) ? 3 : 5))
      .flatMap((key) => this.#near(key))
      .toSorted((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1))
    const [best] = near
    if (best === undefined) return undefined
    const others = near.filter(
      ({ distance, maker }) => distance === best.distance && maker.id !== best.maker.id,
    )
    return others.length > 0 ? undefined : { maker: best.maker, key: best.key }
  }

  #near(wish: string): (MakerMatch & { distance: number })[] {
    const limit = wish.length >= 8 ? 2 : 1
    const found: (MakerMatch & { distance: number })[] = []
    for (const [key, maker] of this.#byKey) {
      if (Math.abs(key.length - wish.length) > limit || key.length < 3) continue
      const distance = editDistance(wish, key, limit)
      if (distance <= limit) found.push({ maker, key, distance })
    }
    return found
  }
}
