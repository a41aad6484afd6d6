import type { Refusal } from '#kernel/refusal.ts'

/** What may be wrong with the fields of a maker; `countries` are the names of the table. */
export function makerRefusals(
  maker: { readonly name: string; readonly country: string; readonly homepage: string },
  countries: ReadonlySet<string>,
): Refusal[] {
  const refusals: Refusal[] = []
  if (maker.name.trim() === '') refusals.push({ code: 'registry.maker_name_empty' })
  if (maker.country !== '' && !countries.has(maker.country))
    refusals.push({ code: 'registry.maker_country_unknown', country: maker.country })
  if (maker.homepage !== '' && !/^https?:\/\/[^\s/$.?#][^\s]*$/i.test(maker.homepage))
    refusals.push({ code: 'registry.maker_homepage_bad' })
  return refusals
}
