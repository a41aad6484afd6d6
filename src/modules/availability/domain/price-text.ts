/** Kinds of user; the booking module uses the same words. */
export type PricedKind = 'own_unit' | 'university' | 'institute' | 'company' | 'society' | 'individual'
/** Yuan for an hour by kind of user, as far as a unit's text says it. */
export type HourlyPrices = Readonly<Partial<Record<PricedKind, number>>>

const outside: readonly PricedKind[] = ['university', 'institute', 'company', 'society', 'individual']
/** Whom a label of a price means, the most special first; a price without one is for everybody. */
const labels: readonly (readonly [RegExp, readonly PricedKind[]])[] = [
  [/企业|公司|compan|industr/i, ['company', 'society', 'individual']],
  [/高校|院校|院所|大学|科研|academic|universit/i, ['university', 'institute']],
  [/个人|individual/i, ['individual']],
  [/单位内部|校内|所内|院内|本单位|内部|internal/i, ['own_unit']],
  [/外部|校外|所外|院外|外单位|对外|社会|其他|external/i, outside],
]
const hourly = /([^，,；;。：:\d]*)(\d+(?:\.\d+)?)\s*元?\s*(?:\/|／|每)\s*(?:机时|小时|h\b|hour)/gi

/** Reads prices for an hour from a unit's own words; what it says in another way stays unread. */
export function hourlyPrices(text: string): HourlyPrices {
  const found: { readonly kinds: readonly PricedKind[]; readonly yuan: number }[] = []
  for (const [, label = '', yuan] of text.matchAll(hourly)) {
    const kinds = labels.find(([words]) => words.test(label))?.[1] ?? ['own_unit', ...outside]
    found.push({ kinds, yuan: Number(yuan) })
  }
  const prices: Partial<Record<PricedKind, number>> = {}
  // What is said of few counts more than what is said of many.
  for (const { kinds, yuan } of found.toSorted((a, b) => b.kinds.length - a.kinds.length))
    for (const kind of kinds) prices[kind] = yuan
  return prices
}

/** The price for a kind of user, or the lowest for anybody from outside; undefined when the text does not tell. */
export function hourlyPriceFor(prices: HourlyPrices, kind: PricedKind | undefined): number | undefined {
  if (kind !== undefined) return prices[kind]
  const all = outside.flatMap((each) => prices[each] ?? [])
  return all.length === 0 ? undefined : Math.min(...all)
}
