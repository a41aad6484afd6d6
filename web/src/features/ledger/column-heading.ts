import type { TFunction } from 'i18next'

/** The name of a column; the one that says which worksheet a row stands in has its words here. */
export const headingOf = (heading: string, t: TFunction<'ledger'>): string =>
  heading === '#sheet' ? t('columns.sheet') : heading
