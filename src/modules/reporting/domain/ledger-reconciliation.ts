/** What a comparison of a ledger with the registry can find; the database's check lists the same. */
export const proposalKinds = ['renumbered', 'split', 'merged', 'disposed', 'vanished'] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** Kinds that say two numbers are one thing: nothing is imported before they are decided. */
export const linkingKinds: readonly ProposalKind[] = ['renumbered', 'split', 'merged']

export const proposalCertainties = ['sure', 'likely'] as const
export type ProposalCertainty = (typeof proposalCertainties)[number]

export const proposalDecisions = ['open', 'confirmed', 'refused'] as const
export type ProposalDecision = (typeof proposalDecisions)[number]

export const proposalReasons = [
  'same_name_model_date',
  'same_name_model_worth',
  'same_worth',
  'number_begins_alike',
  'same_date',
  'worth_adds_up',
  'out_of_books',
  'not_in_file',
] as const
export type ProposalReason = (typeof proposalReasons)[number]

/** The dated rule set `reconciliation`. */
export interface ReconciliationRules {
  /** Share of a value by which a sum may miss it. */
  readonly sumTolerance: number
  /** More things than this of one day are not tried as parts of one. */
  readonly mostParts: number
  /** Words of a standing column that say a thing left the books. */
  readonly outOfBooks: readonly string[]
}

/** A thing as a ledger or the registry describes it; '' and undefined where nothing is said. */
export interface ComparedThing {
  readonly number: string
  readonly name: string
  readonly model: string
  /** `2026-11-23` or ''. */
  readonly bookedOn: string
  readonly worthFen: number | undefined
}
/** A row whose number the registry does not know. */
export interface NewRow extends ComparedThing {
  readonly no: number
}
/** An instrument whose number the file does not have. */
export interface AbsentInstrument extends ComparedThing {
  readonly id: number
}
/** A row that gives a known instrument another value. */
export interface RevaluedRow extends ComparedThing {
  readonly no: number
  readonly id: number
  readonly beforeFen: number
}

export interface Comparison {
  readonly added: readonly NewRow[]
  readonly absent: readonly AbsentInstrument[]
  readonly revalued: readonly RevaluedRow[]
  /** Rows of known instruments that left the books. */
  readonly left: readonly { readonly no: number; readonly id: number }[]
  /** The file is the unit's whole ledger: what it does not list has vanished. */
  readonly whole: boolean
}

/** One thing to confirm or refuse: which instruments, which rows of the file, why. */
export interface Proposal {
  readonly kind: ProposalKind
  readonly certainty: ProposalCertainty
  readonly instrumentIds: readonly number[]
  readonly rows: readonly number[]
  readonly reasons: readonly ProposalReason[]
}

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-_/.,，。()]+/g, '')
const byNumber = (a: ComparedThing, b: ComparedThing) => a.number.localeCompare(b.number)
const beginsWith = (long: string, short: string) =>
  short !== '' && long.length > short.length && long.startsWith(short)
const worthOf = (things: readonly ComparedThing[]): number | undefined =>
  things.every(({ worthFen }) => worthFen !== undefined)
    ? things.reduce((sum, { worthFen = 0 }) => sum + worthFen, 0)
    : undefined

/** Things not yet taken by a proposal; each belongs to one at most. */
class Pool<T extends ComparedThing> {
  readonly #free: Set<T>
  readonly #byDate: Map<string, T[]>
  constructor(things: readonly T[]) {
    this.#free = new Set(things)
    this.#byDate = Map.groupBy(things, ({ bookedOn }) => bookedOn)
  }
  get all(): T[] {
    return [...this.#free]
  }
  take(things: readonly T[]): void {
    for (const thing of things) this.#free.delete(thing)
  }
  ofDay(bookedOn: string): T[] {
    return bookedOn === '' ? [] : (this.#byDate.get(bookedOn) ?? []).filter((thing) => this.#free.has(thing))
  }
}

interface Pools {
  readonly rules: ReconciliationRules
  readonly added: Pool<NewRow>
  readonly absent: Pool<AbsentInstrument>
}

const nearly = (a: number, b: number, { sumTolerance }: ReconciliationRules) =>
  Math.abs(a - b) <= sumTolerance * Math.max(a, b)

function pairsBy(
  { added, absent }: Pools,
  key: (thing: ComparedThing) => string,
): [AbsentInstrument[], NewRow[]][] {
  const rows = Map.groupBy(added.all, key)
  return [...Map.groupBy(absent.all, key)].flatMap(([of, instruments]) => {
    const there = of === '' ? undefined : rows.get(of)
    return there === undefined
      ? []
      : [[instruments.toSorted(byNumber), there.toSorted(byNumber)] as [AbsentInstrument[], NewRow[]]]
  })
}

const thingOf = ({ name, model, bookedOn }: ComparedThing) =>
  name === '' || bookedOn === '' ? '' : [folded(name), folded(model), bookedOn].join('\u001f')
const valuedOf = ({ name, model, worthFen }: ComparedThing) =>
  name === '' || model === '' || worthFen === undefined
    ? ''
    : [folded(name), folded(model), worthFen].join('\u001f')

/** Of several alike, those of one value belong together first, then in the order of their numbers. */
function paired(
  instruments: readonly AbsentInstrument[],
  rows: readonly NewRow[],
): [AbsentInstrument, NewRow][] {
  const left = [...rows]
  const pairs: [AbsentInstrument, NewRow][] = []
  const rest = instruments.filter((one) => {
    const at = left.findIndex(({ worthFen }) => worthFen !== undefined && worthFen === one.worthFen)
    for (const row of at < 0 ? [] : left.splice(at, 1)) pairs.push([one, row])
    return at < 0
  })
  for (const one of rest) for (const row of left.splice(0, 1)) pairs.push([one, row])
  return pairs
}

/** Same name, model and date under another number, or same name, model and value where just one fits. */
function renumbered(pools: Pools): Proposal[] {
  const proposals: Proposal[] = []
  const propose = (one: AbsentInstrument, row: NewRow, reasons: ProposalReason[], sure: boolean) => {
    const certainty = sure ? 'sure' : 'likely'
    proposals.push({ kind: 'renumbered', certainty, instrumentIds: [one.id], rows: [row.no], reasons })
    pools.absent.take([one])
    pools.added.take([row])
  }
  for (const [instruments, rows] of pairsBy(pools, thingOf))
    for (const [one, row] of paired(instruments, rows)) {
      const alike = one.worthFen !== undefined && one.worthFen === row.worthFen
      const alone = instruments.length === 1 && rows.length === 1
      const reasons: ProposalReason[] = ['same_name_model_date', ...(alike ? (['same_worth'] as const) : [])]
      propose(one, row, reasons, alike && alone)
    }
  for (const [instruments, rows] of pairsBy(pools, valuedOf))
    if (instruments.length === 1 && rows.length === 1)
      for (const [one, row] of paired(instruments, rows)) propose(one, row, ['same_name_model_worth'], false)
  return proposals
}

interface Parts<T> {
  readonly parts: readonly T[]
  readonly certainty: ProposalCertainty
  readonly reasons: readonly ProposalReason[]
}

/** The things of one day that together are worth a whole, or whose numbers go on from its number. */
function partsOf<T extends ComparedThing>(
  number: string,
  worthFen: number | undefined,
  ofDay: readonly T[],
  least: number,
  rules: ReconciliationRules,
): Parts<T> | undefined {
  const addsUp = (things: readonly T[]) => {
    const sum = worthOf(things)
    return sum !== undefined && worthFen !== undefined && nearly(sum, worthFen, rules)
  }
  const named = ofDay.filter((thing) => beginsWith(thing.number, number))
  if (named.length >= least && named.length <= rules.mostParts && (addsUp(named) || worthFen === undefined))
    return {
      parts: named,
      certainty: addsUp(named) ? 'sure' : 'likely',
      reasons: addsUp(named)
        ? ['number_begins_alike', 'same_date', 'worth_adds_up']
        : ['number_begins_alike', 'same_date'],
    }
  if (ofDay.length < least || ofDay.length > rules.mostParts || !addsUp(ofDay)) return undefined
  return { parts: ofDay, certainty: 'likely', reasons: ['same_date', 'worth_adds_up'] }
}

/** One instrument gone, several new ones of its day that are worth as much; or parts taken out of one that stays. */
function split({ added, absent, rules }: Pools, revalued: readonly RevaluedRow[]): Proposal[] {
  const proposals: Proposal[] = []
  const propose = (id: number, rows: readonly number[], found: Parts<NewRow>) => {
    const { certainty, reasons, parts } = found
    added.take(parts)
    const all = [...rows, ...parts.map(({ no }) => no)]
    proposals.push({ kind: 'split', certainty, instrumentIds: [id], rows: all, reasons })
  }
  for (const one of absent.all) {
    const found = partsOf(one.number, one.worthFen, added.ofDay(one.bookedOn), 2, rules)
    if (found === undefined) continue
    absent.take([one])
    propose(one.id, [], found)
  }
  for (const row of revalued) {
    const less = row.beforeFen - (row.worthFen ?? row.beforeFen)
    const found = less > 0 ? partsOf(row.number, less, added.ofDay(row.bookedOn), 1, rules) : undefined
    if (found !== undefined) propose(row.id, [row.no], found)
  }
  return proposals
}

/** Several instruments of one day gone, one new row worth as much; or one that stays has taken them in. */
function merged({ added, absent, rules }: Pools, revalued: readonly RevaluedRow[]): Proposal[] {
  const proposals: Proposal[] = []
  const propose = (row: number, ids: readonly number[], found: Parts<AbsentInstrument>) => {
    const { certainty, reasons, parts } = found
    absent.take(parts)
    const all = [...ids, ...parts.map(({ id }) => id)]
    proposals.push({ kind: 'merged', certainty, instrumentIds: all, rows: [row], reasons })
  }
  for (const row of added.all) {
    const found = partsOf(row.number, row.worthFen, absent.ofDay(row.bookedOn), 2, rules)
    if (found === undefined) continue
    added.take([row])
    propose(row.no, [], found)
  }
  for (const row of revalued) {
    const more = (row.worthFen ?? row.beforeFen) - row.beforeFen
    const found = more > 0 ? partsOf(row.number, more, absent.ofDay(row.bookedOn), 1, rules) : undefined
    if (found !== undefined) propose(row.no, [row.id], found)
  }
  return proposals
}

/**
 * What a ledger says about the registry beyond new and changed rows, each as a proposal for a person: asset numbers are the
 * unit's keys and never change here (domain.md §1.3), so another number for the same thing is a link to confirm.
 */
export function reconcile(comparison: Comparison, rules: ReconciliationRules): Proposal[] {
  const pools = { rules, added: new Pool(comparison.added), absent: new Pool(comparison.absent) }
  const left = comparison.left.map<Proposal>(({ no, id }) => ({
    ...{ kind: 'disposed', certainty: 'sure', instrumentIds: [id], rows: [no], reasons: ['out_of_books'] },
  }))
  const linked = [
    ...renumbered(pools),
    ...split(pools, comparison.revalued),
    ...merged(pools, comparison.revalued),
  ]
  const vanished = comparison.whole
    ? pools.absent.all.map<Proposal>(({ id }) => ({
        ...{ kind: 'vanished', certainty: 'sure', instrumentIds: [id], rows: [], reasons: ['not_in_file'] },
      }))
    : []
  return [...linked, ...left, ...vanished]
}

/** Whether a standing column says that a thing left the books: one of the words stands in it, by itself or in a phrase. */
export function leftTheBooks(
  standing: string,
  { outOfBooks }: Pick<ReconciliationRules, 'outOfBooks'>,
): boolean {
  const text = standing.normalize('NFKC').trim().toLowerCase()
  if (text === '' || /^(未|不|非|无)|^(not|no|never)\b/.test(text)) return false
  return outOfBooks.some(
    (word) => text === word || (text.includes(word) && !/待|拟|申请|pending|to be/.test(text)),
  )
}
