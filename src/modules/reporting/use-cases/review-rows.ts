import { inLocale, type Locale } from '#kernel/locale.ts'
import {
  type CodeTables,
  differingElements,
  displayed,
  type ElementDictionary,
  type Elements,
} from '#modules/registry/index.ts'

/** One element as the reviewer sees it: as accepted, as returned last, and now. */
export interface ReviewRow {
  readonly element: string
  readonly label: string
  readonly section: string
  readonly before: string
  readonly after: string
  readonly changed: boolean
  /** It changed since the report was returned. */
  readonly changedSinceReturn: boolean
}

/** What an element or an attached sheet was at each moment a reviewer compares. */
export interface Moments {
  readonly before: Elements
  readonly after: Elements
  /** As it was returned last; undefined when it was not. */
  readonly asReturned: Elements | undefined
}

/** The elements in the order of the dictionary, old beside new. */
export function elementRows(
  { before, after, asReturned }: Moments,
  ground: { readonly dictionary: ElementDictionary; readonly tables: CodeTables },
  locale: Locale,
): ReviewRow[] {
  const changed = new Set(differingElements(before, after))
  const answered = new Set(asReturned === undefined ? [] : differingElements(asReturned, after))
  return ground.dictionary.elements.map((definition) => ({
    element: definition.id,
    label: inLocale(definition.label, locale),
    section: definition.section,
    before: displayed(definition, before[definition.id], ground.tables, locale),
    after: displayed(definition, after[definition.id], ground.tables, locale),
    changed: changed.has(definition.id),
    changedSinceReturn: answered.has(definition.id),
  }))
}

interface Judging {
  readonly step: string
}

/** The step that returned it last, if it came back since without being accepted; steps newest first. */
export function lastReturn<S extends Judging>(steps: readonly S[]): S | undefined {
  const at = steps.findIndex(({ step }) => step === 'return' || step === 'return_in_unit')
  const accepted = steps.findIndex(({ step }) => step === 'accept')
  return at === -1 || (accepted !== -1 && accepted < at) ? undefined : steps[at]
}
