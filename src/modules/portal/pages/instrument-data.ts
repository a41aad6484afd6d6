import type { PublicInstrument } from '../use-cases/instrument-page.ts'

const some = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))

/** An instrument as schema.org says it: a product model that an organisation offers as a service. */
export function instrumentData(
  instrument: PublicInstrument,
  at: { readonly url: string; readonly image: string; readonly unitUrl: string },
) {
  const { entry } = instrument
  const organization = {
    '@type': 'ResearchOrganization',
    name: entry.unitName,
    url: at.unitUrl,
    ...some({ alternateName: entry.unitNameEn }),
  }
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: entry.name,
    url: at.url,
    image: at.image,
    ...some({
      alternateName: instrument.englishName,
      model: entry.model,
      description: instrument.does || instrument.services,
      category: instrument.classPath.map(({ name }) => name.zh).join(' > '),
      countryOfOrigin: instrument.country.zh,
    }),
    ...(entry.maker === ''
      ? {}
      : { manufacturer: { '@type': 'Organization', name: entry.makerName || entry.maker } }),
    isRelatedTo: {
      '@type': 'Service',
      name: instrument.services || entry.name,
      provider: organization,
      ...(instrument.city === undefined ? {} : { areaServed: instrument.city.zh }),
      audience: entry.openTo.map((audienceType) => ({ '@type': 'Audience', audienceType })),
    },
  }
}
