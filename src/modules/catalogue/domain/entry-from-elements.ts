import { fenFromWan } from '#kernel/money.ts'
import type { Instant } from '#kernel/time.ts'
import type { CatalogueEntry } from './entry.ts'
import { knownModes, knownUserKinds, modesFromTexts, usersFromTexts } from './openness.ts'

/** An accepted instrument as the registry tells it. */
export interface AcceptedSource {
  readonly unitId: number
  readonly id: number
  readonly centreId: number | undefined
  readonly elements: Readonly<Record<string, string | number | readonly string[]>>
  readonly acceptedAt: Instant
  readonly pictureId: number | undefined
}
/** What is needed of the unit that owns it. */
export interface UnitSource {
  readonly name: string
  readonly nameEn: string
  readonly cityCode: string | undefined
}
/** Code tables: a discipline or city may be given by its name or its code. */
export interface Codes {
  disciplineCode(text: string): string | undefined
  cityCode(text: string): string | undefined
  /** The maker a text names. */
  maker(text: string): { readonly id: number; readonly name: string; readonly nameEn: string } | undefined
}

const longestSummary = 160
const longestPrice = 60

const cut = (text: string, longest = longestSummary): string => {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`
}

const textOf = (value: string | number | readonly string[] | undefined): string =>
  value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value)

const listOf = (value: string | number | readonly string[] | undefined): string[] =>
  typeof value === 'string'
    ? value.split(/[,，、;；]/u).map((part) => part.trim())
    : Array.isArray(value)
      ? [...(value as readonly string[])]
      : []

/** The record of the maker a text names, as an entry holds it. */
function makerOf(text: string, codes: Codes): Pick<CatalogueEntry, 'makerId' | 'makerName' | 'makerNameEn'> {
  const maker = codes.maker(text)
  if (maker === undefined) return { makerId: undefined, makerName: '', makerNameEn: '' }
  return { makerId: maker.id, makerName: maker.name, makerNameEn: maker.nameEn }
}

/** The row of the catalogue for an accepted instrument. */
export function entryFrom(
  source: AcceptedSource,
  unit: UnitSource,
  codes: Codes,
): Omit<CatalogueEntry, 'covered'> {
  const { elements } = source
  const text = (id: string) => textOf(elements[id])
  const worth = Number(elements['worth'])
  const does = text('function') || text('serviceContent')
  const opennessTexts = `${text('requirement')} ${text('serviceContent')}`
  const openTo = listOf(elements['openTo'])
  const modes = listOf(elements['serviceWays'])
  return {
    unitId: source.unitId,
    instrumentId: source.id,
    centreId: source.centreId,
    name: text('cname'),
    nameEn: text('ename'),
    model: text('instrVersion'),
    maker: text('manufacturer'),
    ...makerOf(text('manufacturer'), codes),
    summary: cut(does),
    summaryEn: cut(text('functionEn')),
    price: cut(text('fee'), longestPrice),
    classCode: text('instrCategory') || undefined,
    cityCode: codes.cityCode(text('city')) ?? unit.cityCode,
    disciplines: [...new Set(listOf(elements['subject']).flatMap((one) => codes.disciplineCode(one) ?? []))],
    worthFen: elements['worth'] === undefined || !Number.isFinite(worth) ? undefined : fenFromWan(worth),
    openTo: openTo.length > 0 ? knownUserKinds(openTo) : usersFromTexts(opennessTexts, text('shareMode')),
    modes: modes.length > 0 ? knownModes(modes) : modesFromTexts(opennessTexts),
    bookable: false,
    unitName: unit.name,
    unitNameEn: unit.nameEn,
    pictureId: source.pictureId,
    acceptedAt: source.acceptedAt,
  }
}
