import type { Bilingual } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { centresOf, unitById } from '#modules/organizations/index.ts'
import { acceptedInstrument } from '#modules/registry/index.ts'
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
  readonly country: string
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
  readonly contact: {
    readonly name: string
    readonly phone: string
    readonly email: string
    readonly address: string
  }
  /** Its first picture; registry serves it at two sizes. */
  readonly pictureId: number | undefined
}

/** Optional elements are reported as `无` when there is nothing to say. */
const said = (text: string): string => (['无', '-', '/'].includes(text.trim()) ? '' : text.trim())

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
  const text = (id: string): string => {
    const value = source.elements[id]
    return value === undefined ? '' : said(String(value))
  }
  return {
    entry,
    englishName: text('ename'),
    classPath: entry.classCode === undefined ? [] : names.classPath(entry.classCode),
    city: entry.cityCode === undefined ? undefined : names.cityName(entry.cityCode),
    disciplines: entry.disciplines.flatMap((code) => names.disciplineName(code) ?? []),
    centre: centres.find((centre) => centre.id === source.centreId),
    timeZone: unit?.timeZone ?? 'Asia/Shanghai',
    country: text('nation'),
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
    contact: { name: text('contact'), phone: text('phone'), email: text('email'), address: text('address') },
    pictureId: source.pictureId,
  }
}
