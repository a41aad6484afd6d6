import { type Fen, fenFromWan } from '#kernel/money.ts'
import { isDate } from './element-validation.ts'
import type { Elements, ElementValue } from './instrument.ts'

/** Figures the rules and lists need, taken from the elements of a single instrument. */
export interface DerivedFigures {
  readonly name: string
  readonly worthFen: Fen | undefined
  /** Booking date, `2026-11-23`. */
  readonly bookedOn: string | undefined
  readonly classCode: string | undefined
}

const textOf = (value: ElementValue | undefined): string => (value === undefined ? '' : String(value).trim())

/** What the columns beside `elements` hold; wrong values leave them empty. */
export function derivedFigures(elements: Elements): DerivedFigures {
  const worth = Number(textOf(elements['worth']) || Number.NaN)
  const bookedOn = textOf(elements['beginDate'])
  return {
    name: textOf(elements['cname']).slice(0, 200),
    worthFen: Number.isFinite(worth) && Math.abs(worth) < 1e9 ? fenFromWan(worth) : undefined,
    bookedOn: isDate(bookedOn) ? bookedOn : undefined,
    classCode: textOf(elements['instrCategory']) || undefined,
  }
}

const cleanText = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()

/** The elements as they are kept: texts trimmed, what is empty left out. */
export function cleanElements(elements: Elements): Elements {
  const kept: [string, ElementValue][] = []
  for (const [id, value] of Object.entries(elements)) {
    if (typeof value === 'number') kept.push([id, value])
    else if (typeof value === 'string') {
      const text = cleanText(value)
      if (text !== '') kept.push([id, text])
    } else {
      const texts = value.map(cleanText).filter((text) => text !== '')
      if (texts.length > 0) kept.push([id, texts])
    }
  }
  return Object.fromEntries(kept)
}

/** Ids of the elements whose values differ between two versions. */
export function differingElements(before: Elements, after: Elements): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]))
}
