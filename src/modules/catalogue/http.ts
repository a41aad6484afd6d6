import type { z } from 'zod'
import type { Bilingual } from '#kernel/locale.ts'
import { type Fen, wanFromFen } from '#kernel/money.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { catalogueContract, CatalogueSearch, InstrumentRow } from './contract.ts'
import type { CatalogueEntry } from './domain/entry.ts'
import type { CatalogueQuery } from './domain/query.ts'
import { namedFacets } from './use-cases/named-facets.ts'
import { type ReferenceNames, referenceNames } from './use-cases/reference-names.ts'
import { readContact } from './use-cases/read-contact.ts'
import { completeSearch, searchCatalogue } from './use-cases/search-catalogue.ts'
import { showInstrument } from './use-cases/show-instrument.ts'

const pageSize = 20

const queryOf = ({ class: classCode, ...rest }: z.output<typeof CatalogueSearch>): CatalogueQuery => ({
  ...rest,
  classCode,
  size: pageSize,
})

const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

function rowOf(entry: CatalogueEntry, city: Bilingual | undefined): InstrumentRow {
  return {
    id: entry.instrumentId,
    name: entry.name,
    nameEn: entry.nameEn,
    model: entry.model,
    maker: entry.maker,
    makerName: entry.makerName,
    makerNameEn: entry.makerNameEn,
    summary: entry.summary,
    unitId: entry.unitId,
    unitName: entry.unitName,
    unitNameEn: entry.unitNameEn,
    openTo: [...entry.openTo],
    modes: [...entry.modes],
    bookable: entry.bookable,
    ...present({
      makerId: entry.makerId,
      classCode: entry.classCode,
      cityCode: entry.cityCode,
      city,
      worthWan: entry.worthFen === undefined ? undefined : wanFromFen(entry.worthFen as Fen),
    }),
  }
}

const cityOf = (names: ReferenceNames, entry: CatalogueEntry) =>
  entry.cityCode === undefined ? undefined : names.cityName(entry.cityCode)

export const catalogueHandlers: Handlers<typeof catalogueContract, Deps> = {
  async search({ query }, deps) {
    const [result, names] = [await searchCatalogue(deps, queryOf(query)), await referenceNames(deps.db)]
    return {
      total: result.total,
      page: query.page,
      size: pageSize,
      items: result.entries.map((entry) => rowOf(entry, cityOf(names, entry))),
      facets: await namedFacets(deps, result.facets),
      understood: [...result.understood],
      suggestions: result.suggestions.map((suggestion) => ({ ...suggestion })),
    }
  },
  async suggest({ query }, deps) {
    return { items: [...(await completeSearch(deps, query.q, 10))] }
  },
  async instrument({ params }, deps) {
    const shown = await showInstrument(deps, params.instrumentId)
    const { centre } = shown
    return {
      ...rowOf(shown.entry, shown.city),
      englishName: shown.englishName,
      classPath: [...shown.classPath],
      disciplines: [...shown.disciplines],
      ...present({ centreId: centre?.id, centreName: centre?.name }),
      timeZone: shown.timeZone,
      country: shown.country,
      bookedOn: shown.bookedOn,
      department: shown.department,
      address: shown.address,
      technical: shown.technical,
      does: shown.does,
      services: shown.services,
      achievement: shown.achievement,
      rules: shown.rules,
      price: shown.price,
      contact: { ...shown.contact },
    }
  },
  async readContact({ actor, params, http }, deps) {
    return { ...(await readContact(deps, { actor, source: http.source }, params.instrumentId)) }
  },
}
