import type { Bilingual } from '#kernel/locale.ts'
import { codeTable, type CodeTable } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Codes } from '../domain/entry-from-elements.ts'
import { classLevels } from '../domain/facets.ts'

/** Names of classes, cities and disciplines in both languages. */
export interface ReferenceNames extends Omit<Codes, 'maker'> {
  /** `01`, `0101` or `010101`. */
  readonly className: (prefix: string) => Bilingual | undefined
  readonly cityName: (code: string) => Bilingual | undefined
  readonly disciplineName: (code: string) => Bilingual | undefined
  /** A country as the national form names it; a name the form does not know stays as it is. */
  readonly countryName: (name: string) => Bilingual
  /** Every level of a class from the top. */
  classPath(code: string): { readonly prefix: string; readonly name: Bilingual }[]
  readonly cities: readonly City[]
  /** Class prefixes of the top level. */
  readonly topClasses: readonly string[]
}
/** A prefecture-level city and its place in the tile grid. */
export interface City {
  readonly code: string
  readonly name: Bilingual
  readonly row: number
  readonly column: number
}

const nameIn = (table: CodeTable | undefined, code: string): Bilingual | undefined => {
  const entry = table?.byCode.get(code)
  return entry === undefined ? undefined : { zh: entry.name, en: entry.nameEn || entry.name }
}

const codeIn = (table: CodeTable | undefined): ((text: string) => string | undefined) => {
  const byName = new Map(table?.entries.map((entry) => [entry.name, entry.code]))
  return (text) => (table?.byCode.has(text) === true ? text : byName.get(text))
}

const citiesOf = (areas: CodeTable | undefined): City[] =>
  (areas?.entries ?? [])
    .filter((entry) => entry.attributes['level'] === 'city')
    .map((entry) => ({
      code: entry.code,
      name: { zh: entry.name, en: entry.nameEn || entry.name },
      row: Number(entry.attributes['tile_row'] ?? 0),
      column: Number(entry.attributes['tile_col'] ?? 0),
    }))

/** Reads the names in force now; the registry keeps the tables in memory. */
export async function referenceNames(db: Db): Promise<ReferenceNames> {
  const [classes, areas, disciplines, countries] = await Promise.all(
    ['classes', 'areas', 'disciplines', 'countries'].map((name) => codeTable(db, name)),
  )
  const className = (prefix: string) => nameIn(classes, prefix.padEnd(6, '0'))
  const cities = citiesOf(areas)
  const cityCode = codeIn(areas)
  return {
    className,
    cityName: (code) => nameIn(areas, code),
    disciplineName: (code) => nameIn(disciplines, code),
    countryName: (name) => nameIn(countries, name) ?? { zh: name, en: name },
    classPath: (code) =>
      classLevels(code).flatMap((prefix) => {
        const name = className(prefix)
        const repeats = prefix.length > 2 && prefix.endsWith('00')
        return name === undefined || repeats ? [] : [{ prefix, name }]
      }),
    cities,
    topClasses: (classes?.entries ?? [])
      .filter((entry) => entry.parent === '')
      .map((entry) => entry.code.slice(0, 2)),
    disciplineCode: codeIn(disciplines),
    cityCode: (text) => {
      const code = cityCode(text)
      return cities.some((city) => city.code === code) ? code : undefined
    },
  }
}
