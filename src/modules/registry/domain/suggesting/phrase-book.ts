import { unitsOf, type Variants, weightOf } from './text-units.ts'

/** What a phrase says of a class. */
interface Speaks {
  readonly code: string
  readonly weight: number
}
/** Several phrases that speak for a class only together: `气相色谱+质谱`. */
interface Together extends Speaks {
  readonly parts: readonly Node[]
}
/** A place in the tree of phrases, unit after unit; where a phrase ends it weighs something. */
interface Node {
  readonly next: Map<string, Node>
  weight: number
  readonly speaks: Speaks[]
  readonly together: Together[]
}
/** Units from `from` to before `to` of a name that are a known phrase. */
interface Span {
  readonly from: number
  readonly to: number
  readonly node: Node
}
/** One reason in a name for a class, with where its words stand. */
export interface Evidence {
  readonly code: string
  readonly score: number
  readonly spans: readonly { readonly from: number; readonly to: number }[]
}

const headBonus = 1.35
const weak = '?'
const weakWeight = 0.4
/** What stands within a longer phrase says little of its own. */
const withinWeight = 0.3
/** Words of several classes say less for each of them. */
const shared = (classes: number) => classes ** -0.7

/** Words behind the head of a name that say nothing about what it is. */
const tails = new Set([...'仪器机系统装置设备平台套型', 'system', 'instrument'])

const emptyNode = (): Node => ({ next: new Map(), weight: 0, speaks: [], together: [] })

/** Phrases of all classes, ready to be found in names. */
export class PhraseBook {
  readonly #root = emptyNode()
  readonly #variants: Variants | undefined

  constructor(variants?: Variants) {
    this.#variants = variants
  }

  /** Notes words of a class; `?` before one makes it weak, `+` joins what must appear together. */
  add(code: string, words: string, weight = 1): void {
    const light = words.startsWith(weak)
    const parts = (light ? words.slice(1) : words)
      .split('+')
      .map((part) => unitsOf(part, this.#variants))
      .filter((part) => part.length > 0)
      .map((units) => this.#node(units))
    const [first] = parts
    if (first === undefined) return
    const worth = weight * (light ? weakWeight : 1)
    if (parts.length === 1) first.speaks.push({ code, weight: worth })
    else {
      const joined = { code, weight: worth, parts }
      for (const part of parts) part.together.push(joined)
    }
  }

  #node(units: readonly string[]): Node {
    let node = this.#root
    for (const one of units) {
      let next = node.next.get(one)
      if (next === undefined) {
        next = emptyNode()
        node.next.set(one, next)
      }
      node = next
    }
    node.weight = units.reduce((sum, one) => sum + weightOf(one), 0)
    return node
  }

  /** Every known phrase in the units of a name. */
  #spans(units: readonly string[]): Span[] {
    const found: Span[] = []
    for (let from = 0; from < units.length; from++) {
      let node = this.#root.next.get(units[from] ?? '')
      for (let to = from + 1; node !== undefined; to++) {
        if (node.weight > 0) found.push({ from, to, node })
        node = to < units.length ? node.next.get(units[to] ?? '') : undefined
      }
    }
    return found
  }

  /** What the phrases of a name say for the classes they belong to. */
  evidence(units: readonly string[]): Evidence[] {
    const spans = this.#spans(units)
    const head = headOf(units)
    const score = ({ node, to }: Span) => node.weight * (to >= head ? headBonus : 1)
    const found: Evidence[] = []
    for (const span of spans) {
      const { speaks } = span.node
      if (speaks.length === 0) continue
      const worth = score(span) * shared(speaks.length) * (isWithin(span, spans) ? withinWeight : 1)
      for (const { code, weight } of speaks) found.push({ code, score: worth * weight, spans: [span] })
    }
    return [...found, ...joined(spans, score)]
  }
}

function isWithin(span: Span, spans: readonly Span[]): boolean {
  return spans.some(
    (other) =>
      other.node.speaks.length > 0 &&
      other.from <= span.from &&
      other.to >= span.to &&
      other.to - other.from > span.to - span.from,
  )
}

function joined(spans: readonly Span[], score: (span: Span) => number): Evidence[] {
  const byNode = new Map(spans.map((span) => [span.node, span]))
  const all = new Set(spans.flatMap((span) => span.node.together))
  const found: Evidence[] = []
  for (const { code, parts, weight } of all) {
    const there = parts.flatMap((node) => byNode.get(node) ?? [])
    if (there.length === parts.length)
      found.push({
        code,
        score: (there.reduce((sum, span) => sum + score(span), 0) + 1) * weight,
        spans: there,
      })
  }
  return found
}

/** Where the last word that says what it is ends. */
function headOf(units: readonly string[]): number {
  let end = units.length
  while (end > 1 && tails.has(units[end - 1] ?? '')) end--
  return end
}
