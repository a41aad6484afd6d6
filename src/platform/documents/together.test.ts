import { describe, expect, test } from 'vitest'
import type { LetterBlock } from '#kernel/letter.ts'
import { together } from './together.ts'

const paragraph: LetterBlock = { kind: 'paragraph', text: '请予确认。' }
const heading: LetterBlock = { kind: 'heading', text: '一、理由' }
const signature: LetterBlock = { kind: 'signature', lines: ['（公章）'] }
const note: LetterBlock = { kind: 'note', text: '（联系人）' }
const enclosures = (count: number): LetterBlock => ({
  ...{ kind: 'enclosures', label: '附件：' },
  items: Array.from({ length: count }, (_, i) => `附件${i + 1}`),
})
const kinds = (groups: LetterBlock[][]) => groups.map((group) => group.map(({ kind }) => kind).join('+'))

describe('A signature', () => {
  test.each<[string, LetterBlock[], string[]]>([
    [
      'with the last paragraph',
      [heading, paragraph, paragraph, signature],
      ['heading', 'paragraph', 'paragraph+signature'],
    ],
    [
      'with its enclosures and the note below',
      [paragraph, enclosures(2), signature, note],
      ['paragraph+enclosures+signature+note'],
    ],
    [
      'but without a long list of enclosures',
      [paragraph, enclosures(9), signature],
      ['paragraph', 'enclosures', 'signature'],
    ],
    ['alone when nothing is before it', [signature, note], ['signature+note']],
  ])('stays %s', (_, blocks, expected) => {
    expect(kinds(together(blocks))).toEqual(expected)
  })
})
