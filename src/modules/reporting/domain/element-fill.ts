/** Element id → value, as registry keeps them. */
export type FillableElements = Readonly<Record<string, string | number | readonly string[]>>

/** Where the value of one element comes from when many instruments are filled at once. */
export type ElementFill =
  | { readonly by: 'value'; readonly element: string; readonly value: string | number | readonly string[] }
  /** What stands in another element of the same instrument. */
  | { readonly by: 'copy'; readonly element: string; readonly from: string }
  /** A text over its limit, cut after its last whole sentence. */
  | { readonly by: 'shorten'; readonly element: string }
  /** The value the program suggests where there is none, or a wrong one. */
  | { readonly by: 'suggestion'; readonly element: string }

/** gaps: where the element is empty or its value wrong. */
export const fillScopes = ['gaps', 'everywhere'] as const
export type FillScope = (typeof fillScopes)[number]

/** What is known of one instrument's elements beside their values. */
export interface FillGround {
  /** Longest text of an element, characters. */
  readonly limits: ReadonlyMap<string, number>
  /** Element id → value suggested where it is empty or wrong. */
  readonly suggestions: ReadonlyMap<string, FillableElements[string]>
  /** Elements whose value is wrong, apart from texts that are only too long. */
  readonly wrong: ReadonlySet<string>
}

const isEmpty = (value: FillableElements[string] | undefined) =>
  value === undefined || (typeof value === 'object' ? value.length === 0 : String(value).trim() === '')

/** A text within its limit (characters): cut after its last whole sentence, else in the middle with an ellipsis. */
export function shortened(text: string, limit: number): string {
  const characters = [...text]
  if (characters.length <= limit) return text
  const kept = characters.slice(0, limit)
  const end = kept.findLastIndex((character) => '。；！？;!?\n'.includes(character))
  if (end >= limit / 2)
    return kept
      .slice(0, end + 1)
      .join('')
      .trim()
  return `${kept.slice(0, limit - 1).join('')}…`
}

function valueFor(fill: ElementFill, elements: FillableElements, ground: FillGround, scope: FillScope) {
  const standing = elements[fill.element]
  const stays = scope === 'gaps' && !isEmpty(standing) && !ground.wrong.has(fill.element)
  switch (fill.by) {
    case 'suggestion':
      return ground.suggestions.get(fill.element)
    case 'shorten': {
      const limit = ground.limits.get(fill.element)
      return typeof standing === 'string' && limit !== undefined ? shortened(standing, limit) : undefined
    }
    case 'copy':
      return stays ? undefined : elements[fill.from]
    default:
      return stays ? undefined : fill.value
  }
}

/** One instrument's elements after filling; what cannot be filled stays as it is. Copies read what stood there before. */
export function filledElements(
  elements: FillableElements,
  fills: readonly ElementFill[],
  scope: FillScope,
  ground: FillGround,
): FillableElements {
  const filled = fills.flatMap((fill) => {
    const value = valueFor(fill, elements, ground, scope)
    return value === undefined || isEmpty(value) ? [] : [[fill.element, value] as const]
  })
  return { ...elements, ...Object.fromEntries(filled) }
}

/** The copy of a list reads as one text, and of a number as its digits, so only texts are copied. */
export const copiesText = (fill: ElementFill, isText: (element: string) => boolean): boolean =>
  fill.by !== 'copy' || (fill.from !== fill.element && isText(fill.element) && isText(fill.from))
