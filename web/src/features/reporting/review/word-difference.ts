/** A stretch of a text that stands in both versions, or in one of them. */
export interface Stretch {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Words of Latin script and numbers whole, every other character alone. */
const wordsOf = (text: string): string[] => text.match(/[\p{Script=Latin}\d.]+|\s+|[^]/gu) ?? []

/** Beyond this many pairs of words the texts are shown whole, one after the other. */
const mostPairs = 400_000

/** Lengths of the longest common subsequences of what follows each pair of places. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i]
      const below = table[i + 1]
      if (row === undefined || below === undefined) continue
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return table
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const one of stretches) {
    const last = result.at(-1)
    if (last?.kind === one.kind) result[result.length - 1] = { kind: one.kind, text: last.text + one.text }
    else if (one.text !== '') result.push(one)
  }
  return result
}

/** Walks both texts along what they have in common. */
function walk(a: readonly string[], b: readonly string[]): Stretch[] {
  const common = commonLengths(a, b)
  const lengthAt = (i: number, j: number) => (i > a.length || j > b.length ? -1 : (common[i]?.[j] ?? 0))
  const stretches: Stretch[] = []
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      stretches.push({ kind: 'same', text: left })
      i++
      j++
    } else if (left !== undefined && lengthAt(i + 1, j) >= lengthAt(i, j + 1)) {
      stretches.push({ kind: 'removed', text: left })
      i++
    } else {
      stretches.push({ kind: 'added', text: right ?? '' })
      j++
    }
  }
  return stretches
}

/** What was taken out of a text and what was put in, word by word. */
export function wordDifference(before: string, after: string): Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length * b.length <= mostPairs) return joined(walk(a, b))
  return joined([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ])
}
