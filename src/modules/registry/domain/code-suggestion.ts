import { aliasesOf, type CodeEntry, type CodeTable } from './code-table.ts'

/** Changes of one character that turn one text into the other; stops counting above `limit`. */
export function editDistance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min(
          (before[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    if (Math.min(...row) > limit) return limit + 1
    before = row
  }
  return before[b.length] ?? limit + 1
}

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·、,，.。()（）-]/g, '')

/** How far the wish is from one name of an entry: 0 the same, 1 one holds the other, then by differing characters. */
function distanceTo(wish: string, name: string): number {
  const other = folded(name)
  if (other === '') return Infinity
  if (other === wish) return 0
  if (wish.length >= 2 && (other.includes(wish) || (other.length >= 2 && wish.includes(other))))
    return 1 + Math.abs(other.length - wish.length) / 100
  const limit = Math.min(3, Math.floor(wish.length / 2))
  const distance = editDistance(wish, other, limit)
  return distance <= limit ? 1 + distance : Infinity
}

const distance = (wish: string, entry: CodeEntry): number =>
  Math.min(
    ...[entry.code, entry.name, entry.nameEn, ...aliasesOf(entry)].map((name) => distanceTo(wish, name)),
  )

/** Differing characters that fit several entries equally well (米国: 美国, 中国, 英国 …) single out none of them. */
const singlesOut = (candidates: readonly { distance: number }[]): boolean =>
  candidates.length < 2 ||
  (candidates[0]?.distance ?? 0) < 2 ||
  candidates[0]?.distance !== candidates[1]?.distance

/** The entries a wrong value most likely means, nearest first; only what may be chosen; the one asked for must stand out. */
export function suggestions(
  table: CodeTable,
  wish: string,
  most = 1,
  accept: (entry: CodeEntry) => boolean = () => true,
): CodeEntry[] {
  const sought = folded(wish)
  if (sought === '') return []
  const candidates = table.entries
    .filter(accept)
    .map((entry) => ({ entry, distance: distance(sought, entry) }))
    .filter((candidate) => candidate.distance < Infinity)
    .toSorted((a, b) => a.distance - b.distance)
  if (most === 1 && !singlesOut(candidates)) return []
  return candidates.slice(0, most).map((candidate) => candidate.entry)
}
