import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** The words of the demonstration: db/seed/demo, evidently examples and no real institution. */
export interface DepartmentContent {
  readonly key: string
  readonly name: string
  readonly name_en: string
  readonly kind: 'provincial_department' | 'city_bureau' | 'other'
  readonly city?: string
}
export type UnitKind =
  | 'university'
  | 'institute'
  | 'hospital'
  | 'company'
  | 'new_rd'
  | 'government'
  | 'society'
  | 'other'
export interface UnitContent {
  readonly key: string
  readonly name: string
  readonly name_en: string
  readonly kind: UnitKind
  readonly department: string
  readonly city: string
  readonly county: string | null
  readonly street: string
  readonly postalcode: string
  readonly website: string
  readonly intro: { readonly zh: string; readonly en: string }
  readonly size: number
  readonly centres: readonly { name: string; name_en: string; rooms: readonly string[] }[]
}
export interface CompanyContent {
  readonly name: string
  readonly name_en: string
  readonly kind: UnitKind
  readonly city: string
  readonly small: boolean
}
export type ServiceMode = 'self' | 'guided' | 'sample'
export interface InstrumentType {
  readonly key: string
  readonly classCode: string
  readonly cname: string
  readonly ename: string
  readonly category: '通用' | '专用'
  readonly models: readonly {
    readonly maker: string
    readonly model: string
    readonly priceWan: readonly [number, number]
  }[]
  readonly technical: string
  readonly function: string
  readonly serviceContent: string
  readonly requirement: string
  readonly fee: string
  readonly disciplines: readonly string[]
  readonly weight: number
  readonly modes: readonly ServiceMode[]
  readonly hoursPerYear: readonly [number, number]
  readonly hourlyFeeYuan: readonly [number, number]
}
export interface Word {
  readonly zh: string
  readonly en: string
}
export interface ProjectContent {
  readonly title: string
  /** One of the national form's sources of funds (domain.md §1.9). */
  readonly funding: string
}
export interface NoticeContent {
  readonly title: Word
  readonly body: Word
  readonly source: Word
  /** Day of publication counted from today; negative in the past. */
  readonly dayOffset: number
}
export interface ReturnReason extends Word {
  readonly element: string
}
export interface Maker {
  readonly name: string
  /** Other ways to write it. */
  readonly aliases: readonly string[]
  readonly country: string
}
export interface City {
  readonly code: string
  readonly name: string
}
export interface ProfileContent {
  readonly rules: readonly {
    readonly kind: string
    readonly title: string
    readonly titleEn: string
    readonly body: string
  }[]
  readonly norms: readonly {
    readonly number: string
    readonly title: string
    readonly titleEn: string
    /** Of the names of instruments that are tested by it. */
    readonly words: string
  }[]
  readonly qualifications: readonly {
    readonly kind: string
    readonly scope: string
    readonly years: number
  }[]
  readonly titles: readonly string[]
  readonly skills: readonly string[]
}
export interface DemoContent {
  readonly profiles: ProfileContent
  readonly departments: readonly DepartmentContent[]
  readonly units: readonly UnitContent[]
  readonly companies: readonly CompanyContent[]
  readonly types: readonly InstrumentType[]
  readonly people: { readonly surnames: readonly Word[]; readonly givenNames: readonly Word[] }
  readonly projects: readonly ProjectContent[]
  readonly purposes: readonly Word[]
  readonly notices: readonly NoticeContent[]
  readonly returnReasons: readonly ReturnReason[]
  readonly makers: ReadonlyMap<string, Maker>
  readonly cities: readonly City[]
  readonly holidays: readonly { readonly date: string; readonly kind: string }[]
}

const root = join(import.meta.dirname, '../../..')
const words = join(root, 'db/seed/demo')
const reference = join(root, 'db/reference')

async function json<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(join(words, name), 'utf8')) as T
}
async function table(name: string): Promise<Record<string, string>[]> {
  return parse(await readFile(join(reference, name), 'utf8'), { columns: true, bom: true })
}

async function holidays(): Promise<DemoContent['holidays']> {
  const names = (await readdir(join(reference, 'holidays')))
    .filter((name) => name.endsWith('.csv'))
    .toSorted()
  const rows = await Promise.all(names.map((name) => table(join('holidays', name))))
  return rows.flat().map((row) => ({ date: row['date'] ?? '', kind: row['kind'] ?? '' }))
}

/** Reads everything the demonstration is made of. */
export async function readContent(): Promise<DemoContent> {
  const makers = await table('makers/makers.csv')
  const areas = await table('areas/guangdong.csv')
  return {
    departments: await json('departments.json'),
    units: await json('units.json'),
    companies: await json('companies.json'),
    types: await json('instrument-types.json'),
    people: await json('people.json'),
    projects: await json('projects.json'),
    purposes: await json('purposes.json'),
    notices: await json('notices.json'),
    profiles: await json('profiles.json'),
    returnReasons: await json('return-reasons.json'),
    makers: new Map(
      makers.map((row) => [
        row['name'] ?? '',
        {
          name: row['name'] ?? '',
          country: row['country'] ?? '中国',
          aliases: (row['aliases'] ?? '').split('|').filter((alias) => alias !== ''),
        },
      ]),
    ),
    cities: areas
      .filter((row) => row['level'] === 'city')
      .map((row) => ({ code: row['adcode'] ?? '', name: row['name'] ?? '' })),
    holidays: await holidays(),
  }
}
