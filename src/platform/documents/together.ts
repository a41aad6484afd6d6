import type { LetterBlock } from '#kernel/letter.ts'

/** More enclosures than this are a list of their own, from which a signature may part. */
const mostEnclosures = 8

/** How many blocks right before a place stay with the signature there: its enclosures and the last paragraph. */
function staying(blocks: readonly LetterBlock[], signature: number): number {
  const before = blocks[signature - 1]
  if (before?.kind !== 'enclosures') return before?.kind === 'paragraph' ? 1 : 0
  if (before.items.length > mostEnclosures) return 0
  return blocks[signature - 2]?.kind === 'paragraph' ? 2 : 1
}

/**
 * The blocks of a letter in groups of what stays on one page: a signature never stands alone on a page, without the last
 * paragraph it is put under.
 */
export function together(blocks: readonly LetterBlock[]): LetterBlock[][] {
  const groups: LetterBlock[][] = []
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'signature') {
      const kept = staying(blocks, at)
      const before = kept === 0 ? [] : groups.splice(-kept)
      groups.push([...before.flat(), block])
    } else if (block.kind === 'note' && blocks[at - 1]?.kind === 'signature') groups.at(-1)?.push(block)
    else groups.push([block])
  }
  return groups
}
