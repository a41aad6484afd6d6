import { readFile } from 'node:fs/promises'
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
  readonly county: string
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
  readonly category: string
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
  readonly sampleFeeYuan?: readonly [number, number] | number
}
interface Word {
  readonly zh: string
  readonly en: string
}

async function json<T>(folder: string, name: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as T
}
async function table<K extends string>(folder: string, name: string): Promise<Record<K, string>[]> {
  return parse(await readFile(join(folder, name), 'utf8'), { columns: true, bom: true }) as Record<K, string>[]
}
