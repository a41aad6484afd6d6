/** Headings of the reason columns in a sheet that was sent back: left out when it comes again. */
export const reasonPrefix = '※ '

/** A heading without what does not tell one from another: width, case, spaces, stars, the unit in brackets. */
export function foldedHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ \(\d+\)$/, '')
    .replaceAll(/\((?:万?元|人民币|rmb|cny|yuan|wan|必填|选填|小时|h)[^)]*\)|\[[^\]]*\]|必填|\*/g, '')
    .replaceAll(/[\s_\-:：.、,/()（）]/g, '')
}

/** One column of a sheet and the field it carries; none when nothing is taken from it. */
export interface SheetColumn<Field extends string> {
  readonly heading: string
  readonly position: number
  readonly field: Field | undefined
}

/** Tells the columns of a sheet by the headings each field is known under, whatever their width, case and order. */
export function sheetColumns<Field extends string>(headings: Readonly<Record<Field, readonly string[]>>) {
  const fieldOf: ReadonlyMap<string, Field> = new Map(
    (Object.keys(headings) as Field[]).flatMap((field) =>
      [field, ...headings[field]].map((heading): [string, Field] => [foldedHeading(heading), field]),
    ),
  )
  return {
    isHeading: (heading: string): boolean => fieldOf.has(foldedHeading(heading)),
    /** What each column carries; the first that claims a field has it, reasons of an earlier import are left out. */
    match: (header: readonly string[]): SheetColumn<Field>[] => {
      const taken = new Set<Field>()
      return header.flatMap((heading, position): SheetColumn<Field>[] => {
        if (heading.startsWith(reasonPrefix)) return []
        const field = fieldOf.get(foldedHeading(heading))
        if (field === undefined || taken.has(field)) return [{ heading, position, field: undefined }]
        taken.add(field)
        return [{ heading, position, field }]
      })
    },
  }
}
