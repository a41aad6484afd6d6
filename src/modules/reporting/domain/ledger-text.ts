import type { RowProblem } from './ledger-element.ts'

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  deg: '°',
  plusmn: '±',
  micro: 'µ',
  times: '×',
  le: '≤',
  ge: '≥',
  middot: '·',
  ldquo: '“',
  rdquo: '”',
}

function character(reference: string): string | undefined {
  const code = reference.startsWith('x') ? Number.parseInt(reference.slice(1), 16) : Number(reference)
  return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** Entities a web form left behind, read once: `&lt;` becomes `<`, `&amp;lt;` becomes `&lt;`. */
export const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(
        /&(?:#(x?[0-9a-fA-F]{1,6})|([a-zA-Z]{2,7}));/g,
        (whole, number?: string, name?: string) =>
          (number === undefined ? named[name ?? ''] : character(number.toLowerCase())) ?? whole,
      )
    : text

const blankMarks = new Set([
  '\\n',
  'null',
  '(null)',
  'nil',
  'none',
  'n/a',
  '#n/a',
  'undefined',
  'nan',
  '无',
  '暂无',
  '未知',
  '/',
  '\\',
  '空',
  '不详',
  'unknown',
])

/** Marks that stand for "nothing here"; `无` counts only where the element has no such value of its own. */
export const isBlankMark = (text: string): boolean =>
  text === '' || blankMarks.has(text.toLowerCase()) || /^[-—–_.·~*?？\s]+$/.test(text)

/** Full-width letters, digits and marks as their ordinary forms; Chinese punctuation inside texts stays. */
export const halfWidth = (text: string): string =>
  /[！-～　]/.test(text)
    ? text
        .replaceAll(/[０-９Ａ-Ｚａ-ｚ＋－．％＠＿／＃＆＊＝]/g, (c) =>
          String.fromCharCode(c.charCodeAt(0) - 0xfee0),
        )
        .replaceAll('　', ' ')
    : text

const odd =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u00a0\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff]/g
const needsCare = /[\u0000-\u001f\u00a0\u200b-\u206f\ufeff&！-～　]|^[\s'‘’´`]|\s$|\s\s/

/** One kind of mend and the text before and after it. */
interface Mend {
  readonly code: string
  readonly before: string
  readonly after: string
}
export interface CleanText {
  readonly text: string
  /** What was mended on the way. */
  readonly mended: readonly Mend[]
}

/** An apostrophe before a number told the spreadsheet to take it as text: `'00123`, `'2019-01-05`. */
const withoutApostrophe = (text: string): string => (/^['‘’´`]\d[^'’]*$/.test(text) ? text.slice(1) : text)

/** A cell's text without stray spaces, full-width digits and entities, with what was mended. */
export function cleanText(raw: string): CleanText {
  if (!needsCare.test(raw)) return { text: raw, mended: [] }
  const mended: Mend[] = []
  const step = (code: string, before: string, after: string) => {
    if (before !== after) mended.push({ code, before, after })
    return after
  }
  const decoded = step('ledger.entities', raw, withoutEntities(raw))
  const narrow = step('ledger.full_width', decoded, halfWidth(decoded))
  const plain = narrow.replaceAll(odd, (c) => (c === '\u00a0' ? ' ' : ''))
  const tidy = step(
    'ledger.spaces',
    narrow,
    plain
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[ \t]{2,}|\t/g, ' ')
      .trim(),
  )
  return { text: step('ledger.apostrophe', tidy, withoutApostrophe(tidy)), mended }
}

/** The surroundings of the first difference, so that a mend in a long text can be seen. */
function excerpts(from: string, to: string): { from: string; to: string } {
  if (from.length <= 80 && to.length <= 80) return { from, to }
  let at = 0
  while (at < Math.min(from.length, to.length) && from[at] === to[at]) at++
  const start = Math.max(0, at - 15)
  const cut = (text: string) => `${start > 0 ? '…' : ''}${text.slice(start, at + 25)}…`
  return { from: cut(from), to: cut(to) }
}

/** The mends of a cell as problems of level `mended`, one for each kind. */
export const mendsOf = (element: string, { mended }: CleanText): RowProblem[] =>
  mended.map(({ code, before, after }) => ({ element, code, level: 'mended', ...excerpts(before, after) }))
