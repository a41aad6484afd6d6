import type { Bilingual } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { centresOf, unitById } from '#modules/organizations/index.ts'
import { acceptedInstrument, type Elements } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import type { CatalogueEntry } from '../domain/entry.ts'
import { liveCatalogue } from './live-catalogue.ts'
import { referenceNames } from './reference-names.ts'

/** Everything the public may read about an instrument. */
export interface PublicInstrument {
  readonly entry: CatalogueEntry
  readonly englishName: string
  readonly classPath: readonly { readonly prefix: string; readonly name: Bilingual }[]
  readonly city: Bilingual | undefined
  readonly disciplines: readonly Bilingual[]
  readonly centre: { readonly id: number; readonly name: string; readonly nameEn: string } | undefined
  readonly timeZone: string
  readonly country: Bilingual
  readonly bookedOn: string
  readonly department: string
  readonly address: string
  readonly technical: string
  readonly does: string
  readonly services: string
  readonly achievement: string
  readonly rules: string
  readonly price: string
  readonly serviceUrl: string
  /** Whom to ask; phone and e-mail are read one at a time (`readContact`). */
  readonly contact: { readonly name: string; readonly address: string; readonly reachable: boolean }
  /** Its first picture; registry serves it at two sizes. */
  readonly pictureId: number | undefined
}

/** How to reach the people of an instrument; public by the national element list, logged and limited (domain.md §7). */
export interface InstrumentContact {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly address: string
}

/** Optional elements are reported as `无` when there is nothing to say. */
const said = (text: string): string => (['无', '-', '/'].includes(text.trim()) ? '' : text.trim())

type TextOf = (id: string) => string
const textsOf =
  (elements: Elements): TextOf =>
  (id) => {
    const value = elements[id]
    return value === undefined ? '' : said(String(value))
  }
const contactOf = (text: TextOf): InstrumentContact => ({
  ...{ name: text('contact'), phone: text('phone'), email: text('email'), address: text('address') },
})

/** The contact of an accepted instrument; whoever shows it to the public goes through `readContact`. */
export async function publicContact(
  deps: Pick<Deps, 'db'>,
  instrumentId: number,
): Promise<{ unitId: number; contact: InstrumentContact }> {
  const { unitId } = found((await liveCatalogue(deps)).entry(instrumentId), 'instrument')
  const source = found(await acceptedInstrument(deps.db, instrumentId), 'instrument')
  return { unitId, contact: contactOf(textsOf(source.elements)) }
}

/** Reads the public page of an instrument; refuses with `not_found` when it is not accepted. */
export async function showInstrument(
  deps: Pick<Deps, 'db'>,
  instrumentId: number,
): Promise<PublicInstrument> {
  const entry = found((await liveCatalogue(deps)).entry(instrumentId), 'instrument')
  const source = found(await acceptedInstrument(deps.db, instrumentId), 'instrument')
  const [unit, centres, names] = await Promise.all([
    unitById(deps.db, entry.unitId),
    centresOf(deps.db, entry.unitId),
    referenceNames(deps.db),
  ])
  const text = textsOf(source.elements)
  const { name, address, phone, email } = contactOf(text)
  return {
    entry,
    englishName: text('ename'),
    classPath: entry.classCode === undefined ? [] : names.classPath(entry.classCode),
    city: entry.cityCode === undefined ? undefined : names.cityName(entry.cityCode),
    disciplines: entry.disciplines.flatMap((code) => names.disciplineName(code) ?? []),
    centre: centres.find((centre) => centre.id === source.centreId),
    timeZone: unit?.timeZone ?? 'Asia/Shanghai',
    country: names.countryName(text('nation')),
    bookedOn: text('beginDate'),
    department: text('insideDepart'),
    address: text('street'),
    technical: text('technical'),
    does: text('function'),
    services: text('serviceContent'),
    achievement: text('achievement'),
    rules: text('requirement'),
    price: text('fee'),
    serviceUrl: text('serviceUrl'),
    contact: { name, address, reachable: phone !== '' || email !== '' },
    pictureId: source.pictureId,
  }
}
