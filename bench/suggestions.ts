import { aliasesOf } from '../src/modules/registry/domain/code-table.ts'
import { classifierFor } from '../src/modules/registry/domain/suggesting/told-classes.ts'
import { atLeast, type BenchResult, say } from './harness.ts'
import { demonstration, type Labelled, labelled, shippedTable } from './suggestions/labelled.ts'

type Item = Omit<Labelled, 'half'>
/** The classes an approach would offer for an instrument, best first. */
type Approach = (item: Item) => readonly string[]

const classes = shippedTable('classes/2016-trial.csv', 'classes')
const words = shippedTable('class-words/2026.csv', 'class-words')
const leaves = classes.entries.filter(({ code }) => !classes.parents.has(code))

const trigrams = (text: string): Set<string> => {
  const padded = `  ${text.toLowerCase()} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))
}
const namesOfClasses = leaves.map(({ code, name, nameEn }) => ({
  code,
  grams: [trigrams(name), trigrams(nameEn)],
}))
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let common = 0
  for (const gram of a) if (b.has(gram)) common++
  return common / (a.size + b.size - common)
}
/** What a database's trigram index would answer: the class names most like the name. */
const byTrigrams: Approach = ({ name }) => {
  const wish = trigrams(name)
  return namesOfClasses
    .map(({ code, grams }) => ({ code, score: Math.max(...grams.map((gram) => likeness(wish, gram))) }))
    .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code }) => code)
}
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
const namesOfLeaves = leaves.flatMap((entry) =>
  [entry.name, entry.nameEn, ...aliasesOf(entry)].map((name) => ({ code: entry.code, name: plain(name) })),
)
/** The class whose name or other name stands in the name, the longest first. */
const byNameWithin: Approach = ({ name }) =>
  namesOfLeaves
    .filter((one) => one.name.length > 2 && plain(name).includes(one.name))
    .toSorted((a, b) => b.name.length - a.name.length)
    .slice(0, 1)
    .map(({ code }) => code)

interface Accuracy {
  readonly items: number
  /** Share of items whose class came first, and among the first three. */
  readonly top1: number
  readonly top3: number
}

function accuracy(items: readonly Item[], approach: Approach): Accuracy {
  const offers = items.map((item) => ({ item, offered: approach(item) }))
  const share = (most: number) =>
    offers.filter(({ item, offered }) => offered.slice(0, most).includes(item.class)).length / items.length
  return { items: items.length, top1: share(1), top3: share(3) }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const told = (name: string, { items, top1, top3 }: Accuracy) =>
  say(`  ${name}: ${items} items, first ${percent(top1)}, among three ${percent(top3)}`)

/** Rows a second through the classifier, all names different, so that nothing is remembered. */
function speed(approach: Approach): number {
  const rows = Array.from({ length: 10_000 }, (_, i): Item => {
    const one = labelled[i % labelled.length]
    return { name: `${one?.name ?? ''} ${i}号`, model: one?.model ?? '', class: '' }
  })
  const start = performance.now()
  for (const row of rows) approach(row)
  return rows.length / ((performance.now() - start) / 1000)
}

/** How often the class suggested for an instrument is the right one, and how fast. */
export async function run(): Promise<BenchResult> {
  const classifier = classifierFor(classes, words)
  const suggested: Approach = ({ name, model }) => classifier.guesses({ name, model }).map(({ code }) => code)
  const sets = {
    tuning: labelled.filter(({ half }) => half === 'tuning'),
    heldOut: labelled.filter(({ half }) => half === 'held_out'),
    demonstration,
  }
  const metrics = Object.fromEntries(
    Object.entries(sets).map(([name, items]) => {
      const results = {
        suggested: accuracy(items, suggested),
        nameWithin: accuracy(items, byNameWithin),
        trigrams: accuracy(items, byTrigrams),
      }
      say(name)
      for (const [approach, result] of Object.entries(results)) told(approach, result)
      return [name, results]
    }),
  )
  const rowsPerSecond = Math.round(speed(suggested))
  const top1 = (set: string) => (metrics[set]?.suggested.top1 ?? 0) * 100
  return Promise.resolve({
    metrics: { ...metrics, rowsPerSecond },
    bars: [
      atLeast('held-out half, right class first', top1('heldOut'), '%', 90),
      atLeast('labels of another hand, right class first', top1('demonstration'), '%', 75),
      atLeast('suggestions', rowsPerSecond, '/s', 2_000),
    ],
  })
}
