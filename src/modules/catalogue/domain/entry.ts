import type { Instant } from '#kernel/time.ts'
import type { ServiceMode, UserKind } from './query.ts'

/** One instrument as the public finds it. */
export interface CatalogueEntry {
  readonly unitId: number
  readonly instrumentId: number
  readonly centreId: number | undefined
  readonly name: string
  readonly nameEn: string
  readonly model: string
  /** As the unit wrote it. */
  readonly maker: string
  /** The record of the maker it names, with its names in both languages; undefined and '' when it names none. */
  readonly makerId: number | undefined
  readonly makerName: string
  readonly makerNameEn: string
  readonly summary: string
  readonly summaryEn: string
  /** The beginning of the reference price, as the unit words it. */
  readonly price: string
  readonly classCode: string | undefined
  readonly cityCode: string | undefined
  readonly disciplines: readonly string[]
  readonly worthFen: number | undefined
  readonly openTo: readonly UserKind[]
  readonly modes: readonly ServiceMode[]
  readonly bookable: boolean
  readonly unitName: string
  readonly unitNameEn: string
  /** Norms by which it tests and qualifications that cover it and hold; '' when there are none. */
  readonly covered: string
  readonly pictureId: number | undefined
  readonly acceptedAt: Instant
}
